"""Small models of tf.keras, the last Keras 2; together they have the layers whose shapes the library finds without Keras 3."""

import os

os.environ.setdefault("KERAS_BACKEND", "jax")

import tf_keras
from tf_keras import layers as L


def perceptron():
    return tf_keras.Sequential([
        L.Flatten(input_shape=(28, 28)), L.Dense(64, activation="relu", kernel_initializer="he_normal"), L.Dropout(0.2),
        L.BatchNormalization(), L.Dense(10)])


def text_classifier():
    return tf_keras.Sequential([
        L.InputLayer((20,)), L.Embedding(100, 8), L.SpatialDropout1D(0.2), L.Conv1D(6, 5, activation="relu"),
        L.MaxPooling1D(2), L.Bidirectional(L.LSTM(6, return_sequences=True)), L.GRU(4), L.Dense(2, "softmax")])


def convolutions():
    x = inputs = L.Input((33, 31, 3))
    x = L.ZeroPadding2D(((1, 0), (2, 3)))(x)
    x = L.Conv2D(8, (3, 5), strides=2, padding="same", use_bias=False)(x)
    x = L.BatchNormalization(scale=False)(x)
    x = L.ReLU(6.0)(x)
    x = L.DepthwiseConv2D(3, strides=(2, 2), depth_multiplier=2)(x)
    x = L.SeparableConv2D(6, 3, depth_multiplier=2, dilation_rate=2, padding="same")(x)
    x = L.Conv2DTranspose(5, 3, strides=2)(x)
    x = L.Conv2DTranspose(4, 3, strides=2, padding="same", output_padding=1)(x)
    x = L.UpSampling2D((2, 3))(x)
    x = L.Cropping2D(1)(x)
    x = L.PReLU(shared_axes=[1, 2])(x)
    x = L.AveragePooling2D((2, 3), strides=(3, 2))(x)
    x = L.Flatten()(x)
    x = L.Dense(3)(x)
    return tf_keras.Model(inputs, x)


def volumes():
    a = L.Input((9, 8, 7, 2))
    x = L.Conv3D(3, 2, dilation_rate=(1, 2, 1))(a)
    x = L.MaxPooling3D(2)(x)
    x = L.Conv3DTranspose(2, 2, strides=2)(x)
    x = L.Dense(4)(L.Flatten()(x))
    b = L.Input((24, 3))
    y = L.Conv1D(4, 3, padding="causal", dilation_rate=2)(b)
    y = L.SeparableConv1D(5, 3, strides=2)(y)
    y = L.DepthwiseConv1D(2)(y)
    y = L.Conv1DTranspose(3, 4, strides=3)(y)
    y = L.UpSampling1D(2)(L.Cropping1D((1, 2))(L.ZeroPadding1D(3)(y)))
    y = L.Dense(2)(L.Flatten()(y))
    return tf_keras.Model([a, b], L.Concatenate()([x, y]))


def merges():
    a, b = L.Input((6, 4)), L.Input((6, 4))
    x = L.Dense(5)(L.Concatenate(axis=1)([a, b]))
    y = L.Dense(5)(L.Concatenate()([a, b]))
    z = L.Dense(3)(L.Add()([a, b]))
    d = L.Dense(2)(L.Dot(axes=(2, 2))([a, b]))
    e = L.Dense(2)(L.Dot(axes=1, normalize=True)([a, b]))
    p = L.Dense(7)(L.Permute((2, 1))(a))
    r = L.Dense(7)(L.Reshape((-1, 8))(b))
    t = L.Dense(4)(L.RepeatVector(3)(L.GlobalAveragePooling1D()(a)))
    m = L.Dense(4)(L.Multiply()([a, L.Reshape((1, 4))(L.GlobalMaxPooling1D()(b))]))
    return tf_keras.Model([a, b], [x, y, z, d, e, p, r, t, m])


def recurrent():
    x = inputs = L.Input((7, 5))
    x = L.SimpleRNN(4, return_sequences=True)(x)
    x, h, c = L.LSTM(3, return_sequences=True, return_state=True, unit_forget_bias=False)(x)
    x = L.GRU(3, return_sequences=True, reset_after=False)(x, initial_state=h)
    x = L.RNN([L.LSTMCell(4), L.GRUCell(2)], return_sequences=True)(x)
    x = L.TimeDistributed(L.Dense(4))(x)
    x = L.Bidirectional(L.GRU(3, return_sequences=True), merge_mode="sum")(x)
    x = L.Bidirectional(L.LSTM(3), backward_layer=L.LSTM(3, go_backwards=True))(x)
    return tf_keras.Model(inputs, L.Dense(1)(L.Concatenate()([x, c])))


def convolutional_recurrent():
    x = inputs = L.Input((4, 6, 6, 3))
    x = L.ConvLSTM2D(4, (3, 2), return_sequences=True)(x)
    x = L.TimeDistributed(L.Conv2D(2, 2))(x)
    x = L.ConvLSTM2D(2, 2)(x)
    return tf_keras.Model(inputs, L.Dense(2)(L.Flatten()(x)))


def attention():
    a, b = L.Input((7, 6)), L.Input((5, 8))
    x = L.MultiHeadAttention(2, 3, value_dim=4)(a, b)
    x = L.LayerNormalization()(L.Add()([a, x]))
    y = L.Dense(6)(b)
    x = L.Attention(use_scale=True)([x, y])
    x = L.AdditiveAttention()([x, y])
    x = L.MultiHeadAttention(3, 2, output_shape=9)(x, y, b)
    x = L.GroupNormalization(3)(x)
    return tf_keras.Model([a, b], L.Dense(1)(x))


def nested():
    image = L.Input((8, 8, 3))
    part = tf_keras.Model(image, L.Flatten()(L.Conv2D(4, 3)(image)), name="part")
    stack = tf_keras.Sequential([L.InputLayer((144,)), L.Dense(6), tf_keras.Sequential([L.Dense(5), L.Dense(4)])])
    shared = L.Dense(4, name="shared")
    inputs = L.Input((8, 8, 3))
    return tf_keras.Model(inputs, shared(shared(stack(part(inputs)))))


def channels_first():
    x = inputs = L.Input((3, 9, 9))
    x = L.Conv2D(4, 3, data_format="channels_first")(x)
    x = L.DepthwiseConv2D(3, data_format="channels_first")(x)
    x = L.BatchNormalization(axis=1)(x)
    x = L.MaxPooling2D(2, data_format="channels_first")(x)
    x = L.GlobalAveragePooling2D(data_format="channels_first", keepdims=True)(x)
    return tf_keras.Model(inputs, L.Dense(2)(L.Flatten()(x)))


def types():
    x = inputs = L.Input((4,))
    x = L.Dense(3, dtype="mixed_bfloat16")(x)
    x = L.Dense(3, dtype="float64", kernel_initializer=tf_keras.initializers.Orthogonal(gain=2.0, seed=0))(x)
    x = L.Dense(3, dtype="float16", bias_initializer=tf_keras.initializers.Constant(0.5))(x)
    return tf_keras.Model(inputs, x)


def details():
    """Where Keras 2 differs from Keras 3, or shapes are easily got wrong."""
    x = inputs = L.Input((3, 4))
    a = L.LayerNormalization(axis=[-1, 1])(x)
    b = L.Normalization(axis=(1, -1))(x)
    c = L.BatchNormalization(axis=[1, 2])(x)
    d = L.BatchNormalization(dtype="float16", name="half")(x)
    value, key = L.Input((6, 9)), L.Input((6, 4))
    e = L.Dense(2)(L.Attention()([inputs, value, key]))
    f = L.Dense(2)(L.Add()([L.Reshape((1, 12))(x), L.Flatten()(x)]))
    o, h, s = L.RNN(L.LSTMCell(5), return_state=True)(x)
    g = L.Dense(2)(L.Concatenate()([o, h, s]))
    return tf_keras.Model([inputs, value, key], [a, b, c, d, e, f, g])


SMALL = [perceptron, text_classifier, convolutions, volumes, merges, recurrent, convolutional_recurrent, attention, nested,
         channels_first, types, details]
APPLICATIONS = ["MobileNetV2", "ResNet50", "ResNet50V2", "VGG16", "InceptionV3", "InceptionResNetV2", "EfficientNetB0", "EfficientNetV2B0",
                "DenseNet121", "Xception", "MobileNet", "MobileNetV3Small", "NASNetMobile", "ConvNeXtTiny", "RegNetX002", "ResNetRS50"]


def models(small_only=False):
    """Names and models, each made in a fresh naming state."""
    for build in SMALL:
        tf_keras.backend.clear_session()
        yield build.__name__, build()
    for name in [] if small_only else APPLICATIONS:
        tf_keras.backend.clear_session()
        yield name, getattr(tf_keras.applications, name)(weights=None)


def described(model):
    """What tf.keras reports of the model's variables."""
    return [[v.name.removesuffix(":0"), list(v.shape), v.dtype.name] for v in model.weights]
