"""Compares sharded files and recipes with their readers: `python3 Conformance/check_sharded.py [--command PATH]`.

For a small GPT-2 and a small Llama the command makes files from a manifest. safetensors, transformers and the reader of
torch.distributed.checkpoint for Hugging Face's format open them: names, shapes, types and the index are compared with the manifest, values
with each other, whole files with shards, and slices with torch.chunk.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import warnings

import environment

INDEX = "model.safetensors.index.json"


def models():
    """Recipes, and models of theirs on the meta device. The odd vocabulary has no equal halves."""
    import torch
    from transformers import GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM

    gpt2 = GPT2Config(vocab_size=301, n_embd=64, n_layer=3, n_head=4, n_positions=32, bos_token_id=0, eos_token_id=0)
    llama = LlamaConfig(vocab_size=301, hidden_size=64, intermediate_size=96, num_hidden_layers=3, num_attention_heads=4,
                        num_key_value_heads=2)
    with torch.device("meta"):
        return [("gpt2", GPT2LMHeadModel(gpt2)), ("llama", LlamaForCausalLM(llama))]


def manifest(model):
    """The tensors that the model is saved with: a tied one is saved under the name that it is tied to."""
    return {name: {"shape": list(value.shape), "dtype": "float32"} for name, value in model.state_dict().items()
            if name not in model.all_tied_weights_keys}


def made(tool, folder, tensors, recipe, *options):
    """A new folder with the command's files."""
    folder.mkdir()
    source = folder.with_suffix(".json")
    source.write_text(json.dumps(tensors))
    subprocess.run([tool, "model", source, "--recipe", recipe, "--seed", "3", *options, "--output", folder / "model.safetensors",
                    "--quiet"], check=True)
    return folder


def stored(folder):
    """The tensors of all files of a folder, and the names of the files that each is in."""
    from safetensors.torch import load_file

    tensors, places = {}, {}
    for file in sorted(folder.glob("*.safetensors")):
        for name, tensor in load_file(file).items():
            tensors[name] = tensor
            places.setdefault(name, []).append(file.name)
    return tensors, places


def differences(ours, theirs, what):
    """Faults: names and values that are not the same."""
    import torch

    if set(ours) != set(theirs):
        return [f"{what}: names differ: {sorted(set(ours) ^ set(theirs))[:3]}"]
    return [f"{what}: {name} differs" for name in ours
            if ours[name].dtype != theirs[name].dtype or not torch.equal(ours[name], theirs[name])][:3]


def index_faults(folder, tensors, shards):
    """Faults of the files and of the index, by what the manifest says."""
    values, places = stored(folder)
    faults = [] if set(values) == set(tensors) else [f"names differ: {sorted(set(values) ^ set(tensors))[:3]}"]
    faults += [f"{name} has shape {list(values[name].shape)} and type {values[name].dtype}" for name in set(values) & set(tensors)
               if list(values[name].shape) != tensors[name]["shape"] or str(values[name].dtype) != "torch.float32"]
    faults += [f"{name} is in {files}" for name, files in places.items() if len(files) > 1]
    files = sorted(file.name for file in folder.glob("*.safetensors"))
    if files != [f"model-{i + 1:05}-of-{shards:05}.safetensors" for i in range(shards)]:
        faults.append(f"the files are {files}")
    index = json.loads((folder / INDEX).read_text())
    if index["weight_map"] != {name: files[0] for name, files in places.items()}:
        faults.append("weight_map differs from the files")
    if index["metadata"]["total_size"] != sum(value.nbytes for value in values.values()):
        faults.append(f"total_size is {index['metadata']['total_size']}")
    return faults


def transformers_faults(folder, model):
    """Faults of what transformers loads."""
    import torch

    model.config.save_pretrained(folder)
    loaded, report = type(model).from_pretrained(folder, dtype=torch.float32, output_loading_info=True)
    faults = [f"transformers: {kind}: {sorted(map(str, keys))[:3]}" for kind, keys in report.items() if keys]
    values, _ = stored(folder)
    tied = model.all_tied_weights_keys
    expected = {name: values[source] for name in model.state_dict() if (source := tied.get(name, name)) in values}
    faults += [f"transformers: {name} is not tied" for name, source in tied.items()
               if loaded.get_parameter(name) is not loaded.get_parameter(source)]
    return faults + differences(loaded.state_dict(), expected, "transformers")


def distributed_faults(folder, tensors):
    """Faults of what torch.distributed.checkpoint loads, in one process."""
    import torch
    import torch.distributed.checkpoint as dcp
    from torch.distributed.checkpoint.api import CheckpointException
    from torch.distributed.checkpoint.hf_storage import HuggingFaceStorageReader

    loaded = {name: torch.full(tensor["shape"], torch.nan) for name, tensor in tensors.items()}
    warnings.filterwarnings("ignore", "torch.distributed is disabled")
    try:
        dcp.load(loaded, storage_reader=HuggingFaceStorageReader(str(folder)), no_dist=True)
    except CheckpointException as error:
        return [f"torch.distributed.checkpoint: {error.failures[0][0]}"]
    return differences(loaded, stored(folder)[0], "torch.distributed.checkpoint")


def slice_faults(tool, folder, tensors, recipe):
    """Faults of slices for tensor parallelism, of the tensors that are matrices: DTensor cuts as torch.chunk does."""
    import torch

    matrices = {name: tensor for name, tensor in tensors.items() if len(tensor["shape"]) == 2}
    whole, _ = stored(made(tool, folder / "matrices", matrices, recipe))
    faults = []
    for part, count in [(0, 2), (1, 2), (3, 4)]:
        ours, _ = stored(made(tool, folder / f"part-{part}-{count}", matrices, recipe, "--part", f"*.weight=0:{part}/{count}"))
        theirs = {name: torch.chunk(value, count)[part] for name, value in whole.items()}
        faults += differences(ours, theirs, f"slice {part}/{count}")
    return faults


def main(tool):
    import transformers

    transformers.utils.logging.disable_progress_bar()
    failures = 0
    for recipe, model in models():
        tensors = manifest(model)
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            sharded = made(tool, folder / "sharded", tensors, recipe, "--shards", "3")
            whole, _ = stored(made(tool, folder / "whole", tensors, recipe))
            single, _ = stored(made(tool, folder / "single", tensors, recipe, "--shards", "1"))
            checks = {
                "files and index": index_faults(sharded, tensors, 3),
                "transformers": transformers_faults(sharded, model),
                "torch.distributed.checkpoint": distributed_faults(sharded, tensors),
                "whole, in one shard, in three": differences(whole, stored(sharded)[0], "three shards")
                + differences(whole, single, "one shard"),
                "slices": slice_faults(tool, folder, tensors, recipe),
            }
        for title, faults in checks.items():
            failures += len(faults)
            print(f"{recipe:8}{title:32}{'equal' if not faults else 'DIFFERENT'}", flush=True)
            for fault in faults:
                print("    " + fault)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    if "--installed" in sys.argv:
        parser = argparse.ArgumentParser()
        parser.add_argument("--installed", action="store_true", help=argparse.SUPPRESS)
        parser.add_argument("--command", default=environment.ROOT / ".build" / "release" / "initialize", help="the built command")
        main(parser.parse_args().command)
    else:
        environment.in_environment(__file__)
