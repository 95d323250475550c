"""Compares whole models with live Keras: `python3 Conformance/check_models.py [jax tensorflow torch numpy]`.

For every backend of Keras, in a process of its own: every initializer of every small model of the zoo gets a seed, Keras builds
the model from that JSON, and each weight that has a seed, or is not random, is compared bit for bit with the command's, made with the
backend's name; or to rounding where backends differ in it (TOLERANCES). On JAX, weights then go the other way, also those of whole networks: Keras loads the command's .weights.h5 and .keras files, and must hold the command's
values. The command is built with the trait HDF5. A backend that is not installed is left out, and said to be.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import environment


# What backends round in their own ways: orthogonal matrices; Fourier transforms, whose sines' arguments, some hundreds, are themselves
# rounded; PyTorch's square roots.
TOLERANCES = {"rthogonal": 1e-6, "STFT": 4e-5, "SquareRoot": 1.2e-7}

# PyTorch cannot have a dot in the name of a layer.
NOT_ON = {"jax": [], "tensorflow": [], "torch": ["preprocessing"], "numpy": []}


def seeded(value, counter):
    """The JSON with a seed for every random initializer."""
    if isinstance(value, list):
        return [seeded(element, counter) for element in value]
    if not isinstance(value, dict):
        return value
    value = {key: seeded(element, counter) for key, element in value.items()}
    if "seed" in value.get("config", {}) and value.get("module") == "keras.initializers":
        counter[0] += 1
        value["config"]["seed"] = counter[0]
    return value


def run(tool, *arguments):
    return subprocess.run([tool, *arguments], check=True, capture_output=True, text=True).stdout


def differences(model, tool, folder, backend):
    """How many weights were compared and how many differ, for a model built from JSON whose initializers have seeds."""
    import keras
    import ml_dtypes
    import numpy as np

    text = json.dumps(seeded(json.loads(model.to_json()), [0]))
    path, output = f"{folder}/m.json", f"{folder}/m.npz"
    pathlib.Path(path).write_text(text)
    built = keras.models.model_from_json(text)
    run(tool, "model", path, "--seed", "1", "--backend", f"keras-{backend}", "--output", output, "--quiet")
    listed = run(tool, "model", path, "--dry-run", "--quiet", "--backend", f"keras-{backend}").splitlines()
    arrays = np.load(output)
    compared, left_out, wrong = 0, 0, []
    for variable, line in zip(built.weights, listed, strict=True):
        name, _, dtype, initializer = line.split("\t")
        ours = arrays[name].view(ml_dtypes.bfloat16) if dtype == "bfloat16" else arrays[name]
        theirs = np.asarray(keras.ops.convert_to_numpy(variable.value))
        if dtype == "bfloat16" and theirs.dtype != ours.dtype:
            theirs = theirs.astype(ml_dtypes.bfloat16)
        # Without its 64-bit mode JAX makes float32 of float64; what has no seed is different every time.
        if theirs.dtype != ours.dtype or '"seed":null' in initializer.replace(" ", ""):
            left_out += 1
            continue
        compared += 1
        if ours.shape != theirs.shape:
            wrong.append(f"{name}: shape {ours.shape}, not {theirs.shape}")
        elif any(word in initializer for word in TOLERANCES):
            allowed = next(TOLERANCES[word] for word in TOLERANCES if word in initializer)
            if np.abs(ours - theirs).max(initial=0) > allowed * max(1, np.abs(theirs).max(initial=0)):
                wrong.append(f"{name}: {np.abs(ours - theirs).max()} away")
        elif ours.tobytes() != theirs.tobytes():
            wrong.append(f"{name}: {int((ours != theirs).sum())} of {ours.size} values differ: {initializer}")
    return compared, left_out, wrong


def loaded(model, tool, folder):
    """What Keras gets wrong when it loads the command's files of a model."""
    import keras
    import ml_dtypes
    import numpy as np

    archive, json_file = f"{folder}/m.keras", f"{folder}/m.json"
    model.save(archive)
    pathlib.Path(json_file).write_text(model.to_json())
    faults = []
    for source, ending in [(json_file, "weights.h5"), (archive, "weights.h5"), (archive, "keras"), (json_file, "keras")]:
        output, arrays = f"{folder}/w.{ending}", f"{folder}/w.npz"
        for file in (output, arrays):
            run(tool, "model", source, "--seed", "7", "--output", file, "--quiet")
        if ending == "keras":
            filled = keras.models.load_model(output)
        else:
            model.load_weights(output)
            filled = model
        arrays = np.load(arrays)
        for variable, name in zip(filled.weights, arrays.files, strict=True):
            # Low-rank additions are saved as a part of the kernel, and are zero.
            if "lora_" in name:
                continue
            theirs = np.asarray(keras.ops.convert_to_numpy(variable.value))
            ours = arrays[name]
            if ours.dtype.kind == "V":
                ours = ours.view(ml_dtypes.bfloat16)
            # JAX makes float32 of float64.
            if not np.array_equal(ours.astype(theirs.dtype), theirs):
                faults.append(f"{name} from {source[-5:]} to {ending}")
    return faults


def live(backend, tool):
    os.environ["KERAS_BACKEND"] = backend
    import model_zoo

    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, model in model_zoo.models(small_only=backend != "jax", left_out=NOT_ON[backend]):
            is_small = model.count_params() < 100_000
            compared, left_out, wrong = differences(model, tool, folder, backend) if is_small else (0, 0, [])
            faults = loaded(model, tool, folder) if backend == "jax" else []
            failures += len(wrong) + len(faults)
            print(f"{backend:12}{name:28}{compared - len(wrong):>6} of {compared} equal, {left_out} without a seed"
                  + (f", files {'loaded' if not faults else 'WRONG'}" if backend == "jax" else ""), flush=True)
            for fault in (wrong + faults)[:5]:
                print("    " + fault)
    sys.exit(1 if failures else 0)


def main(backends):
    tool, failed = environment.command("HDF5"), False
    for backend in backends or ["jax", "tensorflow", "torch", "numpy"]:
        process = subprocess.run([sys.executable, __file__, "--live", backend, tool],
                                 env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"})
        failed |= process.returncode != 0
    sys.exit(failed)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--live"]:
        live(*sys.argv[2:])
    elif "--installed" in sys.argv:
        main([argument for argument in sys.argv[1:] if argument != "--installed"])
    else:
        environment.in_environment(__file__)
