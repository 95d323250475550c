"""One peer's side of `compare`: `python peers.py numpy|torch|jax|keras-tensorflow`, `python peers.py resnet50 BACKEND TIMES`.

Prints, as JSON, the median time in nanoseconds of each piece of work that the peer has. Arrays are filled in place where the peer
can, and memory has been touched before; where a peer returns new arrays, their allocation is part of its way of working.
"""

import json
import os
import statistics
import sys
import tempfile
import time

SIDE = 8192
MATRICES = [1024, 2048, 4096]
THREADS = 2
times = {}


def measure(name, work, repetitions=5):
    work()
    samples = []
    while len(samples) < repetitions and (len(samples) < 2 or sum(samples) < 6e9):
        start = time.perf_counter_ns()
        work()
        samples.append(time.perf_counter_ns() - start)
    times[name] = statistics.median(samples)


def run_numpy():
    import numpy as np

    generator = np.random.default_rng(1)
    single, double = np.zeros((SIDE, SIDE), np.float32), np.zeros((SIDE, SIDE))
    measure("zeros float32", lambda: single.fill(0))
    measure("constant float32", lambda: single.fill(0.5))
    measure("uniform float32", lambda: generator.random(out=single, dtype=np.float32))
    measure("normal float32", lambda: generator.standard_normal(out=single, dtype=np.float32))
    measure("uniform float64", lambda: generator.random(out=double))
    measure("normal float64", lambda: generator.standard_normal(out=double))
    for size in MATRICES:
        measure(f"orthogonal float32 {size}",
                lambda: np.linalg.qr(generator.standard_normal((size, size), dtype=np.float32)))


def run_torch():
    import torch
    from torch.nn import init

    torch.set_num_threads(THREADS)
    single = torch.zeros(SIDE, SIDE)
    half, double = single.to(torch.bfloat16), single.to(torch.float64)
    measure("zeros float32", single.zero_)
    measure("constant float32", lambda: single.fill_(0.5))
    measure("uniform float32", lambda: single.uniform_(-1, 1))
    measure("glorot_uniform float32", lambda: init.xavier_uniform_(single))
    measure("normal float32", single.normal_)
    measure("truncated_normal float32", lambda: init.trunc_normal_(single))
    measure("normal bfloat16", half.normal_)
    measure("uniform float64", double.uniform_)
    measure("normal float64", double.normal_)
    small = torch.zeros(64, 64)
    measure("glorot_uniform 64x64", lambda: init.xavier_uniform_(small), 10001)
    for size in MATRICES:
        matrix = torch.empty(size, size)
        measure(f"orthogonal float32 {size}", lambda: init.orthogonal_(matrix))


def run_jax():
    import jax
    import jax.numpy as jnp

    key, shape = jax.random.key(1), (SIDE, SIDE)

    def measure_jit(name, make, repetitions=5):
        compiled = jax.jit(make)
        measure(name, lambda: compiled(key).block_until_ready(), repetitions)

    initializers = jax.nn.initializers
    measure_jit("uniform float32", lambda k: jax.random.uniform(k, shape, minval=-1, maxval=1))
    measure_jit("glorot_uniform float32", lambda k: initializers.glorot_uniform()(k, shape))
    measure_jit("normal float32", lambda k: jax.random.normal(k, shape))
    measure_jit("truncated_normal float32", lambda k: jax.random.truncated_normal(k, -2, 2, shape))
    measure_jit("he_normal float32", lambda k: initializers.he_normal()(k, shape))
    measure_jit("normal bfloat16", lambda k: jax.random.normal(k, shape, jnp.bfloat16))
    measure_jit("glorot_uniform 64x64", lambda k: initializers.glorot_uniform()(k, (64, 64)), 1001)
    for size in MATRICES:
        measure_jit(f"orthogonal float32 {size}",
                    lambda k: initializers.orthogonal()(k, (size, size)))
    jax.config.update("jax_enable_x64", True)
    measure_jit("uniform float64", lambda k: jax.random.uniform(k, shape, jnp.float64))
    measure_jit("normal float64", lambda k: jax.random.normal(k, shape, jnp.float64))


def run_keras_tensorflow():
    os.environ["KERAS_BACKEND"] = "tensorflow"
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(THREADS)
    tf.config.threading.set_inter_op_parallelism_threads(THREADS)
    from keras import initializers

    def measure_made(name, initializer, dtype="float32", shape=(SIDE, SIDE), repetitions=5):
        measure(name, lambda: initializer(shape, dtype=dtype).numpy()[0, 0], repetitions)

    uniform = initializers.RandomUniform(-1, 1, seed=1)
    normal = initializers.RandomNormal(seed=1)
    measure_made("zeros float32", initializers.Zeros())
    measure_made("constant float32", initializers.Constant(0.5))
    measure_made("uniform float32", uniform)
    measure_made("glorot_uniform float32", initializers.GlorotUniform(seed=1))
    measure_made("normal float32", normal)
    measure_made("truncated_normal float32", initializers.TruncatedNormal(seed=1))
    measure_made("he_normal float32", initializers.HeNormal(seed=1))
    measure_made("normal bfloat16", normal, "bfloat16")
    measure_made("uniform float64", uniform, "float64")
    measure_made("normal float64", normal, "float64")
    measure_made("glorot_uniform 64x64", initializers.GlorotUniform(seed=1), shape=(64, 64),
                 repetitions=1001)
    for size in MATRICES:
        measure_made(f"orthogonal float32 {size}", initializers.Orthogonal(seed=1),
                     shape=(size, size))


def run_resnet50(backend, repetitions):
    """Builds Examples/resnet50.json and saves its weights; `compare` times the process, this the part without the import."""
    os.environ["KERAS_BACKEND"] = backend
    import keras

    example = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Examples/resnet50.json")
    with open(example) as file, tempfile.TemporaryDirectory() as folder:
        text, samples = file.read(), []
        for _ in range(repetitions):
            start = time.perf_counter_ns()
            keras.models.model_from_json(text).save_weights(
                os.path.join(folder, "resnet50.weights.h5"))
            samples.append(time.perf_counter_ns() - start)
        times["ResNet50 without import"] = statistics.median(samples)


if __name__ == "__main__":
    if sys.argv[1] == "resnet50":
        run_resnet50(sys.argv[2], int(sys.argv[3]))
    else:
        {"numpy": run_numpy, "torch": run_torch, "jax": run_jax,
         "keras-tensorflow": run_keras_tensorflow}[sys.argv[1]]()
    print(json.dumps(times))
