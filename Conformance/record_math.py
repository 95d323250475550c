"""Records elementary functions from mpmath, 60 digits."""

import json
import pathlib

import mpmath as mp

mp.mp.dps = 60
VECTORS = pathlib.Path(__file__).parent.parent / "Tests" / "Vectors"


def main():
    functions = {
        "log": (mp.log, [5e-324 * 2**60, 2.0**-65, 1e-17, 0.1, 0.7071067811865475, 0.7071067811865476, 0.999999,
                         1.0, 1.0000001, 1.4142135623730951, 2.0, 3.0, 10.0, 12345.678, 1e300]),
        "exp": (mp.exp, [-700.0, -100.3, -72.5, -1.0, -0.34657359027997, -1e-10, 0.0, 0.5, 0.34657359028, 1.0, 50.0]),
        "normalTail": (lambda x: mp.erfc(x / mp.sqrt(2)) / 2,
                       [-12.0, -1.5, -0.3, 0.0, 1e-9, 0.25, 0.999, 1.0, 1.001, 1.7, 2.0, 3.3, 6.0, 11.9, 25.0, 37.5]),
        "normalCentral": (lambda x: mp.erf(x / mp.sqrt(2)),
                          [-2.0, -0.5, 1e-12, 0.001, 0.5, 0.999, 1.0, 1.001, 1.5, 2.0, 3.0, 8.0]),
    }
    rows = [json.dumps({"function": name, "x": x, "y": float(f(mp.mpf(x)))}) for name, (f, xs) in functions.items() for x in xs]
    (VECTORS / "math.json").write_text(
        f'{{"source": "mpmath {mp.__version__}, 60 digits", "cases": [\n' + ",\n".join(rows) + "\n]}\n")


if __name__ == "__main__":
    main()
