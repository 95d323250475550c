"""Changes of what stands at a zip archive's end, and before its start."""

import copy

from . import changed, declared
from .zip_text import CENTRAL, END, LARGE, LOCAL, LOCATOR, SMALL, Archive, Member

COUNTS = [0, 1, 2, 3, SMALL, SMALL - 1]


def other(archive):
    """An archive with one member, which is not like the first."""
    return Archive([Member(b"other.npy", archive.members[0].data if archive.members else b"")])


@changed("zip: a field of the end record")
def end_field(archive, chance):
    key = chance.choice(["disk", "start_disk", "count_here", "count", "directory", "offset", "comment_size"])
    if key in ("directory", "offset"):
        archive.end[key] = chance.choice([0, 1, LARGE, LARGE - 1, 22, 46, 100])
    else:
        archive.end[key] = chance.choice(COUNTS)


@changed("zip: both counts of members")
def counts(archive, chance):
    count = chance.choice(COUNTS)
    archive.end |= {"count": count, "count_here": count}


@changed("zip: a second end record")
def second_end(archive, chance):
    records = {"suffix": Archive([]).rendered(), "before_end": Archive([]).rendered(), "comment": Archive([]).rendered()}
    place = chance.choice(list(records))
    setattr(archive, place, records[place])


@changed("zip: an end record in the comment")
def end_in_comment(archive, chance):
    inner = copy.deepcopy(archive)
    inner.comment, inner.suffix = b"", b""
    start = inner.rendered().rindex(END)
    record = inner.rendered()[start:]
    record = chance.choice([record, Archive([]).rendered(), record[:20] + chance.choice([b"\1\0", b"\xff\xff", b"\0\0"])])
    tail = chance.choice([b"", b"x", b"xx"])
    archive.comment = chance.choice([b"", b"a=1\n", END]) + record + tail


@changed("zip: another archive after the first")
def archive_after(archive, chance):
    inner = other(archive)
    if chance.random() < 0.5:
        # Its places are counted from the start of the file.
        inner.shift = -len(archive.rendered())
    archive.suffix = inner.rendered()


@changed("zip: another archive before the first")
def archive_before(archive, chance):
    archive.prefix = other(archive).rendered()
    archive.shift = chance.choice([0, len(archive.prefix)])


@changed("zip: another archive in the comment")
def archive_in_comment(archive, chance):
    inner = other(archive)
    if chance.random() < 0.7:
        whole = copy.deepcopy(archive)
        whole.comment = whole.suffix = b""
        inner.shift = -len(whole.rendered())
    archive.comment = inner.rendered()


@changed("zip: bytes before the first member")
def prefix(archive, chance):
    archive.prefix = chance.choice([b"\0", b"x" * 4, b"#!/bin/sh\n", LOCAL, b"PK\x07\x08", b"PK00", bytes(64)])
    archive.shift = chance.choice([0, len(archive.prefix)])


@changed("zip: bytes after the end record")
def suffix(archive, chance):
    archive.suffix = chance.choice([b"\0", b"\n", bytes(4), bytes(22), b"x" * 100, END])


@changed("zip: bytes before the directory or after it")
def around_directory(archive, chance):
    place = chance.choice(["before_directory", "before_end"])
    setattr(archive, place, chance.choice([b"\0", bytes(16), CENTRAL, END, LOCATOR, b"PK\5\5\0\0", b"x" * 20]))


@changed("zip: two directories")
def two_directories(archive, chance):
    if not archive.members:
        return False
    listed = copy.copy(archive.members[0])
    listed.central = listed.central | {"name": chance.choice([b"other.npy", listed.name])}
    entry = listed.entry(0)
    size = sum(len(member.entry(0)) for member in archive.members)
    if chance.random() < 0.5:
        archive.before_directory = entry
        archive.end |= chance.choice([{}, {"directory": size + len(entry)}])
    else:
        archive.before_end = entry
        archive.end |= chance.choice([{}, {"directory": size + len(entry)}, {"count": len(archive.members) + 1,
                                                                             "count_here": len(archive.members) + 1},
                                      {"directory": size + len(entry), "count": len(archive.members) + 1,
                                       "count_here": len(archive.members) + 1}])


@changed("zip: a 64-bit end record too, with equal numbers")
def wide_end(archive, chance):
    archive.end64 = {}


@changed("zip: a 64-bit end record that is needed")
def wide_end_needed(archive, chance):
    archive.end64 = {}
    fields = {"count": SMALL, "count_here": SMALL, "directory": LARGE, "offset": LARGE}
    archive.end |= {key: fields[key] for key in chance.sample(list(fields), chance.randint(1, 4))}


@changed("zip: a 64-bit end record with other numbers")
def wide_end_other(archive, chance):
    archive.end64 = {chance.choice(["count", "count_here", "directory", "offset", "disk", "start_disk", "place", "disks", "locator_disk",
                                    "size"]): chance.choice([0, 1, 2, 44, 46, 100, SMALL, LARGE - 1])}
    if chance.random() < 0.5:
        archive.end |= {"offset": LARGE, "count": SMALL, "count_here": SMALL, "directory": LARGE}


@changed("zip: a 64-bit end record in another form")
def wide_end_form(archive, chance):
    archive.end64 = chance.choice([{"record": False}, {"mark": b"PK\6\x08"}, {"extra": bytes(8), "size": 52}, {"extra": bytes(8)},
                                   {"extra": b"PK\6\6" + bytes(52)}, {"size": 0}, {"size": 43}, {"size": 1 << 63}])
    if chance.random() < 0.5:
        archive.end |= {"offset": LARGE}


@changed("zip: a directory with another number of a disk or another size")
def entry_field(archive, chance):
    if not archive.members:
        return False
    key = chance.choice(["disk", "internal", "comment", "version", "made"])
    chance.choice(archive.members).central[key] = b"comment" if key == "comment" else chance.choice([1, SMALL, 2])


@changed("zip: a size of a name or a field that is wrong")
def inner_size(archive, chance):
    if not archive.members:
        return False
    member = chance.choice(archive.members)
    side = chance.choice([member.local, member.central])
    size = chance.choice(["name_size", "extra_size"] + (["comment_size"] if side is member.central else []))
    side[size] = chance.choice([0, 1, 4, 5, 6, 20, len(member.name) - 1, len(member.name) + 1, SMALL]) & SMALL


CHANGES = declared(globals())
