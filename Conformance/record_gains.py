"""Records the gains that preserve second moment and variance, by quadrature with 40 digits: `python record_gains.py`."""

import json
import pathlib

import mpmath
from mpmath import mp, mpf

mp.dps = 40
OUTPUT = pathlib.Path(__file__).parent.parent / "Tests/Vectors/gains.json"
SELU = (mpf("1.0507009873554804934193349852946"), mpf("1.6732632423543772848170429916717"))


def softplus(x):
    return mpmath.log1p(mpmath.exp(x)) if x < 50 else x + mpmath.exp(-x)


FUNCTIONS = {
    "linear": lambda x: x,
    "relu": lambda x: max(x, mpf(0)),
    "relu6": lambda x: min(max(x, mpf(0)), mpf(6)),
    "leaky_relu(0.01)": lambda x: x if x > 0 else x / 100,
    "leaky_relu(0.25)": lambda x: x if x > 0 else x / 4,
    "tanh": mpmath.tanh,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "gelu": lambda x: x * mpmath.ncdf(x),
    "gelu_tanh": lambda x: x / 2 * (1 + mpmath.tanh(mpmath.sqrt(2 / mp.pi) * (x + mpf("0.044715") * x**3))),
    "silu": lambda x: x / (1 + mpmath.exp(-x)),
    "elu": lambda x: x if x > 0 else mpmath.expm1(x),
    "selu": lambda x: SELU[0] * (x if x > 0 else SELU[1] * mpmath.expm1(x)),
    "softplus": softplus,
    "mish": lambda x: x * mpmath.tanh(softplus(x)),
    "softsign": lambda x: x / (1 + abs(x)),
    "erf": mpmath.erf,
    "hard_tanh": lambda x: min(max(x, mpf(-1)), mpf(1)),
}


def expectation(function):
    points = sorted({mpf(x) for x in (-30, -12, -6, -3, -1, -0.5, 0, 0.5, 1, 3, 6, 12, 30)})
    return mpmath.quad(lambda x: function(x) * mpmath.npdf(x), points)


def main():
    gains = {}
    for name, function in FUNCTIONS.items():
        mean, square = expectation(function), expectation(lambda x: function(x) ** 2)
        gains[name] = {"second_moment": float(1 / mpmath.sqrt(square)), "variance": float(1 / mpmath.sqrt(square - mean**2))}
        print(name, *gains[name].values())
    OUTPUT.write_text(json.dumps({"peer": f"mpmath {mpmath.__version__}, 40 digits", "gains": gains}, indent=1) + "\n")


main()
