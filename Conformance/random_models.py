"""Models of random layers with random arguments, for what a zoo made by hand does not think of."""

import os
import random

os.environ.setdefault("KERAS_BACKEND", "jax")

import keras
from keras import initializers as I
from keras import layers as L


def initializer(r):
    seed = r.choice([None, None, r.randrange(2**31)])
    return r.choice([
        lambda: "glorot_uniform", lambda: "he_normal", lambda: "zeros", lambda: "ones", lambda: "random_normal",
        lambda: I.GlorotUniform(seed=seed), lambda: I.HeNormal(seed=seed), lambda: I.LecunUniform(seed=seed),
        lambda: I.RandomUniform(-0.3, r.random(), seed=seed), lambda: I.TruncatedNormal(0.1, r.random(), seed=seed),
        lambda: I.RandomNormal(r.random(), 0.2, seed=seed), lambda: I.Constant(round(r.random(), 3)),
        lambda: I.VarianceScaling(r.random() + 0.1, r.choice(["fan_in", "fan_out", "fan_avg"]),
                                  r.choice(["uniform", "truncated_normal", "untruncated_normal"]), seed=seed)])()


def kernel(r):
    return {"kernel_initializer": initializer(r), "bias_initializer": initializer(r), "use_bias": r.random() < 0.8}


def common(r):
    options = {}
    if r.random() < 0.15:
        options["dtype"] = r.choice(["float32", "mixed_bfloat16", "mixed_float16", "bfloat16", "float16"])
    if r.random() < 0.15:
        options["name"] = f"{r.choice(['block', 'Étage', 'a b', 'x-y'])}_{r.randrange(10**6)}"
    if r.random() < 0.1:
        options["trainable"] = False
    return options


def recurrent_cell(r):
    unit = r.randint(1, 5)
    return r.choice([
        lambda: L.SimpleRNNCell(unit, **kernel(r), **common(r)), lambda: L.LSTMCell(unit, unit_forget_bias=r.random() < 0.7, **kernel(r)),
        lambda: L.GRUCell(unit, reset_after=r.random() < 0.5, **kernel(r), **common(r))])()


def recurrent(r, returns):
    unit = r.randint(1, 5)
    options = {"return_sequences": returns, **kernel(r), **common(r)}
    return r.choice([
        lambda: L.SimpleRNN(unit, **options), lambda: L.LSTM(unit, unit_forget_bias=r.random() < 0.6, **options),
        lambda: L.GRU(unit, reset_after=r.random() < 0.6, recurrent_initializer=initializer(r), **options),
        lambda: L.RNN(recurrent_cell(r), return_sequences=returns, **common(r)),
        lambda: L.RNN([recurrent_cell(r) for _ in range(r.randint(2, 3))], return_sequences=returns)])()


def pointwise(r):
    """Layers that every input takes."""
    return r.choice([
        lambda: L.Dense(r.randint(1, 6), **kernel(r), **common(r)), lambda: L.LayerNormalization(**common(r)),
        lambda: L.LayerNormalization(center=r.random() < 0.5, scale=r.random() < 0.5, rms_scaling=False),
        lambda: L.BatchNormalization(center=r.random() < 0.5, scale=r.random() < 0.5, **common(r)),
        lambda: L.BatchNormalization(renorm=True), lambda: L.Dropout(0.1), lambda: L.Activation("gelu"), lambda: L.LeakyReLU(),
        lambda: L.PReLU(alpha_initializer=initializer(r), **common(r)), lambda: L.RMSNormalization(), lambda: L.Normalization(),
        lambda: L.GroupNormalization(1, **common(r)), lambda: L.GaussianNoise(0.1), lambda: L.UnitNormalization(),
        lambda: L.SpectralNormalization(L.Dense(r.randint(1, 5), **kernel(r))), lambda: L.Dense(4, lora_rank=r.randint(1, 3)),
        lambda: L.EinsumDense("...x,xy->...y", output_shape=r.randint(1, 5), bias_axes=r.choice([None, "y"]),
                              kernel_initializer=initializer(r), **common(r))])()


def of_vectors(r, x):
    return pointwise(r)(x)


def of_sequences(r, x):
    def attention(x):
        heads, size = r.randint(1, 3), r.randint(1, 4)
        if r.random() < 0.4:
            return L.GroupQueryAttention(size, heads * 2, heads, use_gate=r.random() < 0.3, **kernel(r), **common(r))(x, x)
        return L.MultiHeadAttention(heads, size, value_dim=r.choice([None, 3]), output_shape=r.choice([None, 5, (2, 3)])
                                    if r.random() < 0.3 else None, use_gate=r.random() < 0.2, **kernel(r), **common(r))(x, x)

    return r.choice([
        lambda: pointwise(r)(x), lambda: recurrent(r, True)(x), lambda: L.Bidirectional(recurrent(r, True), merge_mode=r.choice(
            ["concat", "sum", "ave", "mul"]), **common(r))(x), lambda: attention(x),
        lambda: L.Conv1D(r.randint(1, 5), r.randint(1, 3), padding="same", **kernel(r), **common(r))(x),
        lambda: L.SeparableConv1D(r.randint(1, 5), 2, depth_multiplier=r.randint(1, 2), padding="same", pointwise_initializer=initializer(r))(x),
        lambda: L.DepthwiseConv1D(2, padding="same", depth_multiplier=2, depthwise_initializer=initializer(r))(x),
        lambda: L.Conv1DTranspose(3, 2, **kernel(r))(x), lambda: L.TimeDistributed(L.Dense(r.randint(1, 5), **kernel(r)), **common(r))(x),
        lambda: L.TimeDistributed(block(r, (x.shape[-1],), of_vectors))(x), lambda: L.Attention(use_scale=True)([x, x]),
        lambda: L.AdditiveAttention()([x, x]), lambda: L.Concatenate()([x, L.Dense(2)(x)]), lambda: L.Add()([x, x]) + 1.0,
        lambda: x * 2.0 if r.random() < 0.5 else keras.ops.relu(x), lambda: L.ZeroPadding1D(1)(x), lambda: L.EinsumDense(
            "abc,cd->abd", output_shape=(None, 3), bias_axes="d", **{"kernel_initializer": initializer(r)})(x)])()


def of_images(r, x):
    return r.choice([
        lambda: pointwise(r)(x), lambda: L.Conv2D(r.randint(1, 4) * x.shape[-1], r.randint(1, 3), padding="same",
                                                  groups=x.shape[-1] if r.random() < 0.3 else 1, **kernel(r), **common(r))(x),
        lambda: L.DepthwiseConv2D((2, 3), padding="same", depth_multiplier=r.randint(1, 2), **common(r))(x),
        lambda: L.SeparableConv2D(r.randint(1, 4), 3, padding="same", depthwise_initializer=initializer(r))(x),
        lambda: L.Conv2DTranspose(r.randint(1, 4), 2, strides=r.randint(1, 2), padding="same", **kernel(r))(x),
        lambda: L.PReLU(shared_axes=r.choice([[1, 2], [1], [2, 3]]))(x), lambda: L.MaxPooling2D(2, padding="same")(x),
        lambda: L.LayerNormalization(axis=r.choice([[1, 2], [1, 2, 3], [-1, 1], 2]))(x), lambda: L.BatchNormalization(axis=r.choice([1, 2, 3]))(x),
        lambda: L.UpSampling2D()(x) if x.shape[1] < 9 else x, lambda: L.RandomFlip()(x), lambda: L.Multiply()([x, L.Conv2D(1, 1)(x)]),
        lambda: L.ConvLSTM1D(r.randint(1, 3), 2, padding="same", return_sequences=True, **kernel(r))(x),
        lambda: L.Normalization(axis=r.choice([None, 1, (1, 3)]))(x)])()


def block(r, shape, step):
    """A model of a few layers; a Sequential one has no Input, as nothing in its JSON would tell."""
    if r.random() < 0.5:
        return keras.Sequential([pointwise(r) for _ in range(r.randint(1, 3))])
    x = inputs = keras.Input(shape)
    for _ in range(r.randint(1, 3)):
        x = step(r, x)
    return keras.Model(inputs, x)


def model(seed):
    """The model of a seed."""
    r = random.Random(seed)
    keras.backend.clear_session()
    shape, step = r.choice([((5,), of_vectors), ((6, 4), of_sequences), ((4, 5, 3), of_images)])
    x = inputs = keras.Input(shape)
    if r.random() < 0.25:
        part = block(r, shape, step)
        x = part(x)
        x = part(x) if x.shape == inputs.shape else x
    for _ in range(r.randint(2, 8)):
        x = step(r, x)
    if r.random() < 0.3:
        shared = L.Dense(x.shape[-1], **kernel(r))
        x = shared(shared(x))
    if step is of_sequences and r.random() < 0.4:
        x = recurrent(r, False)(x)
    outputs = L.Dense(2)(L.Flatten()(x))
    if r.random() < 0.2:
        tokens = keras.Input((3,), dtype="int32")
        y = L.Embedding(9, r.randint(1, 4), embeddings_initializer=initializer(r), **common(r))(tokens)
        return keras.Model([inputs, tokens], [outputs, L.GlobalAveragePooling1D()(y)])
    result = keras.Model(inputs, outputs)
    return keras.Sequential([keras.Input(shape), result, L.Dense(1)]) if r.random() < 0.15 else result
