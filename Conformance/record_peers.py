"""Records what initializers of other frameworks give, under the names that the catalog knows them by: `python record_peers.py`.

Random ones as the moments of a million values and more, exact ones in full, and the fans of convolutions as their layers have them: how many
inputs reach an output, and how many outputs an input reaches.
"""

import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "torch"

import haiku
import jax
import keras
import mlx.core
import mlx.nn.init
import numpy
import scipy.stats
import tensorflow
import timm
import torch
from tensorflow.python.ops import init_ops
from timm.layers import weight_init

OUTPUT = pathlib.Path(__file__).parent.parent / "Tests/Vectors/peers.json"
COUNT = 1_000_000


def from_torch(function, **arguments):
    def draw(shape, seed):
        torch.manual_seed(seed)
        tensor = torch.zeros(shape, dtype=torch.float64)
        function(tensor, **arguments)
        return tensor.numpy()

    return draw


def from_jax(initializer):
    return lambda shape, seed: initializer(jax.random.key(seed), shape)


def from_haiku(initializer):
    function = haiku.transform(lambda shape: initializer(shape, numpy.float32))
    return lambda shape, seed: function.apply({}, jax.random.key(seed), shape)


def from_mlx(initializer, **arguments):
    def draw(shape, seed):
        mlx.core.random.seed(seed)
        return numpy.array(initializer(mlx.core.zeros(shape), **arguments))

    return draw


def from_tensorflow(make):
    def draw(shape, seed):
        with tensorflow.Graph().as_default(), tensorflow.compat.v1.Session() as session:
            return session.run(make(seed)(shape))

    return draw


J, N, M, W, T = jax.nn.initializers, torch.nn.init, mlx.nn.init, weight_init, init_ops
FRAMEWORKS = {
    "PyTorch": torch.__version__, "JAX": jax.__version__, "Haiku": haiku.__version__, "MLX": mlx.core.__version__,
    "timm": timm.__version__, "TensorFlow": tensorflow.__version__, "Keras": keras.__version__,
}  # fmt: skip

# Framework, name and arguments here, shape, and how the framework draws.
LAWS = [
    ("PyTorch", "uniform_", {}, [40, 50], from_torch(N.uniform_)),
    ("PyTorch", "normal_", {"mean": 1.0, "std": 3.0}, [40, 50], from_torch(N.normal_, mean=1.0, std=3.0)),
    ("PyTorch", "trunc_normal_", {}, [40, 50], from_torch(N.trunc_normal_)),
    ("PyTorch", "trunc_normal_", {"mean": 0.5, "std": 2.0, "a": -1.0, "b": 3.0}, [40, 50], from_torch(N.trunc_normal_, mean=0.5, std=2.0, a=-1.0, b=3.0)),
    ("PyTorch", "xavier_uniform_", {"gain": 2.0}, [12, 5, 3, 3], from_torch(N.xavier_uniform_, gain=2.0)),
    ("PyTorch", "xavier_normal_", {}, [12, 5, 3, 3], from_torch(N.xavier_normal_)),
    ("PyTorch", "kaiming_uniform_", {"a": 5**0.5}, [12, 5, 3], from_torch(N.kaiming_uniform_, a=5**0.5)),
    ("PyTorch", "kaiming_uniform_", {"nonlinearity": "tanh", "mode": "fan_out"}, [12, 5], from_torch(N.kaiming_uniform_, nonlinearity="tanh", mode="fan_out")),
    ("PyTorch", "kaiming_normal_", {"nonlinearity": "selu"}, [12, 5, 3], from_torch(N.kaiming_normal_, nonlinearity="selu")),
    ("PyTorch", "kaiming_normal_", {"nonlinearity": "relu", "mode": "fan_out"}, [12, 5, 3], from_torch(N.kaiming_normal_, nonlinearity="relu", mode="fan_out")),
    ("PyTorch", "sparse_", {"sparsity": 0.3, "std": 0.5}, [20, 50], from_torch(N.sparse_, sparsity=0.3, std=0.5)),
    ("PyTorch", "orthogonal_", {"gain": 2.0}, [12, 5, 3], from_torch(N.orthogonal_, gain=2.0)),
    ("PyTorch", "orthogonal_", {}, [5, 3, 7], from_torch(N.orthogonal_)),
    ("JAX", "jax.uniform", {}, [40, 50], from_jax(J.uniform())),
    ("JAX", "jax.normal", {}, [40, 50], from_jax(J.normal())),
    ("JAX", "jax.truncated_normal", {}, [40, 50], from_jax(J.truncated_normal())),
    ("JAX", "jax.truncated_normal", {"stddev": 2.0, "lower": -1.0, "upper": 3.0}, [40, 50], from_jax(J.truncated_normal(2.0, lower=-1.0, upper=3.0))),
    ("JAX", "jax.glorot_uniform", {}, [3, 3, 5, 12], from_jax(J.glorot_uniform())),
    ("JAX", "jax.xavier_normal", {"in_axis": 0, "out_axis": [1, 2]}, [6, 4, 5], from_jax(J.xavier_normal(in_axis=0, out_axis=(1, 2)))),
    ("JAX", "jax.he_normal", {"batch_axis": [0]}, [7, 5, 12], from_jax(J.he_normal(batch_axis=(0,)))),
    ("JAX", "jax.kaiming_uniform", {"in_axis": [1], "out_axis": [0]}, [12, 5, 3, 3], from_jax(J.kaiming_uniform(in_axis=1, out_axis=0))),
    ("JAX", "jax.lecun_uniform", {}, [5, 12], from_jax(J.lecun_uniform())),
    ("JAX", "jax.lecun_normal", {}, [3, 5, 12], from_jax(J.lecun_normal())),
    ("JAX", "jax.variance_scaling", {"scale": 3.0, "mode": "fan_geo_avg", "distribution": "normal"}, [3, 5, 12], from_jax(J.variance_scaling(3.0, "fan_geo_avg", "normal"))),
    ("JAX", "jax.variance_scaling", {"scale": 0.5, "mode": "fan_out", "distribution": "uniform"}, [3, 5, 12], from_jax(J.variance_scaling(0.5, "fan_out", "uniform"))),
    ("JAX", "jax.orthogonal", {"scale": 3.0, "column_axis": 1}, [4, 6, 5], from_jax(J.orthogonal(3.0, column_axis=1))),
    ("JAX", "jax.delta_orthogonal", {"scale": 2.0}, [3, 4, 5, 8], from_jax(J.delta_orthogonal(2.0))),
    ("Haiku", "haiku.RandomUniform", {}, [40, 50], from_haiku(haiku.initializers.RandomUniform())),
    ("Haiku", "haiku.RandomNormal", {}, [40, 50], from_haiku(haiku.initializers.RandomNormal())),
    ("Haiku", "haiku.TruncatedNormal", {"lower": -1.0}, [40, 50], from_haiku(haiku.initializers.TruncatedNormal(lower=-1.0))),
    ("Haiku", "haiku.VarianceScaling", {"mode": "fan_avg", "distribution": "normal"}, [3, 5, 12], from_haiku(haiku.initializers.VarianceScaling(1.0, "fan_avg", "normal"))),
    ("Haiku", "haiku.Orthogonal", {"scale": 2.0, "axis": 0}, [6, 2, 4], from_haiku(haiku.initializers.Orthogonal(2.0, axis=0))),
    ("Haiku", "UniformScaling", {"scale": 2.0}, [3, 5, 12], from_haiku(haiku.initializers.UniformScaling(2.0))),
    ("MLX", "mlx.uniform", {}, [40, 50], from_mlx(M.uniform())),
    ("MLX", "mlx.normal", {}, [40, 50], from_mlx(M.normal())),
    ("MLX", "mlx.glorot_uniform", {}, [12, 3, 3, 5], from_mlx(M.glorot_uniform())),
    ("MLX", "mlx.glorot_normal", {"gain": 2.0}, [12, 3, 5], from_mlx(M.glorot_normal(), gain=2.0)),
    ("MLX", "mlx.he_uniform", {}, [12, 3, 5], from_mlx(M.he_uniform())),
    ("MLX", "mlx.he_normal", {"mode": "fan_out"}, [12, 3, 5], from_mlx(M.he_normal(), mode="fan_out")),
    ("MLX", "mlx.sparse", {"sparsity": 0.3, "std": 0.5}, [50, 20], from_mlx(M.sparse(0.3, std=0.5))),
    ("timm", "trunc_normal_tf_", {"std": 0.02, "a": -1.0}, [40, 50], from_torch(W.trunc_normal_tf_, std=0.02, a=-1.0)),
    ("timm", "lecun_normal_", {}, [12, 5, 3, 3], from_torch(W.lecun_normal_)),
    ("timm", "variance_scaling_", {"scale": 2.0, "mode": "fan_avg"}, [12, 5, 3], from_torch(W.variance_scaling_, scale=2.0, mode="fan_avg")),
    ("TensorFlow", "uniform_unit_scaling", {"factor": 2.0}, [3, 5, 12], from_tensorflow(lambda seed: T.UniformUnitScaling(2.0, seed=seed))),
    ("TensorFlow", "ConvolutionDeltaOrthogonal", {}, [3, 3, 5, 8], from_tensorflow(lambda seed: T.ConvolutionDeltaOrthogonal(seed=seed))),
    ("TensorFlow", "ConvolutionOrthogonal1D", {"gain": 2.0}, [3, 5, 8], from_tensorflow(lambda seed: T.ConvolutionOrthogonal1D(2.0, seed=seed))),
    ("TensorFlow", "ConvolutionOrthogonal2D", {}, [2, 2, 6, 6], from_tensorflow(lambda seed: T.ConvolutionOrthogonal2D(seed=seed))),
    ("TensorFlow", "ConvolutionOrthogonal3D", {}, [2, 2, 2, 3, 4], from_tensorflow(lambda seed: T.ConvolutionOrthogonal3D(seed=seed))),
]  # fmt: skip


def law(framework, name, arguments, shape, draw):
    size = int(numpy.prod(shape))
    # TensorFlow's graphs are slow to make.
    count = 400 * size if framework == "TensorFlow" and "Orthogonal" in name else COUNT
    values = numpy.stack([numpy.asarray(draw(tuple(shape), seed), dtype=numpy.float64) for seed in range(1, count // size + 1)])
    flat = values.ravel()
    # Moments of each place of the kernel's first axis tell a kernel with weights in its center from one with weights everywhere.
    places = numpy.moveaxis(values, 1, 0).reshape(shape[0], -1)
    return {
        "framework": framework, "name": name, "arguments": arguments, "shape": shape, "count": flat.size,
        "mean": float(flat.mean()), "deviation": float(flat.std()), "kurtosis": float(scipy.stats.kurtosis(flat, fisher=False)),
        "least": float(flat.min()), "most": float(flat.max()), "zeros": float((flat == 0).mean()),
        "deviations": [float(place.std()) for place in places[:8]],
    }  # fmt: skip


def exact(name, arguments, values):
    values = numpy.asarray(values, dtype=numpy.float64)
    return {"name": name, "arguments": arguments, "shape": list(values.shape), "values": values.ravel().tolist()}


def exacts():
    """What draws nothing, in full."""
    yield exact("eye_", {}, N.eye_(torch.zeros(3, 5)))
    yield exact("dirac_", {}, N.dirac_(torch.zeros(4, 3, 5)))
    yield exact("dirac_", {"groups": 2}, N.dirac_(torch.zeros(6, 2, 3, 4), 2))
    yield exact("constant_", {"val": 2.5}, N.constant_(torch.zeros(2, 3), 2.5))
    yield exact("identity", {"gain": 2.0, "non_square": "padded"}, keras.initializers.Identity(2.0)((3, 4)).cpu().numpy())
    for axis in (0, 1):
        # Circular shifts are NumPy's, as WeightInitializers.jl's are Julia's.
        yield exact("identity_init", {"shift": 2 - 3 * axis, "gain": 2.0}, numpy.roll(2 * numpy.eye(4, 3 + axis), 2 - 3 * axis, axis=0))


def reached(layer, channels, outputs, dimensions, size=11, stride=1):
    """How many inputs one output sums over, and how many outputs one input reaches, away from the borders."""
    with torch.no_grad():
        for weight in layer.parameters():
            weight.fill_(1)
        whole = layer(torch.ones(1, channels, *[size] * dimensions))
        point = torch.zeros(1, channels, *[size] * dimensions)
        point[(0, 0) + (size // 2,) * dimensions] = 1
        image = layer(point)
    # Strides reach places by turns, so that the average of a few counts.
    middle = whole[(0, 0) + tuple(slice(length // 2, length // 2 + stride) for length in whole.shape[2:])]
    assert whole.shape[1] == outputs
    return float(middle.mean()), float((image != 0).sum())


def fans():
    """The fans of convolutions."""
    convolutions = {1: torch.nn.Conv1d, 2: torch.nn.Conv2d, 3: torch.nn.Conv3d}
    transposed = {1: torch.nn.ConvTranspose1d, 2: torch.nn.ConvTranspose2d, 3: torch.nn.ConvTranspose3d}
    for dimensions, inputs, outputs, kernel, groups in [(1, 6, 4, 3, 1), (2, 32, 64, 3, 1), (2, 32, 64, 3, 4), (3, 4, 8, 2, 2), (2, 6, 18, 3, 6)]:
        for kind, layers in [("ordinary", convolutions), ("transposed", transposed)]:
            layer = layers[dimensions](inputs, outputs, kernel, groups=groups, bias=False)
            fan_in, fan_out = reached(layer, inputs, outputs, dimensions)
            yield {
                "layer": f"PyTorch {kind} {groups}", "shape": list(layer.weight.shape), "in": fan_in, "out": fan_out,
                "rule": {"convolution": kind, "layout": "torch", "groups": groups, "stride": 1},
            }  # fmt: skip
            if kind == "ordinary" and groups == inputs:
                yield {
                    "layer": "PyTorch depthwise", "shape": list(layer.weight.shape), "in": fan_in, "out": fan_out,
                    "rule": {"convolution": "depthwise", "layout": "torch", "groups": groups, "stride": 1},
                }  # fmt: skip
    for dimensions, inputs, outputs, kernel, groups, stride in [(2, 8, 4, 4, 1, 2), (2, 8, 12, 3, 2, 2), (1, 6, 4, 6, 1, 3)]:
        layer = transposed[dimensions](inputs, outputs, kernel, groups=groups, stride=stride, bias=False)
        fan_in, fan_out = reached(layer, inputs, outputs, dimensions, stride=stride)
        yield {
            "layer": f"PyTorch transposed {groups} stride {stride}", "shape": list(layer.weight.shape), "in": fan_in, "out": fan_out,
            "rule": {"convolution": "transposed", "layout": "torch", "groups": groups, "stride": stride},
        }  # fmt: skip
    layer = torch.nn.Conv2d(8, 4, 4, stride=2, bias=False)
    fan_in, fan_out = reached(layer, 8, 4, 2, stride=2)
    yield {
        "layer": "PyTorch ordinary stride 2", "shape": list(layer.weight.shape), "in": fan_in, "out": fan_out,
        "rule": {"convolution": "ordinary", "layout": "torch", "groups": 1, "stride": 2},
    }  # fmt: skip
    keras.config.set_image_data_format("channels_first")
    layers = keras.layers
    for kind, groups, layer, inputs, outputs, dimensions in [
        ("ordinary", 1, layers.Conv1D(4, 3, use_bias=False), 6, 4, 1), ("ordinary", 3, layers.Conv2D(12, 3, groups=3, use_bias=False), 6, 12, 2),
        ("transposed", 1, layers.Conv2DTranspose(8, 3, use_bias=False), 5, 8, 2), ("transposed", 1, layers.Conv3DTranspose(2, 3, use_bias=False), 5, 2, 3),
        ("depthwise", 1, layers.DepthwiseConv2D(3, depth_multiplier=2, use_bias=False), 5, 10, 2), ("depthwise", 1, layers.DepthwiseConv1D(3, use_bias=False), 5, 5, 1),
    ]:  # fmt: skip
        layer.build((1, inputs) + (11,) * dimensions)
        fan_in, fan_out = reached(layer.cpu(), inputs, outputs, dimensions)
        yield {
            "layer": f"Keras {layer.name}", "shape": list(layer.kernel.shape), "in": fan_in, "out": fan_out,
            "rule": {"convolution": kind, "layout": "keras", "groups": groups, "stride": 1},
        }  # fmt: skip


def main():
    record = {"frameworks": FRAMEWORKS, "laws": [law(*row) for row in LAWS], "exact": list(exacts()), "fans": list(fans())}
    OUTPUT.write_text(json.dumps(record, indent=1) + "\n")
    print(f"{len(record['laws'])} laws, {len(record['exact'])} exact, {len(record['fans'])} fans")


if __name__ == "__main__":
    main()
