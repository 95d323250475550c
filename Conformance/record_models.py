"""Records models of the zoo: their JSON, and the variables and saved weights that Keras reports; and the example model.

`python record_models.py [NAME …]` records some of them.
"""

import json
import pathlib
import sys
import tempfile

import model_zoo  # first, as it chooses Keras's backend
import h5py
import keras
import numpy as np

ROOT = pathlib.Path(__file__).parent.parent


def saved(model):
    """The groups of the file that Keras saves the model's weights in: path, name of the layer, positions of the variables."""
    # Every variable is filled with its position, which small numbers of every type hold.
    for position, variable in enumerate(model.weights):
        is_addition = "lora_" in variable.path
        variable.assign(np.full(variable.shape, 0 if is_addition else position))
    groups = []

    def add(path, item):
        if isinstance(item, h5py.Group) and "name" in item.attrs:
            positions = []
            for key in sorted(item, key=int):
                value = np.asarray(item[key])
                if value.dtype.kind == "V":
                    # bfloat16: the upper half of a float32.
                    value = (value.view(np.uint16).astype(np.uint32) << 16).view(np.float32)
                positions.append(int(value.ravel()[0]))
            groups.append([path, item.attrs["name"], positions])

    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/m.weights.h5"
        model.save_weights(path)
        with h5py.File(path) as file:
            file.visititems(add)
    return groups


def main():
    folder = ROOT / "Tests" / "Vectors" / "models"
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in model_zoo.models():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        text = model.to_json()
        if name == "ResNet50":
            (ROOT / "Examples" / "resnet50.json").write_text(text + "\n")
            text = None  # the example is read instead
        record = {"source": f"keras {keras.__version__} on {keras.backend.backend()}; record_models.py", "name": model.name,
                  "variables": model_zoo.described(model), "json": text}
        if len(model.weights) < 256:
            record["saved"] = saved(model)
        (folder / f"{name}.json").write_text(json.dumps(record) + "\n")


if __name__ == "__main__":
    main()
