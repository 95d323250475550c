"""What other readers find in a file, in one form for all: a sorted list of [name, type, shape, bytes], names and bytes in hexadecimal, and the
facts that the file records, or None where a reader has none.

A reader that refuses raises an error; one that has no view of a file gives None.
"""

import io
import json
import os
import struct
import zipfile

import numpy as np
import safetensors

SAFETENSORS_TYPES = {"float32": "F32", "float64": "F64", "float16": "F16", "bfloat16": "BF16", "int8": "I8", "int16": "I16", "int32": "I32",
                     "int64": "I64", "uint8": "U8",
                     "uint16": "U16", "uint32": "U32", "uint64": "U64", "bool": "BOOL"}
# NumPy has no bfloat16, and reads two bytes of no kind.
NUMPY_TYPES = {"float32": "<f4", "float64": "<f8", "float16": "<f2", "bfloat16": "|V2", "int8": "|i1", "int16": "<i2", "int32": "<i4",
               "int64": "<i8", "uint8": "|u1",
               "uint16": "<u2", "uint32": "<u4", "uint64": "<u8", "bool": "|b1"}


class Refused(Exception):
    pass


def hexadecimal(text):
    return text.encode(errors="surrogatepass").hex()


def facts(values):
    return {hexadecimal(key): hexadecimal(value) for key, value in values.items()}


def described(name, array):
    if not isinstance(array, np.ndarray):
        raise Refused(f"is no array, but {type(array).__name__}")
    kind = array.dtype.str if array.dtype.names is None else repr(array.dtype)
    return [hexadecimal(name), kind, list(array.shape), array.tobytes().hex()]


def deserialized(path):
    """What safetensors' reader of memory finds."""
    with open(path, "rb") as file:
        return [[hexadecimal(name), entry["dtype"], list(entry["shape"]), bytes(entry["data"]).hex()] for name,
                entry in safetensors.deserialize(file.read())]


def safetensors_file(path):
    with safetensors.safe_open(path, framework="np") as file:
        metadata, parts = file.metadata() or {}, {name: file.get_slice(name) for name in file.keys()}
        opened = sorted([hexadecimal(name), part.get_dtype(), list(part.get_shape())] for name, part in parts.items())
    found = sorted(deserialized(path))
    if [entry[:3] for entry in found] != opened:
        raise Refused("is read by safetensors in two ways")
    return found, facts(metadata)


def safetensors_json(path):
    """The header by Python's json, as programs read it that want no tensors or have no package for them."""
    with open(path, "rb") as file:
        content = file.read()
    start = 8 + int.from_bytes(content[:8], "little")
    header = json.loads(content[8:start].decode())
    metadata = header.pop("__metadata__", None) or {}
    found = []
    for name, entry in header.items():
        first, last = entry["data_offsets"]
        found.append([hexadecimal(name), entry["dtype"], entry["shape"], content[start + first:start + last].hex()])
    return sorted(found), facts(metadata)


def index(path):
    """The tensors that transformers loads by an index: those of all files it names, which must hold what it says they hold."""
    with open(path, encoding="utf-8") as file:
        said = json.loads(file.read())
    names = sorted(set(said["weight_map"].values()))
    # transformers writes into the facts.
    metadata = said["metadata"]
    metadata["weight_map"] = said["weight_map"].copy()
    found, places = [], set()
    for name in names:
        tensors, _ = safetensors_file(os.path.join(os.path.dirname(path), name))
        found += tensors
        places |= {(tensor[0], name) for tensor in tensors}
    for tensor, name in said["weight_map"].items():
        if (hexadecimal(tensor), name) not in places:
            raise Refused("has an index that names a tensor which its file lacks")
    return sorted(found), None


def npy(path):
    return [described("tensor", np.load(path, allow_pickle=False))], None


def comment_facts(comment):
    """The lines `key=value` that this project writes into an archive's comment."""
    lines = [line.split("=", 1) for line in comment.decode(errors="replace").split("\n")]
    return facts(dict(line for line in lines if len(line) == 2))


def npz(path):
    with open(path, "rb") as file:
        if file.read(2) != b"PK":
            raise Refused("is no archive to NumPy")
    with np.load(path, allow_pickle=False) as archive:
        return sorted(described(name, archive[name]) for name in archive.files), comment_facts(archive.zip.comment)


def local_headers(path):
    """The members by the headers before them, as programs read an archive that comes through a pipe."""
    with open(path, "rb") as file:
        content = file.read()
    at, found = 0, []
    while content[at:at + 4] == b"PK\3\4":
        flags, method, check, stored, size, name_size, extra_size = struct.unpack_from("<6xHH4xIIIHH", content, at)
        if flags & 8:
            return None
        start = at + 30 + name_size + extra_size
        name, extra = content[at + 30:at + 30 + name_size], content[at + 30 + name_size:start]
        while len(extra) >= 4:
            kind, count = struct.unpack_from("<HH", extra)
            if kind == 1 and count >= 16 and stored == size == 0xFFFF_FFFF:
                size, stored = struct.unpack_from("<QQ", extra, 4)
            extra = extra[4 + count:]
        data = content[start:start + stored]
        if method or flags & 1 or stored != size or len(data) != size or zipfile.crc32(data) != check:
            raise Refused("has a member whose own header is wrong")
        text = name.decode("utf-8" if flags & 0x800 else "cp437")
        array = np.lib.format.read_array(io.BytesIO(data), allow_pickle=False)
        found.append(described(text.removesuffix(".npy"), array))
        at = start + stored
    if content[at:at + 4] not in (b"PK\1\2", b"PK\5\6", b"PK\6\6"):
        raise Refused("has bytes between its members")
    return sorted(found), None


# The first of each format is the one whose takings are counted; what this project accepts must read so in all.
PEERS = {
    "safetensors": ({"safetensors": safetensors_file, "json": safetensors_json}, SAFETENSORS_TYPES),
    "npz": ({"numpy": npz, "local headers": local_headers}, NUMPY_TYPES),
    "npy": ({"numpy": npy}, NUMPY_TYPES),
    "index": ({"json and safetensors": index}, SAFETENSORS_TYPES),
}
