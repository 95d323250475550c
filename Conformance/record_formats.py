"""Records small files as NumPy and safetensors write them."""

import base64
import io
import json
import pathlib

import numpy as np
import safetensors
import safetensors.numpy

VECTORS = pathlib.Path(__file__).parent.parent / "Tests" / "Vectors"
CASES = [("float32", (2, 3)), ("float64", (4,)), ("float16", ()), ("int32", (1, 2, 1)), ("uint8", (0, 3)), ("bool", (5,)),
         ("int64", (2,)), ("uint64", (1,)), ("int8", (3,)), ("int16", (2, 2)), ("uint16", (1,)), ("uint32", (2,)),
         ("float32", (1,) * 20)]


def main():
    cases = []
    for dtype, shape in CASES:
        array = (np.arange(np.prod(shape)).reshape(shape) % 2 + 1).astype(dtype)
        array = np.asarray(array)  # NumPy turns arrays of rank 0 into scalars
        npy = io.BytesIO()
        np.save(npy, array)
        cases.append({
            "dtype": dtype, "shape": list(shape), "bytes": base64.b64encode(array.tobytes()).decode(),
            "npy": base64.b64encode(npy.getvalue()).decode(),
            "safetensors": base64.b64encode(safetensors.numpy.save({"tensor": array})).decode()})
    rows = ",\n".join(json.dumps(case) for case in cases)
    (VECTORS / "formats.json").write_text(
        f'{{"source": "numpy {np.__version__}, safetensors {safetensors.__version__}; record_formats.py", "cases": [\n{rows}\n]}}\n')


if __name__ == "__main__":
    main()
