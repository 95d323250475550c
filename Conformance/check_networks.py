"""Compares every network of `keras.applications` with the command: `python3 Conformance/check_networks.py`.

Names, shapes, scalar types and order of all variables, of the networks as they are and in a few of their variants, are compared with what Keras on JAX reports.
"""

import inspect
import os
import sys
import tempfile

import environment
import check_legacy

VARIANTS = [("MobileNet", {"alpha": 0.5}), ("MobileNetV2", {"alpha": 1.4, "include_top": False, "pooling": "avg"}),
            ("MobileNetV3Small", {"minimalistic": True}), ("MobileNetV3Large", {"include_preprocessing": False}),
            ("ResNet50", {"include_top": False}), ("VGG16", {"classes": 10, "input_shape": (64, 64, 3)}),
            ("EfficientNetV2B0", {"include_preprocessing": False}), ("ConvNeXtTiny", {"include_top": False}),
            ("NASNetMobile", {"include_top": False}), ("Xception", {"input_shape": (96, 96, 3), "include_top": False})]


def main():
    os.environ["KERAS_BACKEND"] = "jax"
    import keras
    import model_zoo

    networks = sorted(name for name, value in vars(keras.applications).items()
                      if inspect.isfunction(value) and "weights" in inspect.signature(value).parameters)
    tool, failures = environment.command(), 0
    with tempfile.TemporaryDirectory() as folder:
        for name, options in [(name, {}) for name in networks] + VARIANTS:
            keras.backend.clear_session()
            model = getattr(keras.applications, name)(weights=None, **options)
            described = model_zoo.described(model)
            ours = check_legacy.variables(tool, model.to_json(), folder)
            failures += ours != described
            print(f"{name:20} {options or ''} {len(described)} variables {'equal' if ours == described else 'DIFFERENT'}", flush=True)
            if ours != described:
                print("   ", ours if isinstance(ours, str) else [pair for pair in zip(ours, described) if pair[0] != pair[1]][:2])
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main() if "--installed" in sys.argv else environment.in_environment(__file__)
