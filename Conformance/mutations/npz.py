"""Archives of NumPy's files."""

import struct
import unicodedata
import zlib

from . import Format, changed, declared, npy, zip_records
from .zip_text import DESCRIPTOR, LARGE, LOCAL, SMALL, Archive, Member, extra, wide


def plain(tensors, comment=b""):
    """As this project and many writers make archives."""
    return Archive([Member(f"{name}.npy".encode(), npy.Array(descr, shape, start=10 * number).rendered())
                    for number, (name, (descr, shape)) in enumerate(tensors.items())], comment)


def numpy(tensors, hidden):
    """As NumPy does: sizes of 64 bits before the bytes, which newer versions of Python write there only."""
    archive = plain(tensors)
    for member in archive.members:
        member.fields["version"] = 45 if hidden else 20
        member.local["extra"] = wide(len(member.data), len(member.data))
        if hidden:
            member.local |= {"size": LARGE, "stored": LARGE}
    return archive


def some(archive, chance):
    return chance.choice(archive.members) if archive.members else None


def on_member(name, neutral=False):
    """Declares a change of one member."""

    def named(function):
        def change(archive, chance):
            member = some(archive, chance)
            return False if member is None else function(archive, member, chance)

        return changed(name, neutral)(change)

    return named


def sides(member, chance):
    """The header, the directory's entry, or both."""
    return chance.choice([[member.local], [member.central], [member.local, member.central]])


@on_member("npz: another time, system or mode", neutral=True)
def times(archive, member, chance):
    member.fields |= {"time": chance.randrange(SMALL), "date": chance.randrange(SMALL), "made": chance.choice([20, 45, 0x031E, 0x0A14]),
                      "external": chance.choice([0, 0x81A4_0000, 0x20])}


@on_member("npz: header and directory have different names")
def names_differ(archive, member, chance):
    chance.choice([member.local, member.central])["name"] = chance.choice([
        b"z.npy", member.name[:-4], member.name.upper(), member.name + b"\0", b"./" + member.name, some(archive, chance).name, b"",
        member.name.replace(b".npy", b".npY")])


NAMES = [lambda name: name[:-4], lambda name: name + b".npy", lambda name: name[:-4] + b"\0.npy", lambda name: name + b"\0x",
         lambda name: b"x\\" + name, lambda name: b"/" + name, lambda name: b"./" + name,
         lambda name: b"../" + name, lambda name: b"x/../" + name, lambda name: b"x//" + name, lambda name: name[:-4] + b".NPY",
         lambda name: b".npy", lambda name: b"", lambda name: name[:-4] + b"/",
         lambda name: name + b"/", lambda name: b"C:" + name, lambda name: b" " + name, lambda name: name + b" ",
         lambda name: b"\xef\xbb\xbf" + name, lambda name: name.replace(b".", b"\n."),
         lambda name: b"a/b/" + name, lambda name: b"\xff" + name, lambda name: b"\xed\xa0\x80" + name, lambda name: b"..npy",
         lambda name: b"...npy", lambda name: b"x/.npy", lambda name: b"\x7f" + name,
         lambda name: b"__MACOSX/._" + name, lambda name: name[:-4] + b".npz"]


@on_member("npz: an unusual name")
def unusual_name(archive, member, chance):
    member.name = chance.choice(NAMES)(member.name)
    member.fields["flags"] = chance.choice([0, 0x800])


@on_member("npz: a name beyond ASCII without its flag, or with it needlessly")
def flag_of_name(archive, member, chance):
    name = chance.choice(["é", "e\u0301", "ключ", "\u212b", "a"])
    member.name = f"{name}.npy".encode(chance.choice(["utf-8"] * 3 + ["cp437"]), errors="replace")
    for side in sides(member, chance):
        side["flags"] = chance.choice([0, 0x800])


@on_member("npz: a name that is composed and one that is not")
def composed(archive, member, chance):
    name = chance.choice(["é", "Å", "ﬁ"])
    for form in ("NFC", "NFD", "NFKC")[:chance.choice([2, 3])]:
        new = Member(f"{unicodedata.normalize(form, name)}.npy".encode(), member.data)
        new.fields["flags"] = 0x800
        archive.members.append(new)


@on_member("npz: a member twice")
def twice(archive, member, chance):
    other = Member(member.name, chance.choice([member.data, npy.Array("<f4", (1,), start=99).rendered(), some(archive, chance).data]))
    archive.members.insert(chance.choice([0, len(archive.members)]), other)
    if chance.random() < 0.3:
        archive.order = [*archive.members]
        archive.order.remove(chance.choice([member, other]))


@on_member("npz: a member with and one without .npy")
def both_names(archive, member, chance):
    name = chance.choice([member.name[:-4], member.name + b".npy", member.name.upper(), b"./" + member.name])
    archive.members.insert(chance.choice([0, len(archive.members)]), Member(name, npy.Array("<f4", (1,), start=99).rendered()))


@on_member("npz: a member that is no array")
def no_array(archive, member, chance):
    name = chance.choice([b"x.npy", b"readme.txt", b"x", b"d/", b"x.npy/"])
    content = chance.choice([b"", b"text", b"PK\3\4", b"\x80\x04K\x01."])
    archive.members.insert(chance.randint(0, len(archive.members)), Member(name, content))


@on_member("npz: a field of a Unicode path")
def unicode_path(archive, member, chance):
    name = chance.choice([b"other.npy", member.name, "ü.npy".encode(), some(archive, chance).name])
    field = extra(0x7075, struct.pack("<BI", chance.choice([1, 1, 1, 2]), zlib.crc32(chance.choice([member.name, member.name, name])))
                  + name)
    for side in sides(member, chance):
        side["extra"] = side.get("extra", b"") + field


FIELDS = [extra(0x5455, b"\1" + bytes(4)), extra(0x5455, b"\3" + bytes(8)), extra(0x7875, b"\1\4" + bytes(4) + b"\4" + bytes(4)),
          extra(0xCAFE, b""), extra(0xD935, bytes(6)), extra(0x9901, b"\2\0AE\3\0\0"),
          extra(0x6375, b"\1" + bytes(4) + b"comment"), extra(0x0017, bytes(8)), extra(0x000A, bytes(32)), b"\0", b"\0\0", bytes(3),
          b"\1\0\x10\0", b"xx\xff\xff", bytes(4), extra(0x2605, bytes(20))]


@on_member("npz: another field at a header's end")
def other_field(archive, member, chance):
    field = chance.choice(FIELDS)
    for side in sides(member, chance):
        side["extra"] = chance.choice([side.get("extra", b"") + field, field + side.get("extra", b"")])


@on_member("npz: 64-bit sizes of a member")
def wide_member(archive, member, chance):
    count = len(member.data)
    for side in sides(member, chance):
        fields = ["size", "stored", "offset"] if side is member.central else ["size", "stored"]
        hidden = chance.sample(fields, chance.randint(0, len(fields)))
        side |= {key: LARGE for key in hidden}
        side["extra"] = chance.choice([wide(), wide(count), wide(count, count), wide(count, count, 0), wide(count + 1, count),
                                       wide(count, count - 1), wide(count, count, 0) + bytes(4), wide(1 << 63, 1 << 63),
                                       wide(count, count) + wide(0, 0), wide(0, 0) + wide(count, count), extra(1, bytes(7)),
                                       wide(count, count)[:-4]])


@on_member("npz: as NumPy writes into a pipe")
def streamed(archive, member, chance):
    for member in archive.members:
        member.fields |= {"flags": member.fields["flags"] | 8, "version": 45}
        member.local |= {"crc": 0, "size": LARGE, "stored": LARGE, "extra": wide(0, 0)}
        member.after = DESCRIPTOR + struct.pack("<IQQ", zlib.crc32(member.data), len(member.data), len(member.data))


@on_member("npz: sizes behind a member")
def descriptor(archive, member, chance):
    for side in sides(member, chance):
        side["flags"] = member.fields["flags"] | 8
    if chance.random() < 0.7:
        member.local |= {"crc": 0, "size": 0, "stored": 0}
    count, check = len(member.data), zlib.crc32(member.data)
    record = struct.pack(chance.choice(["<III", "<IQQ"]), check ^ chance.choice([0, 0, 1]),
                         *(count + chance.choice([0, 0, 0, 1]) for _ in range(2)))
    member.after = chance.choice([DESCRIPTOR, b""]) + record


@on_member("npz: flags of a member")
def flags(archive, member, chance):
    bit = 1 << chance.randrange(16)
    for side in sides(member, chance):
        side["flags"] = member.fields["flags"] ^ bit


@on_member("npz: compressed")
def compressed(archive, member, chance):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    member.stored = packer.compress(member.data) + packer.flush()
    member.fields["method"] = 8


@on_member("npz: another method said")
def method(archive, member, chance):
    for side in sides(member, chance):
        side["method"] = chance.choice([1, 8, 9, 12, 14, 93, 99, SMALL])


@on_member("npz: a wrong checksum")
def checksum(archive, member, chance):
    for side in sides(member, chance):
        side["crc"] = chance.choice([0, 1, LARGE, zlib.crc32(member.data) ^ 1])


@on_member("npz: another byte than the checksum's")
def damaged(archive, member, chance):
    stored = bytearray(member.stored)
    if not stored:
        return False
    stored[chance.randrange(len(stored))] ^= 1 << chance.randrange(8)
    member.stored = bytes(stored)


@on_member("npz: sizes that are wrong")
def sizes(archive, member, chance):
    for side in sides(member, chance):
        for key in chance.choice([["size"], ["stored"], ["size", "stored"]]):
            side[key] = chance.choice([0, 1, LARGE, LARGE - 1, len(member.data) + chance.choice([-1, 1, 4, -4, 40])])


@on_member("npz: an offset that is wrong")
def offset(archive, member, chance):
    member.central["offset"] = chance.choice([0, 1, 4, 30, LARGE, LARGE - 1, 1 << 31, 200])


@on_member("npz: bytes between members")
def gap(archive, member, chance):
    hidden = Member(b"hidden.npy", member.data)
    content = chance.choice([b"\0", bytes(16), LOCAL, some(archive, chance).header(), hidden.header() + hidden.stored, b"\x55" * 4])
    setattr(member, chance.choice(["before", "after"]), content)


@on_member("npz: a member inside of another")
def inside(archive, member, chance):
    inner = Member(chance.choice([b"inner.npy", some(archive, chance).name]), npy.Array("<f4", (1,), start=99).rendered())
    data = npy.Array("|u1", (len(inner.header() + inner.stored),))
    data.data = inner.header() + inner.stored
    outer = Member(b"outer.npy", data.rendered())
    archive.members.insert(0, outer)
    inner.central["offset"] = len(archive.prefix) + len(outer.header()) + len(outer.data) - len(data.data)
    archive.order = chance.choice([[*archive.members, inner], [inner, *archive.members], [inner, *archive.members[1:]]])


@on_member("npz: the array inside is changed")
def array(archive, member, chance):
    # A base of its own, whose words the changes of single files know.
    model = chance.choice(npy.BASES)()
    name, change, _ = chance.choice(chance.choice(npy.FORMAT.changes))
    if change(model, chance) is False:
        return False
    member.data = member.stored = model.rendered()


@changed("npz: members listed in another order")
def listed(archive, chance):
    archive.order = [*archive.members]
    chance.shuffle(archive.order)


@changed("npz: a member not listed, or listed twice")
def unlisted(archive, chance):
    archive.order = [*archive.members]
    member = some(archive, chance)
    if member is None:
        return False
    chance.choice([archive.order.remove, archive.order.append])(member)


@changed("npz: a comment", neutral=True)
def comment(archive, chance):
    archive.comment = chance.choice([b"a=1", b"a=1\nb=2=3", b"text", b"=", "é=ü".encode(), b"a=1\n\n", b"a="])


@changed("npz: an unusual comment")
def unusual_comment(archive, chance):
    archive.comment = chance.choice([b"a=1\na=2", b"a=\xff", b"\0", b"a=1\r\nb=2", "é=1\ne\u0301=2".encode(), b"\xed\xa0\x80=1", b"=x",
                                     b"\n", b"a=1\x85b=2", "a=1\u2028b=2".encode(), b"x" * SMALL, b"a=\0"])


TENSORS = {"a": ("<f4", (2,)), "b": ("<i4", (1,))}
BASES = [
    lambda: plain(TENSORS, b"seed=1"), lambda: numpy(TENSORS, hidden=False), lambda: numpy(TENSORS, hidden=True), lambda: plain({}),
    lambda: plain({}, b"a=1"),
    lambda: plain({"é/ключ": ("|u1", (2, 2)), "x": ("|V2", (3,)), "s": ("<f8", ()), "z": ("<f2", (0, 3))}),
]
OWN = declared(globals())
FORMAT = Format("npz", BASES, [OWN, OWN, zip_records.CHANGES], lambda archive: {"file.npz": archive.rendered()})
