"""Files of safetensors: eight bytes of size, a header in JSON, the bytes of tensors."""

import copy
import functools

from . import Format, changed, declared, json_changes, json_text
from .json_text import Array, Object, Text

BYTES = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2, "I64": 8, "I32": 4, "I16": 2, "I8": 1, "U64": 8, "U32": 4, "U16": 2, "U8": 1, "BOOL": 1}
OTHER_TYPES = ["F8_E4M3", "F8_E5M2", "F8_E8M0", "F4", "F6_E2M3", "F6_E3M2", "C64", "f32", "F32 ", "F128", "I4", "", "float32", "F32\\u0000",
               "Bool", "BF16"]


def size(dtype, shape):
    return functools.reduce(lambda product, length: product * length, shape, BYTES[dtype])


class Safetensors:
    def __init__(self, tensors, metadata=None, alignment=8, start=1):
        header, end, self.data = {}, 0, b""
        if metadata is not None:
            header["__metadata__"] = metadata
        for name, (dtype, shape) in tensors.items():
            count = size(dtype, shape)
            header[name] = {"dtype": dtype, "shape": list(shape), "data_offsets": [end, end + count]}
            self.data += bytes((start + end + at) % (2 if dtype == "BOOL" else 251) for at in range(count))
            end += count
        self.text, self.alignment, self.padding, self.encoding, self.off, self.said = Text(header), alignment, b" ", None, 0, None

    def entries(self):
        """The members that describe tensors, and the members of each by their keys."""
        members = self.text.root if isinstance(self.text.root, Object) else []
        found = [(member, {part[0][1:-1]: part for part in member[1]}) for member in members if isinstance(member[1], Object)]
        return [(member, parts) for member, parts in found
                if {b"dtype", b"shape", b"data_offsets"} <= parts.keys() and isinstance(parts[b"data_offsets"][1], Array)
                and isinstance(parts[b"shape"][1], Array)]

    def header(self):
        text = self.text.rendered()
        if self.encoding:
            text = text.decode(errors="replace").encode(self.encoding, errors="replace")
        return text + self.padding * (-len(text) % self.alignment)

    def rendered(self):
        header = self.header()
        count = len(header) + self.off if self.said is None else self.said
        return (count % (1 << 64)).to_bytes(8, "little") + header + self.data


def some(model, chance):
    entries = model.entries()
    return chance.choice(entries) if entries else (None, None)


def number(value):
    return str(value).encode()


@changed("safetensors: another alignment of the header", neutral=True)
def alignment(model, chance):
    model.alignment = chance.choice([1, 2, 16, 64, 256])


@changed("safetensors: the header ends with other than spaces")
def padding(model, chance):
    model.padding, model.alignment = chance.choice([b"\0", b"\n", b"\t", b"x", b"\v", b"}", b"\xc2"]), 64


@changed("safetensors: another size of the header")
def header_size(model, chance):
    model.off = chance.choice([-1, 1, -2, 2, 8, -8, 1 << 32, 1 << 63, 100])


@changed("safetensors: a size of the header that is too large or none")
def header_size_limit(model, chance):
    model.said = chance.choice([0, 1, 2, 100_000_000, 100_000_001, (1 << 63) - 1, 1 << 63, (1 << 64) - 1, (1 << 64) - 8])


@changed("safetensors: another encoding of the header")
def encoding(model, chance):
    model.encoding = chance.choice(json_changes.ENCODINGS)


@changed("safetensors: another type of a tensor")
def dtype(model, chance):
    member, parts = some(model, chance)
    if member is None:
        return False
    parts[b"dtype"][1] = b'"%s"' % chance.choice([*BYTES, *OTHER_TYPES]).encode()


@changed("safetensors: another shape of as many elements")
def reshaped(model, chance):
    member, parts = some(model, chance)
    if member is None:
        return False
    shape = parts[b"shape"][1]
    chance.choice([lambda: shape.reverse(), lambda: shape.insert(0, b"1"), lambda: shape.append(b"1"), lambda: shape.insert(0, b"-1"),
                   lambda: shape.extend([b"-1", b"-1"]), lambda: shape.clear()])()


@changed("safetensors: a shape whose product overflows")
def overflow(model, chance):
    member, parts = some(model, chance)
    if member is None:
        return False
    shape, offsets = parts[b"shape"][1], parts[b"data_offsets"][1]
    shape[:] = chance.choice([[1 << 32, 1 << 32], [1 << 63, 2], [1 << 62, 4], [(1 << 64) - 1], [1 << 61, 8], [0, 1 << 63], [1 << 63, 0],
                              [0, 1 << 64], [1 << 33, 1 << 33, 0],
                              [1 << 32, 1 << 32, 1], [0, -1], [(1 << 62) + 1], [1 << 60, 1 << 60, 0]])
    shape[:] = map(number, shape)
    if chance.random() < 0.7 and len(offsets) == 2:
        offsets[1] = offsets[0]


@changed("safetensors: offsets that overlap, leave gaps or run backwards")
def offsets(model, chance):
    entries = model.entries()
    if not entries:
        return False
    one, other = chance.choice(entries)[1], chance.choice(entries)[1]
    offsets = one[b"data_offsets"][1]
    if len(offsets) != 2:
        return False
    moved = [number(int(value) + 4) if json_text.is_number(value) else value for value in offsets]
    offsets[:] = chance.choice([offsets[::-1], list(other[b"data_offsets"][1]), [*offsets, b"0"], offsets[:-1], [b"0", *offsets], moved])


@changed("safetensors: a gap between the bytes of tensors")
def gap(model, chance):
    at = chance.choice([0, 4, 8, 12, 24])
    count = chance.choice([1, 4, 8])
    model.data = model.data[:at] + b"\x55" * count + model.data[at:]
    for _, parts in model.entries():
        offsets = parts[b"data_offsets"][1]
        if all(map(json_text.is_number, offsets)) and int(offsets[0]) >= at:
            offsets[:] = [number(int(value) + count) for value in offsets]


def added(model, name, dtype, shape, start, end):
    entry = Object([[b'"dtype"', b'"%s"' % dtype], [b'"shape"', Array(map(number, shape))],
                    [b'"data_offsets"', Array([number(start), number(end)])]])
    model.text.root.append([b'"' + name + b'"', entry])


@changed("safetensors: a tensor without elements", neutral=True)
def empty(model, chance):
    if not isinstance(model.text.root, Object):
        return False
    at = chance.choice([0, len(model.data)])
    added(model, b"empty%d" % len(model.text.root), b"F32", chance.choice([[0], [0, 3], [3, 0]]), at, at)


@changed("safetensors: a tensor without elements, inside or beyond the bytes")
def empty_inside(model, chance):
    if not isinstance(model.text.root, Object):
        return False
    at = chance.choice([1, 4, 8, len(model.data) + 1, len(model.data) + 4, 1 << 40, 1 << 63, (1 << 64) - 1])
    added(model, b"empty", b"F32", [0], at, at)


@changed("safetensors: a tensor of no bytes that has elements")
def nothing(model, chance):
    if not isinstance(model.text.root, Object):
        return False
    added(model, b"nothing", b"F32", chance.choice([[1], [], [-0]]), len(model.data), len(model.data))


@changed("safetensors: bytes after the last tensor")
def trailing(model, chance):
    model.data += chance.choice([b"\0", bytes(8), b"\n", b"\x55" * 4])


@changed("safetensors: bytes of the last tensor missing")
def short(model, chance):
    model.data = model.data[:-chance.choice([1, 4, 8])]


@changed("safetensors: facts of the file in another form")
def metadata(model, chance):
    if not isinstance(model.text.root, Object):
        return False
    forms = [b"null", b"{}", b"[]", b"0", b'""', b'{"a":null}', b'{"a":1}', b'{"a":true}', b'{"a":{}}', b'{"a":[]}', b'{"a":"1","a":"2"}',
             b'{"a":"1","\\u0061":"2"}', b'{"":""}',
             b'{"a":"\\u0000"}', b'{"a":"\\ud800"}', b'{"a":"\xff"}', '{"é":"1","e\u0301":"2"}'.encode(), '{"e\u0301":"\u212b"}'.encode(),
             b'{"a":"\t"}', b'{"a":"x"}']
    members = [member for member in model.text.root if member[0] != b'"__metadata__"' or chance.random() < 0.3]
    members.insert(chance.choice([0, len(members)]), [chance.choice([b'"__metadata__"'] * 4 + [b'"__metadata\\u005f_"', b'"__METADATA__"']),
                                                      chance.choice(forms)])
    model.text.root[:] = members


@changed("safetensors: facts of the file twice")
def metadata_twice(model, chance):
    if not isinstance(model.text.root, Object):
        return False
    for form in chance.sample([b"null", b"{}", b'{"a":"1"}', b'{"a":"2"}', b'{"b":"3"}'], 2):
        model.text.root.insert(chance.choice([0, len(model.text.root)]), [chance.choice([b'"__metadata__"', b'"__metadata\\u005f_"']),
                                                                          form])


@changed("safetensors: a field of a tensor twice")
def field_twice(model, chance):
    member, parts = some(model, chance)
    if member is None:
        return False
    key, value = copy.deepcopy(chance.choice(member[1]))
    other = {b'"dtype"': [b'"F32"', b'"I32"', b'"F16"'], b'"shape"': [Array([b"1"]), Array([b"2", b"1"]), Array()],
             b'"data_offsets"': [Array([b"0", b"4"]), Array([b"4", b"8"]), Array([b"0", b"8"])]}.get(key, [b"1"])
    member[1].insert(chance.choice([0, len(member[1])]), [json_text.escaped(key, chance) if chance.random() < 0.2 else key,
                                                          chance.choice([value, *other])])


@changed("safetensors: a tensor as a list of its fields")
def as_list(model, chance):
    # Derived readers of Rust take the fields of a structure in their order too.
    member, parts = some(model, chance)
    if member is None:
        return False
    member[1] = Array([value for _, value in member[1]])


def on_text(changes):
    return [(name, lambda model, chance, change=change: change(model.text, chance), neutral) for name, change, neutral in changes]


BASES = [
    lambda: Safetensors({"a": ("F32", (2,)), "b.weight": ("I32", (1, 2)), "c": ("BF16", ())}),
    lambda: Safetensors({"a": ("F32", (2,)), "b": ("F32", (2,)), "ab": ("I32", (2,)), "z": ("F32", (0, 3))}, {"format": "pt", "a": "1"}),
    lambda: Safetensors({"x": ("F16", (3,)), "é/ключ": ("U8", (2, 2)), "m": ("BOOL", (4,)), "i": ("I64", (1,)), "d": ("F64", (1,))},
                        {"é": "ü"}, alignment=1),
    lambda: Safetensors({}),
    lambda: Safetensors({}, {"format": "np"}),
]
OWN = declared(globals())
FORMAT = Format("safetensors", BASES, [OWN, on_text(json_changes.CHANGES)],
                lambda model: {"file.safetensors": model.rendered()})
