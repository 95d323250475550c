"""JSON as a tree of tokens, each of which may be wrong.

Objects keep their members in a list of [key, value], where keys and plain values are the bytes that are written: what no writer of JSON
makes can be made too.
"""

import json
import re


class Object(list):
    pass


class Array(list):
    pass


def tree(value):
    """The tree of a Python value."""
    if isinstance(value, dict):
        return Object([json.dumps(key, ensure_ascii=False).encode(), tree(part)] for key, part in value.items())
    if isinstance(value, list):
        return Array(tree(part) for part in value)
    return value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()


class Text:
    """A document: its tree, and how it is written."""

    def __init__(self, value):
        self.root, self.space, self.around = tree(value), lambda: b"", (b"", b"")
        # Tokens before and after chosen values: [a value's identity, before, after].
        self.beside = []

    def rendered(self):
        return self.around[0] + self.value(self.root) + self.around[1]

    def value(self, node):
        space = self.space
        if isinstance(node, Object):
            text = b"{" + space() + (b"," + space()).join(
                key + space() + b":" + space() + self.value(part) + space() for key, part in node) + b"}"
        elif isinstance(node, Array):
            text = b"[" + space() + (b"," + space()).join(self.value(part) + space() for part in node) + b"]"
        else:
            text = node
        for other, before, after in self.beside:
            if other is node:
                text = before + text + after
        return text

    def places(self, wanted=lambda node: True):
        """Where values stand: (container, position, value)."""
        found, waiting = [], [self.root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, list):
                for position, part in enumerate(node):
                    value = part[1] if isinstance(node, Object) else part
                    if wanted(value):
                        found.append((node, position, value))
                    waiting.append(value)
        return found

    def any(self, chance, wanted):
        places = self.places(wanted)
        return chance.choice(places) if places else None

    def objects(self, chance):
        """An object with members; that at the root half of the time, since it has the names."""
        others = [value for _, _, value in self.places(lambda value: isinstance(value, Object) and value)]
        if not isinstance(self.root, Object) or not self.root:
            return chance.choice(others) if others else None
        return chance.choice(others) if others and chance.random() < 0.5 else self.root


def put(place, value):
    container, position, _ = place
    if isinstance(container, Object):
        container[position][1] = value
    else:
        container[position] = value


def is_number(value):
    return isinstance(value, bytes) and re.fullmatch(rb"-?\d+", value)


def is_string(value):
    return isinstance(value, bytes) and value[:1] == b'"'


def escaped(text, chance):
    """A string with one of its characters escaped."""
    letters = [at for at in range(1, len(text) - 1) if text[at:at + 1].isalnum()]
    if not letters or b"\\" in text:
        return None
    at = chance.choice(letters)
    code = f"{text[at]:04x}"
    return text[:at] + b"\\u" + (code if chance.random() < 0.5 else code.upper()).encode() + text[at + 1:]
