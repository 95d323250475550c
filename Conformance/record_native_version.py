"""Records hashes of what every initializer makes with the native stream: `python record_native_version.py`, without any peer.

A version of the stream is frozen: run this to add cases, and never to change the hashes of those that are there. It stops if one
would change. Builds and runs the command; `swift test` makes the same tensors through the library.
"""

import hashlib
import json
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).parent.parent
VECTORS = ROOT / "Tests" / "Vectors" / "native-1.json"
COMMAND = ROOT / ".build" / "release" / "initialize"
# What an initializer without a case of its own is recorded with: the first that it makes.
SHAPES = [[12, 8], [8, 8], [32], [3, 3, 8, 16], [16, 1, 9]]
SEEDS = [0, 42, 2**64 - 1]
DTYPES = ["float32", "float64", "float16", "bfloat16"]


def config(name, **parameters):
    return {"class_name": name, "config": parameters}


FORMS = ["GlorotUniform", "GlorotNormal", "HeUniform", "HeNormal", "LecunUniform", "LecunNormal"]
SCALINGS = [config("VarianceScaling", scale=scale, mode=mode, distribution=distribution)
            for scale, mode in ((1.0, "fan_in"), (0.7, "fan_out"), (2.0, "fan_avg"))
            for distribution in ("truncated_normal", "untruncated_normal", "uniform")]
RANDOM = [config("RandomUniform"), config("RandomUniform", minval=-1.1, maxval=3.3),
          config("RandomNormal"), config("RandomNormal", mean=0.5, stddev=2.0),
          config("TruncatedNormal"), config("TruncatedNormal", mean=-1.0, stddev=0.3)]
FIXED = [config("Zeros"), config("Ones"), config("Constant", value=0.1)]


def nested(name, base, **parameters):
    return config(name, initializer=base, **parameters)


NORMAL = config("RandomNormal", stddev=1.0)
# Initializers of other frameworks and of papers, and those that change or join others; each with a shape.
OTHERS = [
    (config("Orthogonal", column_axis=0), [20, 3, 7]), (config("Identity", shift=2, non_square="padded"), [5, 7]),
    (config("Dirac", groups=2, layout="torch", gain=0.3), [6, 3, 3, 3]), (config("DeltaOrthogonal", gain=2.0), [3, 3, 8, 16]),
    (config("ConvolutionOrthogonal"), [3, 3, 8, 16]), (config("ConvolutionOrthogonal", layout="torch"), [9, 5, 2, 2, 2]),
    (config("Bilinear", layout="torch"), [2, 2, 4, 4]), (config("ZerO"), [7, 13]), (config("SIREN", frequency=20.0), [30, 20]),
    (config("SinusoidalPositions"), [50, 16]), (config("SinusoidalPositions", interleaved=False, base=500.0), [20, 7]),
    (config("MambaStateMatrix"), [4, 16]), (config("MambaTimeStepBias"), [64]), (config("Mimetic", part="query", heads=3), [24, 24]),
    (config("Mimetic", part="output", heads=3, layout="torch"), [24, 24]), (config("VarianceScaling", mode="fan_geo_avg", nonlinearity="gelu"), [9, 31]),
    (config("HeNormal", fans={"convolution": "transposed", "layout": "torch", "groups": 2, "stride": 2}), [8, 4, 3, 3]),
    (config("GlorotUniform", fans={"jax": {"in_axis": [1], "out_axis": [2], "batch_axis": [0]}}), [4, 8, 5]),
    (config("TruncatedNormal", stddev=0.5, bounds=[-1.0, 3.0]), [11, 13]), (config("UnitForgetBias", initializer=NORMAL, value=2.0), [32]),
    (nested("Sparse", NORMAL, sparsity=0.4), [20, 12]), (nested("Sparse", NORMAL, sparsity=0.4, axis="rows"), [20, 12]),
    (nested("ZeroRows", NORMAL, rows=[0, 3]), [5, 6]), (nested("Scaled", config("MambaStateMatrix"), factor=0.3), [4, 16]),
    (nested("Transposed", config("HeNormal"), permutation=[3, 2, 0, 1]), [16, 8, 3, 3]), (nested("ICNR", config("HeNormal")), [3, 3, 4, 16]),
    (nested("ICNR", config("HeNormal"), layout="torch"), [16, 4, 3, 3]), (nested("Stacked", config("Orthogonal")), [4, 9, 6]),
    (nested("Concatenated", config("Orthogonal"), count=4), [12, 48]),
    (config("Concatenated", initializers=[NORMAL, config("HeUniform")], shares=[1, 3], axis=0), [16, 5]),
    (nested("SquareRoot", config("RandomUniform", minval=0.0, maxval=2.0)), [20, 12]),
] + [(config("HiPPO", measure=measure), [8, 8]) for measure in ("legs", "legt", "lagt", "fourier")]  # fmt: skip


def cases():
    for initializer in RANDOM + SCALINGS + [config(name) for name in FORMS]:
        for dtype in DTYPES:
            for seed in SEEDS:
                path = "" if seed == 0 else "encoder/kernel"
                yield {"initializer": initializer, "dtype": dtype, "seed": str(seed), "path": path, "shape": [3, 5, 7, 11]}
    for gain in (1.0, -1.5):
        for dtype in DTYPES:
            for shape in ([4, 4], [70, 30], [30, 70], [3, 3, 8, 16], [200, 130]):
                yield {"initializer": config("Orthogonal", gain=gain), "dtype": dtype, "seed": "42", "path": "", "shape": shape}
    for initializer in FIXED:
        for dtype in DTYPES:
            yield {"initializer": initializer, "dtype": dtype, "seed": "0", "path": "", "shape": [7, 3]}
    for dtype in DTYPES:
        yield {"initializer": config("Identity", gain=0.5), "dtype": dtype, "seed": "0", "path": "", "shape": [7, 7]}
    yield {"initializer": config("STFT", side="real", window="hann", scaling="density"),
           "dtype": "float32", "seed": "0", "path": "", "shape": [16, 1, 9]}
    for initializer, shape in OTHERS:
        for dtype in DTYPES:
            yield {"initializer": initializer, "dtype": dtype, "seed": "42", "path": "encoder/kernel", "shape": shape}
    # The far end of a tensor of 2^58 elements, where positions have most of their bits.
    for name in ("RandomUniform", "HeNormal"):
        for dtype in DTYPES:
            yield {"initializer": config(name), "dtype": dtype, "seed": "7", "path": "größe/κ", "shape": [2**29, 2**29],
                   "slice": [[2**29 - 3, 2**29], [2**29 - 5, 2**29]]}
    for name in ("RandomUniform", "RandomNormal", "TruncatedNormal"):
        for dtype in DTYPES:
            yield {"initializer": config(name), "dtype": dtype, "seed": "1", "path": "", "shape": [4096, 4096], "large": True}
    yield {"initializer": config("Orthogonal"), "dtype": "float32", "seed": "1", "path": "", "shape": [1000, 1000], "large": True}


def made(case, folder):
    """The bytes that the command makes for a case."""
    output = pathlib.Path(folder) / "tensor.npy"
    arguments = [COMMAND, "tensor", json.dumps(case["initializer"]), "--shape", "x".join(map(str, case["shape"])),
                 "--dtype", case["dtype"], "--seed", case["seed"], "--output", output, "--quiet"]
    if case["path"]:
        arguments += ["--path", case["path"]]
    if "slice" in case:
        arguments += ["--slice", ",".join(f"{low}:{high}" for low, high in case["slice"])]
    subprocess.run(arguments, check=True, capture_output=True)
    data = output.read_bytes()
    return data[10 + int.from_bytes(data[8:10], "little"):]


def unstated(stated, folder):
    """Cases of all other names that the command lists, with their defaults."""
    listed = json.loads(subprocess.run([COMMAND, "list", "--json"], check=True, capture_output=True).stdout)
    names = {case["initializer"]["class_name"] for case in stated}
    for name in [entry["class_name"] for entry in listed if entry["class_name"] not in names]:
        for dtype in DTYPES:
            case = {"initializer": config(name), "dtype": dtype, "seed": "42", "path": "encoder/kernel"}
            yield next(case | {"shape": shape} for shape in SHAPES if makes(case | {"shape": shape}, folder))


def makes(case, folder):
    try:
        return bool(made(case, folder))
    except subprocess.CalledProcessError:
        return False


def main():
    subprocess.run(["swift", "build", "-c", "release", "--product", "initialize"], check=True, cwd=ROOT)
    known = {}
    if VECTORS.exists():
        for case in json.loads(VECTORS.read_text())["cases"]:
            known[json.dumps({key: case[key] for key in case if key not in ("first", "sha256")})] = case
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        stated = list(cases())
        for case in stated + list(unstated(stated, folder)):
            data = made(case, folder)
            row = {**case, "first": data[:16].hex(), "sha256": hashlib.sha256(data).hexdigest()}
            if known.get(json.dumps(case), row) != row:
                raise SystemExit(f"value-breaking: {json.dumps(case, ensure_ascii=False)} gives other bytes than the frozen ones")
            rows.append(row)
    table = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    VECTORS.write_text('{"version": "native-1",\n"cases": [\n' + table + "\n]}\n")
    print(f"{len(rows)} cases")


if __name__ == "__main__":
    main()
