"""Compares the command with live peers: `python3 Conformance/check.py` (installs them into Conformance/.venv).

For every model of the zoo the command's files are opened with safetensors and NumPy; names, shapes, dtypes and order are
compared with what Keras reports, uniform values bit for bit with native_stream.py, and the weights are put into the model.
"""

import pathlib
import subprocess
import sys
import tempfile

from environment import command, in_environment, unique


def uniform_differences(tensors):
    """The number of values of unseeded float32 Glorot uniform kernels that differ from the second implementation."""
    import numpy as np
    import native_stream as stream

    differing = checked = 0
    for name, tensor in tensors.items():
        # Dense alone: the fans of an EinsumDense are those of its equation.
        if not f"/{name}".endswith("/dense/kernel") or tensor.dtype != np.float32 or tensor.size > 500:
            continue
        limit = np.sqrt(3.0 * (1.0 / max(1.0, sum(tensor.shape) / 2)))
        expected = [stream.uniform(42, name, i, -limit, limit, np.float32) for i in range(tensor.size)]
        differing += int((tensor.ravel() != np.array(expected)).sum())
        checked += tensor.size
    return differing, checked


def main():
    import model_zoo
    import ml_dtypes
    import numpy as np
    from safetensors import safe_open

    tool, failures = command(), 0
    print(f"{'model':28}{'variables':>10}{'names, shapes, dtypes':>24}{'npz = safetensors':>20}{'uniform bits':>16}")
    with tempfile.TemporaryDirectory() as folder:
        for name, model in model_zoo.models():
            source, st, npz = (f"{folder}/{name}.{ending}" for ending in ("json", "safetensors", "npz"))
            pathlib.Path(source).write_text(model.to_json())
            for output in (st, npz):
                subprocess.run([tool, "model", source, "--seed", "42", "--output", output, "--quiet"], check=True,
                               stderr=subprocess.DEVNULL)
            described = model_zoo.described(model)
            names = list(unique(path for path, _, _ in described))
            # safetensors' NumPy reader has no bfloat16: its bytes are viewed as such, as those of npz are.
            arrays = np.load(npz)
            tensors = {}
            for key, (_, _, dtype) in zip(names, described):
                array = arrays[key]
                tensors[key] = array.view(ml_dtypes.bfloat16) if dtype == "bfloat16" else array
            same = arrays.files == names and all(
                (list(t.shape), str(t.dtype)) == (shape, dtype) for t, (_, shape, dtype) in zip(tensors.values(), described))
            with safe_open(st, "numpy") as file:
                stored = set(file.keys()) == set(names) and all(
                    file.get_slice(key).get_shape() == shape for key, (_, shape, _) in zip(names, described))
                equal = stored and all(
                    np.array_equal(file.get_tensor(key), tensors[key]) for key, (_, _, dtype) in zip(names, described)
                    if dtype != "bfloat16")
            differing, checked = uniform_differences(tensors)
            for variable, key in zip(model.weights, names):
                variable.assign(tensors[key])
            failures += (not same) + (not equal) + (differing > 0)
            print(f"{name:28}{len(names):>10}{'equal' if same else 'DIFFERENT':>24}{'equal' if equal else 'DIFFERENT':>20}"
                  f"{f'{checked - differing} of {checked}':>16}")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    if "--installed" in sys.argv:
        main()
    else:
        in_environment(__file__)
