#!/usr/bin/env bash
# NumPy 2.4.6: if an .npz archive holds the arrays "a" and "a.npy", asking for "a.npy" gives "a".
#
# numpy.savez stores each array in a member named after it, with ".npy" appended. numpy.load accepts
# the array's name or the member's. If one array has the name of another array's member, the member
# wins: the second array is listed, but its own name does not give it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet numpy==2.4.6
seen=$("$folder/venv/bin/python" - "$folder/x.npz" <<'PYTHON'
import sys
import numpy
numpy.savez(sys.argv[1], **{"a": numpy.array([1]), "a.npy": numpy.array([2])})
with numpy.load(sys.argv[1]) as file:
    print(numpy.__version__, sorted(file.files), file["a"][0], file["a.npy"][0], file["a.npy.npy"][0])
PYTHON
)
echo "$seen"
test "$seen" = "2.4.6 ['a', 'a.npy'] 1 1 2"
