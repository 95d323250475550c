"""Records models of the zoo: their JSON, and the variables that Keras reports; and the example model."""

import json
import pathlib

import model_zoo  # first, as it chooses Keras's backend
import keras

ROOT = pathlib.Path(__file__).parent.parent


def main():
    folder = ROOT / "Tests" / "Vectors" / "models"
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in model_zoo.models():
        text = model.to_json()
        if name == "ResNet50":
            (ROOT / "Examples" / "resnet50.json").write_text(text + "\n")
            text = None  # the example is read instead
        record = {"source": f"keras {keras.__version__} on {keras.backend.backend()}; record_models.py", "name": model.name,
                  "variables": model_zoo.described(model), "json": text}
        (folder / f"{name}.json").write_text(json.dumps(record) + "\n")


if __name__ == "__main__":
    main()
