"""Files as the common writers make them, and files that are slightly wrong, from a seed.

A `Case` is a folder's files, of which one is read, and the names of the changes that made them. `neutral` says that no change matters to a
reader: a file that is refused all the same is refused for no reason.
"""

import dataclasses
import random

from . import bits


@dataclasses.dataclass
class Case:
    files: dict
    read: str
    changes: list
    neutral: bool


class Format:
    """A format: its unchanged files, and its changes.

    `bases` make models of files, which `rendered` makes bytes of. A change alters a model, and returns False if there is nothing in it that
    could be changed so. Of the groups of changes each is drawn from as often.
    """

    def __init__(self, name, bases, changes, rendered):
        self.name, self.bases, self.changes, self.rendered = name, bases, changes, rendered
        self.flips = [(base, file, bit) for base, make in enumerate(bases) for file, content in rendered(make()).items()
                      for bit in range(8 * len(content))]

    def case(self, seed, index):
        """The case of a number: of four, one has a bit flipped, each in its turn, two have changes in their structure, and one has any."""
        chance = random.Random(f"{seed} {self.name} {index}")
        if index < len(self.bases):
            return self.made(self.bases[index](), [], True, [])
        if index % 4 == 0:
            # The step is prime, so that few cases are spread over all files and many reach every bit.
            base, file, bit = self.flips[index // 4 * 7919 % len(self.flips)]
            return self.made(self.bases[base](), ["bit flipped"], False, [lambda files: bits.flip(files, file, bit)])
        model, names, neutral, after = chance.choice(self.bases)(), [], True, []
        for _ in range(1 if index % 4 < 3 else chance.randint(1, 3)):
            if index % 4 == 3 and chance.random() < 0.4:
                name, change = chance.choice(bits.CHANGES)
                names.append(name)
                after.append(lambda files, change=change: change(files, chance))
                neutral = False
                continue
            group = chance.choice(self.changes)
            name, change, harmless = chance.choice(group)
            if change(model, chance) is not False:
                names.append(name)
                neutral &= harmless
        return self.made(model, names, neutral, after)

    def made(self, model, names, neutral, after):
        files = self.rendered(model)
        read = next(iter(files))
        for alter in after:
            alter(files)
        return Case(files, read, names, neutral)


def changed(name, neutral=False):
    """Declares a change by its name in the report."""

    def named(function):
        function.change = (name, function, neutral)
        return function

    return named


def declared(names):
    """The changes that a module declares, as one group."""
    return [value.change for value in names.values() if hasattr(value, "change")]


def formats():
    from . import index, npy, npz, safetensors

    return {format.name: format for format in (safetensors.FORMAT, npz.FORMAT, npy.FORMAT, index.FORMAT)}
