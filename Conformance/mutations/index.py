"""Indices of shards, and the shards beside them."""

from . import Format, changed, declared, json_changes, json_text, safetensors
from .json_text import Object, Text
from .safetensors import Safetensors

NAME = "model.safetensors.index.json"


class Index:
    """An index, and its shards by their names."""

    def __init__(self, shards, metadata):
        self.shards = {name: Safetensors(tensors, {"format": "pt"}, start=10 * number)
                       for number, (name, tensors) in enumerate(shards.items())}
        self.encoding = None
        names = {tensor: name for name, tensors in shards.items() for tensor in tensors}
        total = sum(safetensors.size(*tensor) for tensors in shards.values() for tensor in tensors.values())
        self.text = Text({"metadata": metadata | {"total_size": total}, "weight_map": names})

    def map(self):
        """The object that says where tensors are, if it still is one."""
        members = self.text.root if isinstance(self.text.root, Object) else []
        return next((value for key, value in members if key == b'"weight_map"' and isinstance(value, Object) and value), None)

    def rendered(self):
        text = self.text.rendered()
        if self.encoding:
            text = text.decode(errors="replace").encode(self.encoding, errors="replace")
        return {NAME: text} | {name: shard.rendered() for name, shard in self.shards.items()}


@changed("index: another encoding")
def encoding(model, chance):
    model.encoding = chance.choice(json_changes.ENCODINGS)


@changed("index: lines and an end as of a writer", neutral=True)
def pretty(model, chance):
    model.text.space, model.text.around = lambda: chance.choice([b" ", b"\n  "]), (b"", b"\n")


@changed("index: a tensor is said to be in another file")
def other_file(model, chance):
    places = model.map()
    if places is None:
        return False
    names = [b'"%s"' % name.encode() for name in model.shards]
    chance.choice(places)[1] = chance.choice([*names, b'"model-00009-of-00009.safetensors"', b'""', b'"."', b'".."'])


@changed("index: a file by another path")
def path(model, chance):
    places = model.map()
    if places is None:
        return False
    name = chance.choice(list(model.shards)).encode()
    new = chance.choice([b"./" + name, b"x/../" + name, name + b"\\u0000", name + b"\\u0000x", name.upper(), b" " + name, name + b" ",
                         name + b"/", b"/" + name, b"..\\\\" + name,
                         name.replace(b"model", b"mod\\u0065l"), b"file:" + name, name + b"?", b"%6d" + name[1:]])
    for member in places:
        if member[1] == b'"%s"' % name:
            member[1] = b'"%s"' % new
            if chance.random() < 0.5:
                break


@changed("index: a tensor that no file has")
def phantom(model, chance):
    places = model.map()
    if places is None:
        return False
    places.append([b'"phantom"', chance.choice(places)[1]])


@changed("index: a tensor of a file is not said")
def unsaid(model, chance):
    places = model.map()
    if places is None:
        return False
    places.pop(chance.randrange(len(places)))


@changed("index: a tensor twice, in different files")
def twice(model, chance):
    places = model.map()
    if places is None:
        return False
    member = chance.choice(places)
    key = json_text.escaped(member[0], chance) if chance.random() < 0.3 else member[0]
    places.insert(chance.choice([0, len(places)]), [key or member[0], b'"%s"' % chance.choice(list(model.shards)).encode()])


@changed("index: weight_map twice")
def map_twice(model, chance):
    places = model.map()
    if places is None:
        return False
    part = chance.choice([Object(), Object([chance.choice(places)]), Object(places), b"null", b"[]"])
    model.text.root.insert(chance.choice([0, len(model.text.root)]), [chance.choice([b'"weight_map"', b'"weight\\u005fmap"']), part])


@changed("index: facts in another form")
def facts(model, chance):
    if not isinstance(model.text.root, Object):
        return False
    forms = [b"null", b"{}", b"[]", b"0", b'"x"', b'{"total_size":0}', b'{"total_size":null}', b'{"total_size":"24"}',
             b'{"total_size":1e400}', b'{"total_size":-1}', b'{"total_size":24.0}',
             b'{"total_parameters":null}', b'{"total_parameters":1.5}', b'{"x":"y"}', b'{"total_size":NaN}', b'{"x":NaN}', b'{"x":01}',
             b'{"x":"\\ud800"}', b"true"]
    model.text.root[:] = [member for member in model.text.root if member[0] != b'"metadata"' or chance.random() < 0.2]
    if chance.random() < 0.9:
        model.text.root.insert(chance.choice([0, len(model.text.root)]), [b'"metadata"', chance.choice(forms)])


@changed("index: further facts", neutral=True)
def further_facts(model, chance):
    members = model.text.root if isinstance(model.text.root, Object) else []
    owner = next((value for key, value in members if key == b'"metadata"' and isinstance(value, Object)), None)
    if owner is None:
        return False
    value = chance.choice([b'"pt"', b"1.5", b"null", b"[1]", b'{"a":"b"}'])
    owner.insert(chance.randint(0, len(owner)), [b'"format%d"' % len(owner), value])


@changed("index: a tensor in two files")
def in_two(model, chance):
    shards = list(model.shards.values())
    chance.shuffle(shards)
    one, other = shards[0], shards[-1]
    if one is other or not one.entries() or not isinstance(other.text.root, Object):
        return False
    member = chance.choice(one.entries())[0]
    safetensors.added(other, member[0][1:-1], b"F32", [1], len(other.data), len(other.data) + 4)
    other.data += b"\x77" * 4


@changed("index: a name composed here and decomposed there")
def composition(model, chance):
    places = model.map()
    if places is None:
        return False
    name = chance.choice(places)
    old = name[0]
    forms = [old[:-1] + "é".encode() + b'"', old[:-1] + "e\u0301".encode() + b'"']
    chance.shuffle(forms)
    name[0] = forms[0]
    for shard in model.shards.values():
        for member, _ in shard.entries():
            if member[0] == old:
                member[0] = forms[1]


@changed("index: a shard missing")
def missing(model, chance):
    model.shards.pop(chance.choice(list(model.shards)))


def on_shard(changes):
    def wrapped(change):
        def on(model, chance):
            return change(chance.choice(list(model.shards.values())), chance) if model.shards else False

        return on

    # What is harmless in a file by itself may add a tensor that the index does not name.
    return [("shard: " + name, wrapped(change), neutral and "without elements" not in name) for name, change, neutral in changes]


FIRST, SECOND = "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"
BASES = [
    lambda: Index({FIRST: {"a": ("F32", (2,)), "b": ("F32", (2,))}, SECOND: {"c": ("F32", (2,))}}, {}),
    lambda: Index({FIRST: {"a": ("F32", (1,))}, SECOND: {"é": ("F32", (1,))}}, {"total_parameters": 2}),
    lambda: Index({"x.safetensors": {"a": ("F32", (1,)), "ab": ("F16", (2,))}, "y.safetensors": {"b": ("I32", (1,))},
                   "z.safetensors": {"c": ("U8", (3,))}}, {"format": "pt"}),
]
OWN = declared(globals())
JSON = safetensors.on_text(json_changes.CHANGES)
FORMAT = Format("index", BASES, [OWN, JSON, on_shard(safetensors.OWN + JSON)], lambda model: model.rendered())
