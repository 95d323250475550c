"""Checks the weights of ResNet50 as a stranger would: with safetensors and NumPy."""

import json
import pathlib
import sys

import numpy as np
from safetensors import safe_open

record = json.loads((pathlib.Path(__file__).parent.parent / "Tests/Vectors/models/ResNet50.json").read_text())
arrays = np.load(sys.argv[2])
assert arrays.files == [path for path, _, _ in record["variables"]], "names or their order"
with safe_open(sys.argv[1], "numpy") as file:
    assert file.metadata()["seed"] == "42", file.metadata()
    for path, shape, dtype in record["variables"]:
        tensor = file.get_tensor(path)
        assert list(tensor.shape) == shape and str(tensor.dtype) == dtype, (path, tensor.shape, tensor.dtype)
        assert np.array_equal(tensor, arrays[path]), path
        if path.endswith("kernel"):
            # Glorot uniform: the standard deviation within six standard errors, and the limit kept.
            receptive = np.prod(shape[:-2])
            limit = np.sqrt(6 / (receptive * (shape[-2] + shape[-1])))
            assert abs(tensor).max() <= np.float32(limit), path
            assert abs(tensor.std() * np.sqrt(3) / limit - 1) < 6 / np.sqrt(tensor.size), path
        else:
            expected = 1 if path.endswith(("gamma", "moving_variance")) else 0
            assert (tensor == expected).all(), path
print(f"{len(record['variables'])} tensors are as Keras describes them")
