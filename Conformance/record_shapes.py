"""Records the shapes that come out of Keras's layers, of each class that the library knows: `python record_shapes.py`.

Arguments that have no bearing on shapes are left out, to keep the file small.
"""

import json
import os
import pathlib

os.environ.setdefault("KERAS_BACKEND", "jax")

import keras
from keras import layers as L
from keras.src.applications.convnext import LayerScale, StochasticDepth
from keras.src.applications.inception_resnet_v2 import CustomScaleLayer

OUTPUT = pathlib.Path(__file__).parent.parent / "Tests/Vectors/layer-shapes.json"
LEFT_OUT = ("module", "registered_name", "build_config", "compile_config", "dtype", "trainable", "name", "seed", "ragged", "code")
ENDINGS = ("_initializer", "_regularizer", "_constraint", "regularizer", "_dtype")
IMAGE, STEPS, FIRST = (None, 16, 12, 3), (None, 9, 4), {"data_format": "channels_first"}


def by_rank(name, **arguments):
    """A class for each number of axes, with both places of the channels."""
    for rank in (1, 2, 3):
        layer = getattr(L, f"{name}{rank}D", None)
        sizes = (11, 10, 9)[:rank]
        if layer:
            yield layer(**arguments), (None, *sizes, 4)
            if rank > 1 or name not in ("Cropping", "ZeroPadding", "UpSampling"):
                yield layer(**arguments, **FIRST), (2, 4, *sizes)


def windows():
    for name in ("Conv", "SeparableConv"):
        yield from by_rank(name, filters=6, kernel_size=3)
        yield from by_rank(name, filters=6, kernel_size=2, strides=2, padding="same")
        yield from by_rank(name, filters=6, kernel_size=3, dilation_rate=2)
    for kind in ("", "Separable"):
        yield getattr(L, f"{kind}Conv1D")(5, 3, padding="causal" if not kind else "same"), (None, None, 4)
    yield L.Conv2D(6, (3, 2), strides=(2, 1), groups=2), (None, None, 12, 4)
    yield from by_rank("DepthwiseConv", kernel_size=3, depth_multiplier=2)
    for rank in (1, 2, 3):
        layer, shape = getattr(L, f"Conv{rank}DTranspose"), (None, 7, 6, 5)[:rank + 1] + (4,)
        yield layer(6, 3, strides=2), shape
        yield layer(6, 3, strides=2, padding="same"), shape
        yield layer(6, 4, strides=3, output_padding=1), shape
        yield layer(6, 2, dilation_rate=2), shape
    for name in ("MaxPooling", "AveragePooling"):
        yield from by_rank(name, pool_size=2)
        yield from by_rank(name, pool_size=3, strides=2, padding="same")
    for name in ("GlobalMaxPooling", "GlobalAveragePooling"):
        yield from by_rank(name)
        yield from by_rank(name, keepdims=True)
    for name in ("AdaptiveMaxPooling", "AdaptiveAveragePooling"):
        yield from by_rank(name, output_size=4)
    for rank in (1, 2, 3):
        steps = getattr(L, f"ConvLSTM{rank}D")
        yield steps(5, 2, return_sequences=True, return_state=True), (None, 4, 7, 6, 5)[:rank + 2] + (3,)
        yield steps(5, 3, padding="same", strides=2), (None, None, 7, 6, 5)[:rank + 2] + (3,)


def shapes():
    for layer in (L.Activation("relu"), L.ActivityRegularization(), L.AlphaDropout(0.1), L.Dropout(0.1), L.ELU(), L.GaussianDropout(0.1),
                  L.GaussianNoise(0.1), L.Identity(), L.LeakyReLU(), L.Masking(), L.PReLU(), L.ReLU(), L.Rescaling(2.0), L.Softmax(),
                  L.SpatialDropout1D(0.1), L.UnitNormalization(), L.BatchNormalization(), L.LayerNormalization(), L.RMSNormalization(),
                  L.GroupNormalization(2), L.Normalization(), StochasticDepth(0.1), LayerScale(1e-6, 4)):
        yield layer, STEPS
    yield L.SpatialDropout2D(0.1), IMAGE
    yield L.SpatialDropout3D(0.1), (None, 5, 5, 5, 2)
    yield L.InputLayer(batch_shape=(None, 3)), None
    yield L.Dense(5), (None, 4)
    yield L.Dense(5), (None, None, 4)
    yield L.Embedding(10, 3), (None, 7)
    yield L.ReversibleEmbedding(10, 3), (None, 7)
    yield L.EinsumDense("abc,cd->abd", output_shape=(None, 5), bias_axes="d"), (None, 6, 4)
    yield L.EinsumDense("abc,cde->abde", output_shape=(6, 3, 2)), (None, 6, 4)
    yield L.EinsumDense("...x,xy->...y", output_shape=7), (None, 6, 5, 4)
    yield L.EinsumDense("ab...,bc->ac...", output_shape=9), (None, 6, 7)
    yield L.Flatten(), (None, 3, 4, 5)
    yield L.Flatten(), (None,)
    yield L.Flatten(), (None, None, 5)
    yield L.RepeatVector(3), (None, 5)
    yield L.Reshape((6, 2)), (None, 3, 4)
    yield L.Reshape((-1, 2)), (None, 3, 4)
    yield L.Permute((3, 1, 2)), IMAGE
    yield from by_rank("Cropping", cropping=2)
    yield L.Cropping2D(((1, 2), (0, 3))), IMAGE
    yield L.Cropping1D((1, 2)), STEPS
    yield from by_rank("ZeroPadding", padding=2)
    yield L.ZeroPadding2D(((1, 2), (0, 3))), IMAGE
    yield L.ZeroPadding1D((1, 2)), STEPS
    yield from by_rank("UpSampling", size=2)
    for name in ("CenterCrop", "RandomCrop", "Resizing"):
        yield getattr(L, name)(8, 6), IMAGE
        yield getattr(L, name)(8, 6, **FIRST), (None, 3, 16, 12)
    yield L.Lambda(lambda x: x, output_shape=(3, 2)), STEPS


def merges():
    for name in ("Add", "Average", "Maximum", "Minimum", "Multiply"):
        yield getattr(L, name)(), [STEPS, STEPS, STEPS]
        yield getattr(L, name)(), [(None, 9, 1), (None, 1, 4)]
    yield L.Subtract(), [(None, 9, 4), (None, 4)]
    yield CustomScaleLayer(0.1), [STEPS, STEPS]
    yield L.Concatenate(), [STEPS, STEPS]
    yield L.Concatenate(axis=1), [STEPS, (None, None, 4)]
    yield L.Concatenate(axis=-2), [STEPS, (None, 3, 4)]
    yield L.Dot(1), [(None, 5), (None, 5)]
    yield L.Dot((2, 1)), [(None, 3, 5), (None, 5, 7)]
    yield L.Dot(-1), [(None, 3, 5), (None, 7, 5)]
    yield L.Attention(), [(None, 5, 4), (None, 7, 6), (None, 7, 4)]
    yield L.AdditiveAttention(), [(None, 5, 4), (None, 7, 4)]
    yield L.MultiHeadAttention(2, 3), [(None, 5, 4), (None, 7, 6)]
    yield L.MultiHeadAttention(2, 3, output_shape=7), [(None, 5, 4), (None, 7, 6), (None, 7, 8)]
    yield L.GroupQueryAttention(3, 4, 2), [(None, 5, 4), (None, 7, 4)]
    yield L.HashedCrossing(5), [(None, 3), (None, 3)]
    yield L.HashedCrossing(5, output_mode="one_hot"), [(None, 1), (None, 1)]


def preprocessing():
    for name in ("AugMix", "AutoContrast", "ContrastLimitedAdaptiveHistogramEqualization", "CutMix", "Equalization", "MixUp", "RandAugment",
                 "RandomElasticTransform", "RandomErasing", "RandomFlip", "RandomGaussianBlur", "RandomGrayscale", "RandomInvert",
                 "RandomPerspective", "Solarization"):
        yield getattr(L, name)(), IMAGE
    for name in ("RandomBrightness", "RandomColorDegeneration", "RandomContrast", "RandomHue", "RandomPosterization", "RandomRotation",
                 "RandomSaturation", "RandomSharpness", "RandomShear", "RandomZoom"):
        yield getattr(L, name)(1 if "Post" in name else 0.2), IMAGE
    yield L.RandomColorJitter(brightness_factor=0.2), IMAGE
    yield L.RandomTranslation(0.1, 0.1), IMAGE
    yield L.MaxNumBoundingBoxes(3), IMAGE
    yield L.Pipeline([L.RandomFlip(), L.CenterCrop(4, 5)]), IMAGE
    for mode in ("one_hot", "multi_hot", "count"):
        yield L.CategoryEncoding(6, output_mode=mode), (None, 3)
        yield L.CategoryEncoding(6, output_mode=mode), (None, 1)
        yield L.Discretization([0.0, 1.0], output_mode=mode), (None, 3, 2)
        yield L.Discretization(num_bins=4, output_mode=mode), (None, 1)
        yield L.StringLookup(vocabulary=["a", "b"], output_mode=mode), (None, 3)
    yield L.Discretization([0.0, 1.0]), (None, 3)
    yield L.Hashing(5), (None, 3)
    yield L.Hashing(5, output_mode="one_hot"), (None, 3)
    yield L.IntegerLookup(vocabulary=[4, 7]), (None, 3)
    yield L.IntegerLookup(max_tokens=9, pad_to_max_tokens=True, output_mode="multi_hot"), (None, 3)
    yield L.TextVectorization(output_sequence_length=6), (None, 1)
    yield L.TextVectorization(), (None,)
    yield L.TextVectorization(max_tokens=9, pad_to_max_tokens=True, output_mode="count"), (None,)
    yield L.TextVectorization(max_tokens=9, pad_to_max_tokens=True, output_mode="multi_hot", split=None), (None, 1)
    for stride in (7, 40):
        yield L.MelSpectrogram(num_mel_bins=8, fft_length=64, sequence_stride=stride), (None, 399)
    for mode in ("log", "stft", "imag"):
        yield L.STFTSpectrogram(mode, 50, 16), (None, 400, 2)
        yield L.STFTSpectrogram(mode, 32, fft_length=48, padding="same", expand_dims=True), (None, 400, 2)
    yield L.STFTSpectrogram("real", 32, expand_dims=True, **FIRST), (None, 2, 400)


def recurrent():
    for layer in (L.SimpleRNN, L.LSTM, L.GRU):
        yield layer(3), STEPS
        yield layer(3, return_sequences=True, return_state=True), (None, None, 4)
    yield L.RNN(L.LSTMCell(3), return_state=True), STEPS
    yield L.RNN([L.GRUCell(3), L.SimpleRNNCell(5)], return_sequences=True), STEPS
    yield L.TimeDistributed(L.Conv1D(3, 2)), (None, 9, 5, 4)
    for mode in ("concat", "sum", None):
        yield L.Bidirectional(L.LSTM(3, return_state=True), merge_mode=mode), STEPS
    yield L.Bidirectional(L.RNN(L.GRUCell(3), return_sequences=True)), STEPS
    yield L.SpectralNormalization(L.Conv1D(3, 2)), STEPS
    yield keras.Sequential([L.Dense(3), L.Flatten()]), STEPS
    x = keras.Input((9, 4))
    yield keras.Model(x, [L.LSTM(3)(x), L.Dense(2)(x)]), STEPS


def cells():
    """Cells, each with its states."""
    for cell in (L.SimpleRNNCell(3), L.LSTMCell(3), L.GRUCell(3), L.StackedRNNCells([L.LSTMCell(3), L.GRUCell(5)])):
        yield cell, (None, 4)


def legacy():
    """Layers that only tf.keras has."""
    import tf_keras

    yield tf_keras.layers.ThresholdedReLU(), STEPS
    x, y = tf_keras.Input((9, 4)), tf_keras.Input((1, 4))
    yield tf_keras.Model([x, y], x * y).layers[-1], [STEPS, (None, 1, 4)]


def essential(value):
    if isinstance(value, dict):
        return {key: essential(item) for key, item in value.items()
                if key not in LEFT_OUT and not key.endswith(ENDINGS) and item is not None or key == "merge_mode"}
    return [essential(item) for item in value] if isinstance(value, (list, tuple)) else value


def described(layer):
    """The layer's JSON, with names where a graph needs them."""
    if not isinstance(layer, keras.Layer):
        return essential({"class_name": type(layer).__name__, "config": layer.get_config()})
    record = json.loads(json.dumps(keras.saving.serialize_keras_object(layer)))
    return record if isinstance(layer, keras.Model) else essential(record)


def outputs(layer, shape):
    several = isinstance(shape, list)
    if not isinstance(layer, keras.Layer):
        return [list(layer.output_shape if several else layer.compute_output_shape(shape))]
    inputs = [keras.Input(batch_shape=s, dtype=kind(layer)) for s in (shape if several else [shape])]
    if hasattr(layer, "get_initial_state") and hasattr(layer, "state_size") and not hasattr(layer, "cell"):
        states = [keras.Input(s.shape[1:]) for s in keras.tree.flatten(layer.get_initial_state(batch_size=1))]
        states = keras.tree.pack_sequence_as(layer.get_initial_state(batch_size=1), states)
        made = layer(inputs[0], states)
    elif "Attention" in type(layer).__name__ and type(layer).__name__ not in ("Attention", "AdditiveAttention"):
        made = layer(*inputs)
    else:
        made = layer(inputs if several else inputs[0])
    return [list(tensor.shape) for tensor in keras.tree.flatten(made)]


def kind(layer):
    name = type(layer).__name__
    if name in ("StringLookup", "TextVectorization"):
        return "string"
    return "int32" if "Embedding" in name or name in ("IntegerLookup", "Hashing", "HashedCrossing", "CategoryEncoding") else "float32"


def main():
    lines = []
    for group in (windows, shapes, merges, preprocessing, recurrent, cells, legacy):
        for layer, shape in group():
            made = outputs(layer, shape) if shape else [list(layer.batch_shape)]
            inputs = shape if isinstance(shape, list) else [shape] if shape else []
            lines.append(json.dumps({"layer": described(layer), "inputs": inputs, "outputs": made}))
    source = f"keras {keras.__version__} on {keras.backend.backend()}; record_shapes.py"
    OUTPUT.write_text('{"source": "%s", "cases": [\n%s\n]}\n' % (source, ",\n".join(lines)))


if __name__ == "__main__":
    main()
