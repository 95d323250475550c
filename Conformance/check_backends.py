"""Compares the command's Keras backends with live Keras: `python check_backends.py [tensorflow jax torch numpy keras2]`.

keras2 stands for the operations that multi-backend Keras 2 calls: TensorFlow's stateful ones in a graph, and NumPy's legacy
normal values and singular vectors. Each backend runs in a process of its own, as Keras chooses its backend when it is imported. A backend that is not installed
is left out, and said to be. Prints, for each backend, distribution and dtype, how many values differ and by how many units in the
last place at most; the exit status is 0 if only Orthogonal differs, within its tolerance.
"""

import json
import os
import subprocess
import sys
import tempfile

import environment

SHAPES = [[1], [3, 5], [15], [16], [17], [7, 9, 3], [64, 33], [3, 3, 8, 16]]
SEEDS = [0, 1, 42, 2**31 - 2, 2**32 - 1]
CASES = [("RandomUniform", {}), ("RandomUniform", {"minval": -1.7, "maxval": 3.1}), ("RandomNormal", {}),
         ("RandomNormal", {"mean": 0.3, "stddev": 2.0}), ("TruncatedNormal", {}),
         ("TruncatedNormal", {"mean": -1.0, "stddev": 0.5}), ("GlorotUniform", {}), ("HeNormal", {}), ("LecunNormal", {}),
         ("VarianceScaling", {"scale": 0.7, "mode": "fan_out", "distribution": "untruncated_normal"}), ("Orthogonal", {"gain": 1.5})]
DTYPES = ["float32", "float64", "float16", "bfloat16"]


def live(backend):
    """Prints, as JSON lines, the bytes that live Keras gives for every case."""
    os.environ["KERAS_BACKEND"] = backend
    import keras
    import numpy as np

    for name, config in CASES:
        for dtype in DTYPES:
            for shape in SHAPES:
                if name == "Orthogonal" and (len(shape) < 2 or dtype not in ("float32", "float64")):
                    continue
                for seed in SEEDS:
                    made = getattr(keras.initializers, name)(seed=seed, **config)(tuple(shape), dtype=dtype)
                    array = np.asarray(keras.ops.convert_to_numpy(made))
                    show(name, config, dtype, shape, seed, array)


def live_keras2():
    """The same for the operations that Keras 2 calls."""
    import numpy as np
    import tensorflow.compat.v1 as tf

    def draw(make):
        with tf.Graph().as_default(), tf.Session() as session:
            return session.run(make())

    cases = [("RandomUniform", {"minval": -1.7, "maxval": 3.1}, lambda s, d, k: tf.random_uniform(s, -1.7, 3.1, d, k)),
             ("RandomNormal", {"mean": 0.3, "stddev": 2.0}, lambda s, d, k: tf.random_normal(s, 0.3, 2.0, d, k)),
             ("TruncatedNormal", {"stddev": 0.5}, lambda s, d, k: tf.truncated_normal(s, 0.0, 0.5, d, k)),
             ("glorot_uniform", {}, None)]
    for name, config, make in cases:
        for dtype in DTYPES[:3]:
            for shape in SHAPES + [[2, 1, 2, 1, 3, 2]]:
                for seed in SEEDS:
                    if make is None:
                        in_, out = keras2_fans(shape)
                        limit = np.sqrt(3.0 * (1.0 / max(1.0, float(in_ + out) / 2)))
                        array = draw(lambda: tf.random_uniform(shape, -limit, limit, dtype, seed))
                    else:
                        array = draw(lambda: make(shape, dtype, seed))
                    show(name, config, dtype, shape, seed, array)
    for shape in [[2, 2], [5, 3], [3, 5], [25, 25], [4, 3, 2, 10], [26, 26], [40, 30], [30, 40], [64, 64], [100, 30], [30, 100]]:
        for seed in SEEDS:
            np.random.seed(seed)
            flat = (int(np.prod(shape[:-1])), shape[-1])
            u, _, v = np.linalg.svd(np.random.normal(0.0, 1.0, flat), full_matrices=False)
            q = u if u.shape == flat else v
            show("Orthogonal", {"gain": 1.5}, "float32", shape, seed, (1.5 * q.reshape(shape)).astype(np.float32))


def keras2_fans(shape):
    """Keras 2's fans: ranks 2 to 5 as matrices and kernels, the square root of the size for all others."""
    import numpy as np

    if len(shape) in (2, 3, 4, 5):
        field = np.prod(shape[:-2]) if len(shape) > 2 else 1
        return shape[-2] * field, shape[-1] * field
    return np.sqrt(np.prod(shape)), np.sqrt(np.prod(shape))


def show(name, config, dtype, shape, seed, array):
    print(json.dumps({"name": name, "config": config, "dtype": dtype, "shape": shape, "seed": seed,
                      "made": str(array.dtype), "bytes": array.tobytes().hex()}))


def ulps(ours, theirs):
    """The largest distance of two arrays of one floating type, counted in representable numbers."""
    import numpy as np

    kind = {2: np.int16, 4: np.int32, 8: np.int64}[ours.dtype.itemsize]

    def ordered(array):
        bits = array.view(kind).astype(object)
        low = -(2 ** (8 * ours.dtype.itemsize - 1))
        return np.where(bits < 0, low - bits, bits)

    return int(abs(ordered(ours) - ordered(theirs)).max()) if ours.size else 0


def compare(backend, tool):
    import ml_dtypes  # makes NumPy know bfloat16
    import numpy as np

    process = subprocess.run([sys.executable, __file__, "--live", backend], capture_output=True, text=True)
    if process.returncode:
        print(f"{backend}: not compared ({process.stderr.strip().splitlines()[-1]})")
        return 0
    table, failures = {}, 0
    with tempfile.TemporaryDirectory() as folder:
        for line in process.stdout.splitlines():
            case = json.loads(line)
            text = json.dumps({"class_name": case["name"], "config": case["config"]})
            output = f"{folder}/t.npy"
            subprocess.run([tool, "tensor", text, "--shape", "x".join(map(str, case["shape"])), "--seed", str(case["seed"]),
                            "--dtype", case["made"], "--backend", backend if backend == "keras2" else f"keras-{backend}", "--output", output, "--quiet"], check=True)
            ours = np.load(output).view(np.dtype(case["made"])).ravel()
            theirs = np.frombuffer(bytes.fromhex(case["bytes"]), np.dtype(case["made"]))
            row = table.setdefault((case["name"], case["made"]), [0, 0, 0, 0.0])
            row[0] += ours.size
            row[1] += int((ours != theirs).sum())
            row[2] = max(row[2], ulps(ours, theirs))
            row[3] = max(row[3], float(abs(ours.astype(float) - theirs.astype(float)).max()))
    for (name, dtype), (count, differing, distance, absolute) in sorted(table.items()):
        is_exact = differing == 0
        allowed = name == "Orthogonal" and absolute < 2e-5
        failures += not (is_exact or allowed)
        print(f"{backend:12}{name:18}{dtype:10}{count:8} values  "
              + ("exact" if is_exact else f"{differing} differ, at most {distance} ulp, {absolute:.1e}"))
    return failures


if __name__ == "__main__":
    if "--live" not in sys.argv and "--installed" not in sys.argv:
        environment.in_environment(__file__)
    sys.argv = [argument for argument in sys.argv if argument != "--installed"]
    if "--live" in sys.argv:
        live_keras2() if sys.argv[-1] == "keras2" else live(sys.argv[-1])
    else:
        tool = environment.command()
        chosen = sys.argv[1:] or ["tensorflow", "jax", "torch", "numpy", "keras2"]
        sys.exit(1 if sum(compare(backend, tool) for backend in chosen) else 0)
