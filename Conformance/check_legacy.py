"""Compares models of tf.keras with the command: `python3 Conformance/check_legacy.py`.

For every model of legacy_zoo.py, from its JSON as it is and with the shapes taken out that its layers were built with, as older versions
wrote it: shapes, scalar types and order are compared with what tf.keras reports, and paths with what Keras 3 gives the variables when it reads that JSON.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import check


def without_shapes(value):
    """The JSON without any build_config."""
    if isinstance(value, list):
        return [without_shapes(element) for element in value]
    if isinstance(value, dict):
        return {key: without_shapes(element) for key, element in value.items() if key != "build_config"}
    return value


def variables(tool, text, folder):
    path = pathlib.Path(folder) / "m.json"
    path.write_text(text)
    result = subprocess.run([tool, "model", path, "--dry-run", "--quiet"], capture_output=True, text=True)
    if result.returncode:
        return result.stderr
    rows = [line.split("\t")[:3] for line in result.stdout.splitlines()]
    return [[name, [] if shape == "scalar" else [int(size) for size in shape.split("x")], dtype] for name, shape, dtype in rows]


def keras3_paths(text):
    """The paths that Keras 3 gives; nothing where it cannot read the JSON."""
    from keras.src.legacy.saving import saving_utils

    try:
        return [v.path for v in saving_utils.model_from_config(json.loads(text)).weights]
    except Exception as error:
        return f"{type(error).__name__}: {str(error).splitlines()[0]}"


def main():
    import legacy_zoo

    tool, failures = check.command(), 0
    with tempfile.TemporaryDirectory() as folder:
        for name, model in legacy_zoo.models():
            described = legacy_zoo.described(model)
            text = model.to_json()
            bare = json.dumps(without_shapes(json.loads(text)))
            faults = []
            for source, form in [(text, "with shapes"), (bare, "without shapes")]:
                ours = variables(tool, source, folder)
                if isinstance(ours, str):
                    faults.append(f"{form}: {ours.strip()}")
                    continue
                faults += [f"{form}: {a} is not {b}" for a, b in zip(ours, described) if a[1:] != b[1:]][:3]
                if len(ours) != len(described):
                    faults.append(f"{form}: {len(ours)} variables, not {len(described)}")
                paths = list(check.unique(keras3_paths(text))) if not isinstance(keras3_paths(text), str) else keras3_paths(text)
                if isinstance(paths, str):
                    print("   ", paths)
                else:
                    faults += [f"{form}: {a[0]} is {b} in Keras 3" for a, b in zip(ours, paths) if a[0] != b][:3]
            failures += len(faults)
            print(f"{name:28}{len(described):>6} variables {'equal' if not faults else 'DIFFERENT'}", flush=True)
            for fault in faults:
                print("    " + fault)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main() if "--installed" in sys.argv else check.in_environment(__file__)
