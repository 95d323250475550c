"""Records quantiles of the standard normal distribution for draws of the native stream.

Oracle: mpmath, 60 digits. A draw w of n bits stands for the place u = (w + 1/2) / 2^n; with bounds a < b the
value is the x with Phi(x) = Phi(a) + u (Phi(b) - Phi(a)).
"""

import json
import pathlib

import mpmath as mp

mp.mp.dps = 60
VECTORS = pathlib.Path(__file__).parent.parent / "Tests" / "Vectors"
BOUNDS = [None, (-2, 2), (-0.5, 0.5), (-7, 7), (-1, 3), (0.5, None), (-2.5, -1.25), (5, 6), (None, -11),
          (11.875, None), (-0.001, 0.002)]


def tail(x):
    return mp.erfc(x / mp.sqrt(2)) / 2


def inverse_tail(q):
    """The x with 1 - Phi(x) = q, by Newton's method on log(1 - Phi), which is nearly quadratic."""
    if q > mp.mpf("0.5"):
        return -inverse_tail(1 - q)
    if q == mp.mpf("0.5"):
        return mp.mpf(0)
    x = mp.sqrt(2) * mp.erfinv(1 - 2 * q) if q > mp.mpf("1e-5") else mp.sqrt(-2 * mp.log(q))
    for _ in range(200):
        density = mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)
        step = (mp.log(tail(x)) - mp.log(q)) * tail(x) / density
        x += step
        if abs(step) < mp.mpf(10) ** -45:
            return x
    raise ArithmeticError(f"no convergence at {q}")


def quantile(draw, bits, bounds):
    u = (draw + mp.mpf(1) / 2) / mp.mpf(2) ** bits
    low = mp.mpf(0) if bounds is None or bounds[0] is None else tail(-mp.mpf(bounds[0]))
    high = mp.mpf(0) if bounds is None or bounds[1] is None else tail(mp.mpf(bounds[1]))
    mass = 1 - low - high
    below, above = low + u * mass, high + (1 - u) * mass
    return inverse_tail(above) if above < below else -inverse_tail(below)


def draws(bits):
    top = 2**bits
    yield from (0, 1, 2, top // 2 - 1, top // 2, top // 2 + 1, top - 2, top - 1)
    yield from (int(top * mp.mpf("0.925")) + k for k in (-1, 0, 1))
    yield from (int(top * mp.mpf("0.075")) + k for k in (-1, 0, 1))
    state = 12345
    for shift in range(40):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield (state >> (64 - bits)) >> (shift % 8)


def main():
    cases = []
    for bits in (32, 64):
        for bounds in BOUNDS:
            for draw in draws(bits):
                value = quantile(draw, bits, bounds)
                cases.append({"bits": bits, "bounds": bounds, "draw": str(draw), "z": float(value)})
    mp_version = mp.__version__ if hasattr(mp, "__version__") else "1.3.0"
    VECTORS.mkdir(exist_ok=True)
    rows = ",\n".join(json.dumps(case) for case in cases)
    (VECTORS / "standard-normal.json").write_text(
        f'{{"source": "mpmath {mp_version}, 60 digits; record_standard_normal.py", "cases": [\n{rows}\n]}}\n')


if __name__ == "__main__":
    main()
