"""Compares models of tf.keras with the command: `python3 Conformance/check_legacy.py`.

For every model of legacy_zoo.py, from its JSON as it is, and without the shapes that its layers were built with, as older versions
wrote it: names, shapes, scalar types and order are compared with what tf.keras reports. The same for the models of model_zoo.py, from the
JSON in the .h5 files that Keras 3 saves them in, with what Keras 3 reports.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import environment


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


def unique_rows(described):
    """What Keras reports, with unique paths."""
    return [[path, *rest] for path, (_, *rest) in zip(environment.unique(row[0] for row in described), described)]


def main():
    import legacy_zoo

    tool, failures = environment.command(), 0
    with tempfile.TemporaryDirectory() as folder:
        for name, model in legacy_zoo.models():
            described = unique_rows(legacy_zoo.described(model))
            text = model.to_json()
            bare = json.dumps(without_shapes(json.loads(text)))
            faults = []
            for source, form in [(text, "with shapes"), (bare, "without shapes")]:
                ours = variables(tool, source, folder)
                if isinstance(ours, str):
                    faults.append(f"{form}: {ours.strip()}")
                    continue
                faults += [f"{form}: {a} is not {b}" for a, b in zip(ours, described) if a != b][:3]
                if len(ours) != len(described):
                    faults.append(f"{form}: {len(ours)} variables, not {len(described)}")
            failures += len(faults)
            print(f"{name:28}{len(described):>6} variables {'equal' if not faults else 'DIFFERENT'}", flush=True)
            for fault in faults:
                print("    " + fault)
        import h5py
        import model_zoo

        for name, model in model_zoo.models():
            try:
                model.save(f"{folder}/m.h5")
            except ValueError as error:  # Keras cannot save two layers of one name.
                print(f"{name:28} not saved: {error}")
                continue
            with h5py.File(f"{folder}/m.h5") as file:
                ours = variables(tool, file.attrs["model_config"], folder)
            described = unique_rows(model_zoo.described(model))
            failures += ours != described
            print(f"{name:28}{len(described):>6} variables {'equal' if ours == described else 'DIFFERENT'}", flush=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main() if "--installed" in sys.argv else environment.in_environment(__file__)
