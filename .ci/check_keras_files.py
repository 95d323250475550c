"""Checks the files that Keras loads, for recorded models, as a stranger would: with h5py and NumPy."""

import io
import json
import pathlib
import subprocess
import sys
import zipfile

import h5py
import numpy as np

command, folder = sys.argv[1:]
models = pathlib.Path(__file__).parent.parent / "Tests/Vectors/models"


def make(source, ending):
    output = f"{folder}/model.{ending}"
    subprocess.run([command, "model", source, "--seed", "7", "--output", output, "--quiet"], check=True)
    return output


def check(file, record, arrays):
    """Every group that Keras saves variables in has them, with the values of the .npz file."""
    count = 0
    for path, layer, positions in record["saved"]:
        if not positions:
            continue
        assert file[path].attrs["name"] == layer, path
        assert sorted(file[path], key=int) == [str(index) for index in range(len(positions))], path
        for index, position in enumerate(positions):
            dataset, expected = file[path][str(index)], arrays[arrays.files[position]]
            assert dataset.shape == expected.shape, (path, index)
            assert dataset.dtype == expected.dtype, (path, index, dataset.dtype, expected.dtype)
            assert np.asarray(dataset).tobytes() == expected.tobytes(), (path, index)
            assert (expected.dtype.kind == "V") == (dataset.attrs.get("dtype") == "bfloat16"), (path, index)
            count += 1
    return count


for name in ["cells", "dense_policies", "embeddings", "low_rank", "wrappers", "repeated_paths"]:
    record = json.loads((models / f"{name}.json").read_text())
    source = pathlib.Path(folder) / "model.json"
    source.write_text(record["json"])
    arrays = np.load(make(source, "npz"))
    with h5py.File(make(source, "weights.h5")) as file:
        count = check(file, record, arrays)
    with zipfile.ZipFile(make(source, "keras")) as archive:
        assert archive.testzip() is None
        assert archive.read("config.json").decode() == record["json"]
        with h5py.File(io.BytesIO(archive.read("model.weights.h5"))) as file:
            assert check(file, record, arrays) == count
    print(f"{name}: {count} datasets are where Keras looks for them")
