"""Compares random models with live Keras: `python3 Conformance/check_random.py [COUNT [FIRST]]`.

Names, shapes, scalar types and order of the variables of each model are compared with what Keras on JAX reports; weights with seeds with what it initializes; and
the command's .weights.h5 file is loaded into it. Prints the models that differ, by their numbers.
"""

import sys
import tempfile

import environment
import check_legacy
import check_models


def main(count, first):
    import random_models
    import model_zoo

    tool, failures, made = environment.command("HDF5"), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(first, first + count):
            try:
                model = random_models.model(seed)
            except Exception:
                continue  # Keras does not take every argument with every other.
            made += 1
            described = check_legacy.unique_rows(model_zoo.described(model))
            ours = check_legacy.variables(tool, model.to_json(), folder)
            if isinstance(ours, str):
                faults = [ours.strip()]
            else:
                faults = [f"{a} is not {b}" for a, b in zip(ours, described) if a != b]
                if len(ours) != len(described):
                    faults.append(f"{len(ours)} variables, not {len(described)}")
            if not faults:
                for check_part in (lambda: check_models.differences(model, tool, folder, "jax")[2],
                                   lambda: check_models.loaded(model, tool, folder)):
                    try:
                        faults += check_part()
                    except Exception as error:
                        faults.append(f"{type(error).__name__}: {str(error)[:300]}")
            failures += bool(faults)
            for fault in faults[:3]:
                print(f"model {seed}: {fault}", flush=True)
    print(f"{made - failures} of {made} models equal")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    if "--installed" in sys.argv:
        numbers = [int(argument) for argument in sys.argv[1:] if argument != "--installed"]
        main(*(numbers + [100, 0][len(numbers):]))
    else:
        environment.in_environment(__file__)
