#!/usr/bin/env bash
# NumPy 2.4.6: an .npz archive that holds the arrays "a" and "a.npy" gives the first to whoever asks for the second.
#
# numpy.savez stores an array in a member called after it with ".npy" appended, and numpy.load lets one ask for the array's name or for the
# member's. Where one array is called as another's member, the member wins: the second array is listed, and cannot be had by its own name.
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
