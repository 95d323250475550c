"""Small models that, together, have every layer whose variables the library knows."""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")

import keras
from keras import layers as L


def text_classifier():
    return keras.Sequential([
        keras.Input((20,), dtype="int32"), L.Embedding(100, 8), L.LSTM(6), L.Dropout(0.2), L.Dense(2, "softmax")],
        name="classifier")


def sequential_without_input():
    model = keras.Sequential([L.Embedding(50, 4), L.Bidirectional(L.GRU(3)), L.Dense(1)])
    model.build((None, 12))
    return model


def convolutions():
    x = inputs = keras.Input((16, 16, 4))
    x = L.Conv2D(8, (3, 5), groups=2, kernel_initializer="he_normal", bias_initializer="ones")(x)
    x = L.DepthwiseConv2D(3, depth_multiplier=2, use_bias=False)(x)
    x = L.SeparableConv2D(6, 3, depth_multiplier=2)(x)
    x = L.Conv2DTranspose(5, 2, strides=2)(x)
    x = L.PReLU(shared_axes=[1, 2])(x)
    x = L.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, x)


def other_dimensions():
    a = keras.Input((20, 3))
    x = L.Conv1D(4, 3)(a)
    x = L.DepthwiseConv1D(2)(x)
    x = L.SeparableConv1D(5, 2)(x)
    x = L.Conv1DTranspose(2, 3)(x)
    x = L.PReLU()(x)
    b = keras.Input((6, 6, 6, 2))
    y = L.Conv3D(3, 2)(b)
    y = L.Conv3DTranspose(2, 2)(y)
    return keras.Model([a, b], [x, y])


def normalizations():
    x = inputs = keras.Input((5, 6, 8))
    x = L.BatchNormalization(center=False)(x)
    x = L.BatchNormalization(axis=1, scale=False)(x)
    x = L.LayerNormalization()(x)
    x = L.LayerNormalization(axis=[1, 3], center=False)(x)
    x = L.LayerNormalization(axis=[1, -1])(x)
    x = L.PReLU(shared_axes=[-1])(x)
    x = L.GroupNormalization(2)(x)
    x = L.RMSNormalization()(x)
    x = L.Normalization()(x)
    x = L.Normalization(axis=None)(x)
    x = L.Normalization(mean=0.0, variance=1.0)(x)
    return keras.Model(inputs, x)


def recurrent():
    x = inputs = keras.Input((7, 5))
    state = keras.Input((3,))
    x = L.SimpleRNN(4, return_sequences=True)(x)
    x = L.LSTM(3, return_sequences=True, unit_forget_bias=False, name="plain")(x)
    x = L.GRU(3, return_sequences=True, reset_after=False)(x)
    x = L.LSTM(2, use_bias=False, return_sequences=True)(x)
    x = L.GRU(3, return_sequences=True, name="with_state")(x, initial_state=state)
    x = L.TimeDistributed(L.Dense(4))(x)
    x = L.Bidirectional(L.LSTM(3, recurrent_initializer="identity"), merge_mode="sum")(x)
    return keras.Model([inputs, state], x)


def nested():
    inner = keras.Sequential([L.Conv2D(4, 3), L.BatchNormalization()], name="inner")
    deep_input = keras.Input((4, 4, 4))
    deep = keras.Model(deep_input, L.Dense(3, name="deep")(L.Flatten()(deep_input)), name="functional_part")
    shared = L.Dense(3, name="shared")
    inputs = keras.Input((6, 6, 3))
    return keras.Model(inputs, shared(shared(deep(inner(inputs)))))


def repeated_paths():
    def encoder(name):
        x = keras.Input((4,))
        return keras.Model(x, L.Dense(4, name="proj")(x), name=name)

    inputs = keras.Input((4,))
    return keras.Model(inputs, encoder("c")(encoder("b")(encoder("a")(inputs))))


def policies():
    x = inputs = keras.Input((4,))
    x = L.Dense(3, dtype="mixed_bfloat16")(x)
    x = L.Dense(3, dtype="bfloat16", kernel_initializer=keras.initializers.GlorotUniform(seed=5))(x)
    x = L.Dense(3, dtype="float64", kernel_initializer=keras.initializers.Orthogonal(gain=2.0, seed=0))(x)
    x = L.Dense(3, dtype="float16", bias_initializer=keras.initializers.Constant(0.5))(x)
    return keras.Model(inputs, x)


def channels_first():
    x = inputs = keras.Input((3, 9, 9))
    x = L.Conv2D(4, 3, data_format="channels_first")(x)
    x = L.DepthwiseConv2D(3, data_format="channels_first")(x)
    x = L.SeparableConv2D(2, 2, data_format="channels_first")(x)
    x = L.BatchNormalization(axis=1)(x)
    return keras.Model(inputs, x)


SMALL = [text_classifier, sequential_without_input, convolutions, other_dimensions, normalizations, recurrent, nested,
         repeated_paths, policies, channels_first]
APPLICATIONS = ["ResNet50", "MobileNetV2", "EfficientNetB0"]


def models():
    """Names and models, each made in a fresh naming state so that a record can be made again."""
    for build in SMALL:
        keras.backend.clear_session()
        yield build.__name__, build()
    for name in APPLICATIONS:
        keras.backend.clear_session()
        yield name, getattr(keras.applications, name)(weights=None)


def described(model):
    """What Keras reports of the model's variables."""
    return [[v.path, list(v.shape), keras.backend.standardize_dtype(v.dtype)] for v in model.weights]
