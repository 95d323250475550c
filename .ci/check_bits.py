"""The same bits, however they are made: `check_bits.py [--static]` builds the command in debug and release, with `--static` also with Swift's
libraries in it, and prints a table of hashes of one model's values: by build, instruction set, threads, whole, in slices and in shards.

Fails if one is not the hash that every machine makes, or if `check_arm64` finds that NEON's loops make other bits. Sets that the processor lacks are
left out and named. `check_bits.py --command FILE` asks a command that was built elsewhere, on a machine that may have nothing but Python.
"""

import argparse
import hashlib
import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).parent.parent
MODEL = {
    "uniform": {"shape": [300, 1111], "initializer": "glorot_uniform"},
    "normal": {"shape": [70, 33, 129], "initializer": {"class_name": "RandomNormal", "config": {"mean": 0.1, "stddev": 2.0}}},
    "truncated": {"shape": [3, 3, 64, 130], "initializer": "he_normal", "dtype": "bfloat16"},
    "cut": {"shape": [100_001], "initializer": {"class_name": "TruncatedNormal", "config": {"bounds": [-1.0, 3.0]}}, "dtype": "float64"},
    "orthogonal": {"shape": [260, 200], "initializer": "orthogonal"},
    "wide": {"shape": [70, 5, 200], "initializer": {"class_name": "Orthogonal", "config": {"column_axis": 0}}, "dtype": "float64"},
    "convolution": {"shape": [3, 3, 20, 40], "initializer": "convolution_orthogonal", "dtype": "float16"},
    "gates": {"shape": [64, 256], "initializer": {"class_name": "concatenated", "config": {"initializer": "orthogonal"}}},
    "turned": {"shape": [300, 200], "initializer": {"class_name": "transposed", "config": {"initializer": "he_uniform"}}},
    "positions": {"shape": [300, 64], "initializer": "sinusoidal_positions"},
    "steps": {"shape": [4097], "initializer": "mamba_time_step_bias"},
    "sparse": {"shape": [128, 300], "initializer": "sparse"},
}

# Of the values of this model on every machine; the stream's version is frozen, and so is this.
EXPECTED = "501c708fd49b1d36"
# The flags by which Linux says that an x86-64 processor has a set.
FLAGS = {"plain": set(), "baseline": set(), "avx2": {"avx2"}, "avx512": {"avx512f", "avx512dq", "avx512bw", "avx512vl"}}


def available():
    """The sets of this processor, as far as it says."""
    try:
        text = pathlib.Path("/proc/cpuinfo").read_text()
    except OSError:
        return ["plain", "baseline"]
    flags = set(next((line.split(":")[1].split() for line in text.splitlines() if line.startswith("flags")), []))
    return [name for name, needed in FLAGS.items() if needed <= flags]


def build(*options):
    subprocess.run(["swift", "build", "--product", "initialize", *options], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    found = subprocess.run(["swift", "build", "--show-bin-path", *options], cwd=ROOT, check=True, capture_output=True, text=True)
    return pathlib.Path(found.stdout.strip()) / "initialize"


def tensors(path):
    """The bytes of a safetensors file's tensors, by name."""
    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + size])
    return {name: data[8 + size + entry["data_offsets"][0] : 8 + size + entry["data_offsets"][1]] for name, entry in header.items() if name != "__metadata__"}


def digest(values):
    hashed = hashlib.sha256()
    for name in sorted(MODEL):
        hashed.update(values[name])
    return hashed.hexdigest()[:16]


def made(command, model, folder, instructions, threads, how):
    environment = os.environ | ({"INITIALIZERS_INSTRUCTION_SET": instructions} if instructions else {})
    arguments = [command, "model", model, "--seed", "42", "--threads", str(threads), "--quiet"]
    run = lambda *more: subprocess.run([*arguments, *more], check=True, env=environment, capture_output=True)
    if how == "whole":
        run("--output", folder / "x.safetensors")
        return tensors(folder / "x.safetensors")
    values = {}
    if how == "shards":
        # Shards are not written beside the file of a whole model, which readers would take for them.
        (folder / "shards").mkdir(exist_ok=True)
        for shard in range(5):
            run("--shard", f"{shard}/5", "--output", folder / "shards" / "x.safetensors")
            values |= tensors(folder / "shards" / f"x-{shard + 1:05}-of-00005.safetensors")
        return values
    # Slices of the first axis, put together again.
    for part in range(3):
        run("--part", f"*=0:{part}/3", "--output", folder / "x.safetensors")
        for name, data in tensors(folder / "x.safetensors").items():
            values[name] = values.get(name, b"") + data
    return values


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    builds = arguments.add_mutually_exclusive_group()
    builds.add_argument("--static", action="store_true")
    builds.add_argument("--command", type=pathlib.Path, metavar="FILE")
    options = arguments.parse_args()
    if options.command:
        builds = [("given", options.command.resolve())]
    else:
        builds = [("debug", build("-c", "debug")), ("release", build("-c", "release"))]
    if options.static:
        builds.append(("static", build("-c", "release", "--static-swift-stdlib", "--scratch-path", ".build-static")))
    table = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        model = folder / "m.json"
        model.write_text(json.dumps(MODEL))
        for name, command in builds:
            for instructions in (*available(), ""):
                threads = range(1, 9) if name in ("release", "given") and instructions == "" else (1, 3)
                for count in threads:
                    for how in ("whole", "slices", "shards") if instructions == "" else ("whole",):
                        row = (name, instructions or "selected", count, how)
                        table.append((*row, digest(made(command, model, folder, instructions, count, how))))
    print("| build | instructions | threads | made | sha256 |\n| --- | --- | ---: | --- | --- |")
    for row in table:
        print("| " + " | ".join(map(str, row)) + " |")
    if not options.command:
        # NEON's loops, emulated, must be those of every instruction set here: it compares them, and is left out where it cannot be run.
        emulated = subprocess.run([ROOT / ".ci/check_arm64"], check=True, capture_output=True, text=True).stdout.splitlines()
        print(f"NEON under qemu: {emulated[-1]}")
    if lacking := FLAGS.keys() - available():
        print(f"this processor ({platform.machine()}) lacks: {', '.join(sorted(lacking))}")
    others = {row[-1] for row in table} - {EXPECTED}
    sys.exit(f"{sorted(others)} and not {EXPECTED}" if others else None)


if __name__ == "__main__":
    main()
