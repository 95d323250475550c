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
    x = L.Normalization(axis=(1, -1))(x)
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


def attention():
    x = inputs = keras.Input((7, 6))
    x = L.MultiHeadAttention(2, 3)(x, x)
    x = L.MultiHeadAttention(2, 3, value_dim=5, output_shape=(4,), use_bias=False, use_gate=True, name="gated")(x, x, x)
    x = L.GroupQueryAttention(3, 4, 2)(x, x)
    x = L.GroupQueryAttention(3, 4, 2, use_gate=True, use_bias=False)(x, x, x)
    x = L.Attention(use_scale=True, score_mode="concat")([x, x])
    x = L.Attention()([x, x])
    x = L.AdditiveAttention()([x, x])
    x = L.AdditiveAttention(use_scale=False)([x, x])
    return keras.Model(inputs, x)


def attention_of_images():
    query, value = keras.Input((4, 5, 6)), keras.Input((3, 5, 8))
    x = L.MultiHeadAttention(2, 3, attention_axes=(1, 2), output_shape=7)(query, value)
    return keras.Model([query, value], x)


def einsum():
    x = inputs = keras.Input((6, 4))
    x = L.EinsumDense("abc,cd->abd", output_shape=(None, 5), bias_axes="d")(x)
    x = L.EinsumDense("abc,cde->abde", output_shape=(None, 3, 2), bias_axes="de", kernel_initializer="he_normal")(x)
    x = L.EinsumDense("...de,def->...f", output_shape=(8,))(x)
    x = L.EinsumDense("...x,xy->...y", output_shape=7, bias_axes="y")(x)
    x = L.EinsumDense("ab...,bc->ac...", output_shape=9, bias_axes="c")(L.Reshape((6, 7))(x))
    return keras.Model(inputs, x)


def embeddings():
    inputs = keras.Input((5,), dtype="int32")
    tied, free = L.ReversibleEmbedding(20, 4), L.ReversibleEmbedding(20, 4, tie_weights=False)
    x = tied(L.Dense(4)(tied(inputs)), reverse=True)
    y = free(L.Dense(4)(free(inputs)), reverse=True)
    z = L.Embedding(10, 3, embeddings_initializer="glorot_normal")(inputs)
    return keras.Model(inputs, [x, y, z])


def low_rank():
    inputs = keras.Input((5,), dtype="int32")
    x = L.Embedding(9, 6, lora_rank=2)(inputs)
    x = L.Dense(5, lora_rank=2, dtype="bfloat16")(x)
    x = L.EinsumDense("abc,cde->abde", output_shape=(None, 4, 2), bias_axes="e", lora_rank=3)(x)
    x = L.Reshape((5, 8))(x)
    x = L.Conv1D(3, 2, lora_rank=2)(x)
    x = L.Reshape((4, 3, 1))(x)
    x = L.Conv2D(4, 2, lora_rank=1, use_bias=False)(x)
    return keras.Model(inputs, x)


def cells():
    x = inputs = keras.Input((7, 5))
    x = L.RNN(L.SimpleRNNCell(4), return_sequences=True)(x)
    x = L.RNN([L.LSTMCell(3), L.GRUCell(4, reset_after=False), L.SimpleRNNCell(2, use_bias=False)],
              return_sequences=True, name="stack")(x)
    x = L.Bidirectional(L.RNN(L.GRUCell(3), return_sequences=True))(x)
    x = L.Bidirectional(L.RNN([L.LSTMCell(2), L.LSTMCell(3)], return_sequences=True), merge_mode="ave")(x)
    x = L.Bidirectional(L.LSTM(3, return_sequences=True), name="both",
                        backward_layer=L.LSTM(3, go_backwards=True, return_sequences=True, name="back"))(x)
    return keras.Model(inputs, x)


def convolutional_recurrent():
    a, b, c = keras.Input((4, 9, 2)), keras.Input((4, 6, 6, 3)), keras.Input((2, 4, 4, 4, 1))
    first = keras.Input((4, 3, 6, 6))
    x = L.ConvLSTM1D(3, 2, return_sequences=True)(a)
    x = L.Bidirectional(L.ConvLSTM1D(3, 2))(x)
    y = L.ConvLSTM2D(4, (3, 2), unit_forget_bias=False, return_sequences=True)(b)
    y = L.ConvLSTM2D(4, 1, use_bias=False)(y)
    z = L.ConvLSTM3D(2, 2, recurrent_initializer="glorot_normal")(c)
    u = L.ConvLSTM2D(5, 3, data_format="channels_first", padding="same")(first)
    return keras.Model([a, b, c, first], [x, y, z, u])


def wrappers():
    steps = keras.Sequential([keras.Input((3,)), L.Dense(2), L.BatchNormalization()], name="steps")
    x = inputs = keras.Input((7, 6))
    x = L.TimeDistributed(L.SpectralNormalization(L.Dense(3)))(x)
    x = L.SpectralNormalization(L.Conv1D(3, 2), dtype="mixed_float16")(x)
    x = L.TimeDistributed(steps)(x)
    x = L.TimeDistributed(L.TimeDistributed(L.Dense(4)))(L.Reshape((3, 2, 2))(x))
    tokens = keras.Input((5,), dtype="int32")
    y = L.SpectralNormalization(L.Embedding(8, 3, dtype="float64"))(tokens)
    return keras.Model([inputs, tokens], [x, y])


def renormalization():
    x = inputs = keras.Input((5, 4))
    x = L.BatchNormalization(renorm=True)(x)
    x = L.BatchNormalization(renorm=True, axis=1, scale=False,
                             moving_variance_initializer=keras.initializers.RandomUniform(1, 4, seed=3),
                             moving_mean_initializer=keras.initializers.RandomNormal(seed=4))(x)
    x = L.GroupNormalization(-1)(x)
    x = L.RMSNormalization(axis=1)(x)
    x = L.Normalization(axis=(1, 2))(x)
    x = L.UnitNormalization()(x)
    return keras.Model(inputs, x)


def spectrogram():
    x = inputs = keras.Input((400, 2))
    y = L.STFTSpectrogram(mode="log", frame_length=50, frame_step=16)(x)
    z = L.STFTSpectrogram(mode="imag", frame_length=32, fft_length=48, window="hamming", scaling="spectrum")(x)
    u = L.STFTSpectrogram(mode="real", frame_length=32, window=None, scaling=None, periodic=True)(x)
    return keras.Model(inputs, [y, z, u])


def preprocessing():
    x = inputs = keras.Input((16, 16, 3))
    x = L.RandomFlip()(x)
    x = L.RandomRotation(0.1)(x)
    x = L.Rescaling(1 / 255)(x)
    x = L.CenterCrop(12, 12)(x)
    x = L.Conv2D(2, 3, name="own.name-1")(x)
    x = L.Activation("relu")(x)
    x = L.SpatialDropout2D(0.1)(x)
    x = L.AlphaDropout(0.1)(x)
    x = L.GaussianNoise(0.1)(x)
    x = keras.ops.add(x, 1.0) * 2.0
    x = L.Flatten()(x)
    x = L.Dense(2, name="größe")(x)
    return keras.Model(inputs, x)


def dense_policies():
    """Every floating-point policy for a layer with inner layers."""
    x = inputs = keras.Input((4, 6))
    for policy in ["float32", "float64", "mixed_float16", "mixed_bfloat16", "bfloat16", "float16"]:
        x = L.MultiHeadAttention(2, 3, dtype=policy, name=f"attention_{policy}")(x, x)
        x = L.LayerNormalization(dtype=policy)(x)
        x = L.BatchNormalization(dtype=policy)(x)
    return keras.Model(inputs, x)


def deep_nesting():
    def block(x, name):
        inputs = keras.Input(x.shape[1:])
        y = L.Dense(4, name="proj")(inputs)
        y = keras.Sequential([keras.Input((4,)), L.Dense(4, name="inner"), L.Dropout(0.1)], name="mlp")(y)
        return keras.Model(inputs, L.Add()([inputs, y]), name=name)(x)

    inputs = keras.Input((4,))
    outer_inputs = keras.Input((4,))
    inner = keras.Model(inputs, block(block(inputs, "a"), "b"), name="inner")
    twice = inner(inner(outer_inputs))
    return keras.Sequential([keras.Input((4,)), keras.Model(outer_inputs, twice, name="outer"), L.Dense(1)], name="top")


def sequential_nesting():
    """Sequential models that are built when what they stand in is, and two that are built before."""
    encoder = keras.Sequential([keras.Input((5,)), L.Dense(4)], name="encoder")
    decoder = keras.Sequential([keras.Input((4,)), L.Dense(5), keras.Sequential([L.Dense(3), L.Dense(5)])], name="decoder")
    late = keras.Sequential([L.Dense(5), keras.Sequential([L.Dense(4), L.BatchNormalization()], name="inner")], name="late")
    tokens = keras.Sequential([keras.Input((5,), dtype="int32"), L.Embedding(7, 2), L.Flatten(), L.Dense(5)], name="tokens")
    part = keras.Sequential([encoder, decoder, late], name="part")
    inputs = keras.Input((6, 5))
    x = L.TimeDistributed(keras.Sequential([L.Dense(5), L.Dense(5)], name="steps"))(inputs)
    x = L.Reshape((5,))(L.Dense(1)(L.Permute((2, 1))(x)))
    return keras.Model(inputs, keras.Sequential([tokens, part, keras.Sequential([L.Dense(2)])], name="whole")(x))


@keras.saving.register_keras_serializable()
class OwnTraining(keras.Model):
    """A class of its own that is made of inputs and outputs."""


def own_class():
    part_input, inputs = keras.Input((4,)), keras.Input((4,))
    part = OwnTraining(part_input, L.Dense(3)(part_input), name="part")
    return OwnTraining(inputs, L.Dense(2)(part(inputs)), name="whole")


SMALL = [text_classifier, sequential_without_input, convolutions, other_dimensions, normalizations, recurrent, nested,
         repeated_paths, policies, channels_first, attention, attention_of_images, einsum, embeddings, low_rank, cells,
         convolutional_recurrent, wrappers, renormalization, spectrogram, preprocessing, dense_policies, deep_nesting, sequential_nesting,
         own_class]
# One network of each family that comes with Keras.
APPLICATIONS = ["Xception", "VGG16", "ResNet50", "ResNet50V2", "InceptionV3", "InceptionResNetV2", "MobileNet", "MobileNetV2",
                "MobileNetV3Small", "DenseNet121", "NASNetMobile", "EfficientNetB0", "EfficientNetV2B0", "ConvNeXtTiny"]


def models(small_only=False, left_out=()):
    """Names and models, each made in a fresh naming state so that a record can be made again."""
    for build in SMALL:
        if build.__name__ in left_out:
            continue
        keras.backend.clear_session()
        yield build.__name__, build()
    for name in [] if small_only else APPLICATIONS:
        keras.backend.clear_session()
        yield name, getattr(keras.applications, name)(weights=None)


def described(model):
    """What Keras reports of the model's variables."""
    return [[v.path, list(v.shape), keras.backend.standardize_dtype(v.dtype)] for v in model.weights]
