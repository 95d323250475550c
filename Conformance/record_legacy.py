"""Records models of tf.keras: their JSON, and the variables that tf.keras reports."""

import json
import pathlib

import legacy_zoo
import tf_keras

FOLDER = pathlib.Path(__file__).parent.parent / "Tests" / "Vectors" / "legacy"


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    recorded = legacy_zoo.SMALL + ["MobileNetV3Small", "EfficientNetB0"]
    for name, model in legacy_zoo.models():
        if name in recorded or getattr(legacy_zoo, name, None) in recorded:
            record = {"source": f"tf_keras {tf_keras.__version__}; record_legacy.py", "name": model.name,
                      "variables": legacy_zoo.described(model), "json": model.to_json()}
            (FOLDER / f"{name}.json").write_text(json.dumps(record) + "\n")


if __name__ == "__main__":
    main()
