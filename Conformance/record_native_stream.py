"""Records words, uniform values and orthogonal matrices of the native stream, made by native_stream.py."""

import json
import pathlib

import numpy as np
import native_stream as stream

VECTORS = pathlib.Path(__file__).parent.parent / "Tests" / "Vectors"
SEEDS = [0, 1, 42, 2**32, 2**64 - 1]
PATHS = ["", "a", "conv1_conv/kernel", "größe/κ", "e\u0301", "\u00e9"]
POSITIONS = [0, 1, 3, 4, 5, 1023, 2**32 - 1, 2**32, 2**58 - 1]


def main():
    words = [
        {"seed": str(seed), "path": path, "position": position, "field": field,
         "word": stream.word(seed, path, position, field)}
        for seed in SEEDS for path in PATHS for position in POSITIONS for field in (0, 1, 255)]
    uniforms = [
        {"dtype": dtype.__name__, "seed": str(seed), "path": path, "low": low, "high": high,
         "values": [float(stream.uniform(seed, path, i, low, high, dtype)) for i in range(9)]}
        for dtype in (np.float32, np.float64) for seed in (7, 2**64 - 1) for path in ("", "dense/kernel")
        for low, high in ((0, 1), (-0.05, 0.05), (-1.1, 3.3), (5, 5), (16777216, 16777220))]
    matrices = [
        {"seed": str(seed), "path": path, "shape": shape, "gain": gain,
         "values": stream.orthogonal(seed, path, shape, gain).ravel().tolist()}
        for seed, path, shape, gain in (
            (3, "", (4, 4), 1.0), (4, "", (5, 3), 1.0), (5, "x", (3, 5), 2.0), (6, "", (2, 3, 4), -1.5),
            (7, "", (1, 6), 1.0), (8, "", (6, 1), 1.0), (9, "", (1, 1), 1.0), (10, "q", (19, 17), 1.0))]
    rows = [f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in table) + "\n]"
            for name, table in (("words", words), ("uniforms", uniforms), ("matrices", matrices))]
    (VECTORS / "native-stream.json").write_text(
        '{"source": "native_stream.py, NumPy ' + np.__version__ + '",\n' + ",\n".join(rows) + "}\n")


if __name__ == "__main__":
    main()
