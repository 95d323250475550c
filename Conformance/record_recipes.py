"""Records how transformers and torchvision initialize small models, as what several draws of each parameter have in common.

Dumps the example manifests too.

`python record_recipes.py [NAME …]` records some of them.
"""

import json
import pathlib
import sys

import torch
import torchvision
import transformers

ROOT = pathlib.Path(__file__).parent.parent
FOLDER = ROOT / "Tests" / "Vectors" / "recipes"

T5 = {"vocab_size": 300, "d_model": 96, "d_kv": 32, "d_ff": 160, "num_layers": 3, "num_heads": 4}
BERT = {"vocab_size": 300, "hidden_size": 96, "intermediate_size": 192, "num_hidden_layers": 3, "num_attention_heads": 4,
        "max_position_embeddings": 64}
VIT = {"hidden_size": 96, "intermediate_size": 192, "num_hidden_layers": 3, "num_attention_heads": 4, "image_size": 32, "patch_size": 8}

# Name: class, sizes, its other arguments, attributes of the configuration that its constructor overrides.
TRANSFORMERS = {
    "gpt2": ("GPT2LMHeadModel", {"vocab_size": 300, "n_embd": 96, "n_layer": 3, "n_head": 4, "n_positions": 64}, {}, {}),
    "llama": ("LlamaForCausalLM", {"vocab_size": 300, "hidden_size": 96, "intermediate_size": 192, "num_hidden_layers": 3,
                                   "num_attention_heads": 4, "num_key_value_heads": 2}, {}, {}),
    "bert": ("BertForPreTraining", BERT, {}, {}),
    "vit": ("ViTForImageClassification", VIT, {}, {}),
    "vit-model": ("ViTModel", VIT, {"use_mask_token": True}, {}),
    "t5": ("T5ForConditionalGeneration", T5, {}, {}),
    # T5Config ties the embeddings whatever it is given.
    "t5-gated": ("T5ForConditionalGeneration", T5 | {"feed_forward_proj": "gated-gelu"}, {}, {"tie_word_embeddings": False}),
    "mamba": ("MambaForCausalLM", {"vocab_size": 300, "hidden_size": 96, "num_hidden_layers": 3}, {}, {}),
}

# Name: class, sizes, scalar type.
EXAMPLES = {
    "gpt2": ("GPT2LMHeadModel", {}, "float32"),
    "llama-3-70b": ("LlamaForCausalLM", {"vocab_size": 128256, "hidden_size": 8192, "intermediate_size": 28672, "num_hidden_layers": 80,
                                         "num_attention_heads": 64, "num_key_value_heads": 8}, "bfloat16"),
}


def rounded(value):
    """Nine digits, which tell all values of float32 apart."""
    return float(f"{float(value):.9g}")


def described(draws):
    """What the draws of one parameter have in common."""
    first = draws[0]
    values = torch.stack(draws).double()
    mean = values.mean()
    variance = ((values - mean) ** 2).mean()
    constant = values.min() == values.max()
    rows = values.reshape(len(draws), first.shape[0] if first.dim() else 1, -1)
    empty = (rows == 0).all(2).all(0).nonzero().flatten().tolist()
    zeros = "all" if not values.any() else empty or "none"
    record = {
        "shape": list(first.shape), "dtype": str(first.dtype).removeprefix("torch."),
        "mean": rounded(mean), "std": 0.0 if constant else rounded(variance.sqrt()),
        "kurtosis": None if constant else rounded(((values - mean) ** 4).mean() / variance ** 2),
        "min": rounded(values.min()), "max": rounded(values.max()), "zeros": zeros, "ones": bool((values == 1).all()),
    }
    if not constant and all(torch.equal(first, draw) for draw in draws):
        record["values"] = [rounded(value) for value in (first[0] if first.dim() > 1 else first).flatten()]
    return record


def record(name, peer, type_name, config, count, make, **more):
    """Writes what `count` models have in common."""
    draws, tied = [], {}
    for seed in range(count):
        torch.manual_seed(seed)
        model = make()
        draws.append(model.state_dict())
        tied = getattr(model, "all_tied_weights_keys", {})
    parameters = {key: described([draw[key] for draw in draws]) for key in draws[0]}
    result = {"peer": f"{peer} on torch {torch.__version__.split('+')[0]}", "class": type_name, "config": config, **more,
              "draws": count, "tied": tied, "parameters": parameters}
    (FOLDER / f"{name}.json").write_text(json.dumps(result, indent=1) + "\n")


def manifest(model, dtype):
    """The tensors that the model is saved with, in order, one a line: a tied one is saved under the name that it is tied to."""
    tied = model.all_tied_weights_keys
    tensors = {name: {"shape": list(value.shape), "dtype": dtype} for name, value in model.state_dict().items() if name not in tied}
    return "{\n" + ",\n".join(f"  {json.dumps(name)}: {json.dumps(tensor)}" for name, tensor in tensors.items()) + "\n}\n"


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    transformers.logging.set_verbosity_error()  # GPT-2's end of text is no token of so few.
    for name, (type_name, sizes, arguments, overrides) in TRANSFORMERS.items():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        model_type = getattr(transformers, type_name)

        def make():
            config = model_type.config_class(**sizes)
            for key, value in overrides.items():
                setattr(config, key, value)
            return model_type(config, **arguments)

        more = {"arguments": arguments} if arguments else {}
        record(name, f"transformers {transformers.__version__}", type_name, sizes | overrides, 16, make, **more)
    for name, (type_name, sizes, dtype) in EXAMPLES.items():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        model_type = getattr(transformers, type_name)
        with torch.device("meta"):
            model = model_type(model_type.config_class(**sizes))
        (ROOT / "Examples" / f"{name}.json").write_text(manifest(model, dtype))
    if not sys.argv[1:] or "resnet" in sys.argv[1:]:
        record("resnet", f"torchvision {torchvision.__version__.split('+')[0]}", "resnet50", {}, 4,
               lambda: torchvision.models.resnet50(weights=None))


if __name__ == "__main__":
    main()
