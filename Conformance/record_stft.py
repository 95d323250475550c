"""Records windows of SciPy and STFT kernels of Keras."""

import json
import os
import pathlib

os.environ.setdefault("KERAS_BACKEND", "jax")

import keras
import numpy as np
import scipy
import scipy.signal

VECTORS = pathlib.Path(__file__).parent.parent / "Tests" / "Vectors"
WINDOWS = ["barthann", "bartlett", "blackman", "blackmanharris", "bohman", "boxcar", "cosine", "exponential", "flattop",
           "hamming", "hann", "lanczos", "nuttall", "parzen", "taylor", "triang", "tukey"]


def main():
    windows = [{"window": name, "periodic": periodic, "count": count,
                "values": scipy.signal.get_window(name, count, fftbins=periodic).tolist()}
               for name in WINDOWS for periodic in (False, True) for count in (1, 2, 7, 16)]
    kernels = []
    for side, window, scaling, periodic, shape in (
            ("real", None, None, False, (8, 1, 5)), ("imag", "hann", "density", False, (16, 1, 9)),
            ("real", "hamming", None, True, (12, 1, 7)), ("imag", "tukey", "density", False, (10, 3, 6)),
            ("imag", list(range(1, 17)), "spectrum", False, (16, 1, 5)), ("real", "hann", "spectrum", True, (32, 1, 33))):
        made = keras.initializers.STFT(side=side, window=window, scaling=scaling, periodic=periodic)(shape)
        kernels.append({"side": side, "window": window, "scaling": scaling, "periodic": periodic, "shape": shape,
                        "made": list(made.shape), "values": np.asarray(made, np.float64).ravel().tolist()})
    parts = [f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in rows) + "\n]"
             for name, rows in (("windows", windows), ("kernels", kernels))]
    (VECTORS / "stft.json").write_text(
        f'{{"source": "scipy {scipy.__version__}, keras {keras.__version__} on JAX; record_stft.py",\n' + ",\n".join(parts) + "}\n")


if __name__ == "__main__":
    main()
