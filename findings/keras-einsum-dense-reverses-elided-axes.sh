#!/usr/bin/env bash
# Keras 3.15.1: EinsumDense with leading dots tells the wrong shape if the dots stand for two or more
# axes besides the batch. It tells them in reverse.
#
# The layer's values have the right shape. The symbolic output does not, so that a later layer which
# reads one of these axes is built for another size. Trailing dots are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet keras==3.15.1 numpy==2.4.6 jax==0.10.2 jaxlib==0.10.2
seen=$(KERAS_BACKEND=jax "$folder/venv/bin/python" - <<'PYTHON'
import keras
import numpy
leading = keras.layers.EinsumDense("...x,xy->...y", output_shape=7)
trailing = keras.layers.EinsumDense("ab...,bc->ac...", output_shape=7)
print(keras.__version__)
print(leading(keras.Input((2, 3, 4, 5))).shape, leading(numpy.zeros((1, 2, 3, 4, 5))).shape)
print(trailing(keras.Input((5, 2, 3, 4))).shape, trailing(numpy.zeros((1, 5, 2, 3, 4))).shape)
PYTHON
)
echo "$seen"
test "$seen" = "3.15.1
(None, 4, 3, 2, 7) (1, 2, 3, 4, 7)
(None, 7, 2, 3, 4) (1, 7, 2, 3, 4)"
