"""Checks what the README's table says of other frameworks, with the frameworks: `python3 Conformance/check_features.py` (installs them).

Each check is of what is not there or goes wrong; it stops being true when a framework changes, and then the table has to.
"""

import os
import sys

if "--installed" not in sys.argv:
    from environment import in_environment

    in_environment(__file__)

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ.setdefault("KERAS_BACKEND", "jax")

import jax
import jax.numpy as jnp
import keras
import mlx.core as mx
import mlx.nn.init
import numpy
import torch


def fails(function):
    try:
        function()
    except Exception as error:
        return type(error).__name__
    return None


def main():
    # The beginning of a longer tensor, or a part of a larger one, has other values.
    short, long = [torch.empty(n).normal_(generator=torch.Generator().manual_seed(1)) for n in (8, 17)]
    assert not torch.equal(short, long[:8])
    print("torch: normal_ of 8 is not the beginning of normal_ of 17")
    mx.random.seed(1)
    small = numpy.array(mlx.nn.init.normal()(mx.zeros((4, 4))))
    mx.random.seed(1)
    large = numpy.array(mlx.nn.init.normal()(mx.zeros((8, 4))))
    assert not numpy.array_equal(small, large[:4])
    print("mlx: rows of a smaller matrix are not those of a larger one")
    small, large = [numpy.array(keras.initializers.RandomNormal(seed=1)((n, 4))) for n in (4, 9)]
    print("keras on jax: rows of a smaller matrix are those of a larger one:", numpy.array_equal(small, large[:4]))

    # Normal values in bfloat16.
    values = numpy.asarray(jax.random.normal(jax.random.key(0), (1_000_000,), jnp.bfloat16), dtype=numpy.float32)
    assert len(numpy.unique(values)) < 300 and abs(values).max() < 3
    print(f"jax: {len(numpy.unique(values))} distinct bfloat16 normals in 10⁶, none beyond {abs(values).max()}")

    # Orthogonal matrices in bfloat16.
    print("torch: orthogonal_ in bfloat16:", fails(lambda: torch.nn.init.orthogonal_(torch.empty(4, 4, dtype=torch.bfloat16))))
    assert fails(lambda: torch.nn.init.orthogonal_(torch.empty(4, 4, dtype=torch.bfloat16)))
    assert fails(lambda: jax.nn.initializers.orthogonal(dtype=jnp.bfloat16)(jax.random.key(0), (4, 4)))
    assert fails(lambda: keras.initializers.Orthogonal(seed=1)((4, 4), dtype="bfloat16"))
    print("jax, keras on jax: orthogonal in bfloat16 fails, too")

    # Gains and fans.
    assert fails(lambda: torch.nn.init.calculate_gain("gelu")) == "ValueError"
    assert not hasattr(jax.nn.initializers, "calculate_gain") and not hasattr(mlx.nn.init, "calculate_gain")
    print("torch: no gain for gelu")
    transposed = torch.nn.ConvTranspose2d(32, 64, 3).weight
    assert torch.nn.init._calculate_fan_in_and_fan_out(transposed) == (576, 288)
    grouped = torch.nn.Conv2d(32, 64, 3, groups=4).weight
    assert torch.nn.init._calculate_fan_in_and_fan_out(grouped) == (72, 576)
    print("torch: fans of a transposed convolution 32 to 64 exchanged, fan-out of groups times 4")
    from keras.src.initializers.random_initializers import compute_fans

    assert compute_fans((3, 3, 64, 32)) == (576, 288)
    print("keras: the same for its transposed kernel (3, 3, 64, 32)")

    # Configurations.
    assert keras.initializers.Identity(gain=3.0).get_config().get("gain", 1.0) != 3.0
    print("keras: Identity(gain=3).get_config() loses the gain")
    for name in ("kaiming_normal", "xavier_uniform", "he_normalV2"):
        assert fails(lambda: keras.initializers.get(name)), name
    print("keras: get knows neither kaiming_normal nor he_normalV2")


if __name__ == "__main__":
    main()
