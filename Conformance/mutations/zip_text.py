"""Zip archives whose every field may be wrong."""

import struct
import zlib

LOCAL, CENTRAL, END, END64, LOCATOR, DESCRIPTOR = (b"PK\3\4", b"PK\1\2", b"PK\5\6", b"PK\6\6", b"PK\6\7", b"PK\7\x08")
SMALL, LARGE = 0xFFFF, 0xFFFF_FFFF


class Member:
    """A member: what stands before its bytes and in the directory, which other values replace field by field."""

    def __init__(self, name, data):
        self.name, self.data, self.stored = name, data, data
        # Both headers have these fields; `local` and `central` hold what one of them says instead.
        self.fields = {"version": 20, "flags": 0 if name.isascii() else 0x800, "method": 0, "time": 0, "date": 0x21, "extra": b"",
                       "comment": b"", "disk": 0, "internal": 0,
                       "external": 0o600 << 16, "made": 20 | 3 << 8}
        self.local, self.central = {}, {}
        self.before = self.after = b""

    def described(self, own, offset):
        plain = {"name": self.name, "crc": zlib.crc32(self.data), "stored": len(self.stored), "size": len(self.data), "offset": offset}
        values = plain | self.fields | own
        numbers = {key: value % (1 << 32) for key, value in values.items() if isinstance(value, int)}
        return values | numbers | {key: value % (1 << 16) for key, value in numbers.items()
                                   if key in ("version", "flags", "method", "time", "date", "disk", "internal", "made")}

    def header(self):
        value = self.described(self.local, 0)
        return LOCAL + struct.pack("<HHHHHIIIHH", value["version"], value["flags"], value["method"], value["time"], value["date"],
                                   value["crc"], value["stored"], value["size"],
                                   value.get("name_size", len(value["name"])),
                                   value.get("extra_size", len(value["extra"]))) + value["name"] + value["extra"]

    def entry(self, offset):
        value = self.described(self.central, offset)
        return CENTRAL + struct.pack("<HHHHHHIIIHHHHHII", value["made"], value["version"], value["flags"], value["method"], value["time"],
                                     value["date"], value["crc"], value["stored"],
                                     value["size"], value.get("name_size", len(value["name"])),
                                     value.get("extra_size", len(value["extra"])),
                                     value.get("comment_size", len(value["comment"])), value["disk"], value["internal"], value["external"],
                                     value["offset"]) \
            + value["name"] + value["extra"] + value["comment"]


class Archive:
    """An archive: members, and the records at its end."""

    def __init__(self, members, comment=b""):
        self.members, self.comment = members, comment
        self.prefix = self.before_directory = self.before_end = self.suffix = b""
        self.order, self.end, self.end64, self.shift = None, {}, None, 0

    def rendered(self):
        body, offsets = bytearray(self.prefix), {}
        for member in self.members:
            body += member.before
            offsets[id(member)] = len(body) - self.shift
            body += member.header() + member.stored + member.after
        body += self.before_directory
        start = len(body) - self.shift
        listed = self.members if self.order is None else self.order
        for member in listed:
            body += member.entry(offsets.get(id(member), 0))
        size = len(body) - self.shift - start
        body += self.before_end
        if self.end64 is not None:
            value = {"size": 44, "made": 45, "needed": 45, "disk": 0, "start_disk": 0, "count_here": len(listed), "count": len(listed),
                     "directory": size, "offset": start,
                     "extra": b"", "locator_disk": 0, "place": len(body) - self.shift, "disks": 1, "mark": LOCATOR,
                     "record": True} | self.end64
            if value["record"]:
                body += END64 + struct.pack("<QHHIIQQQQ", value["size"], value["made"], value["needed"], value["disk"], value["start_disk"],
                                            *(value[key] % (1 << 64) for key in (
                    "count_here", "count", "directory", "offset"))) + value["extra"]
            body += value["mark"] + struct.pack("<IQI", value["locator_disk"], value["place"] % (1 << 64), value["disks"])
        value = {"disk": 0, "start_disk": 0, "count_here": len(listed), "count": len(listed), "directory": size, "offset": start,
                 "comment_size": len(self.comment)} | self.end
        small = ("disk", "start_disk", "count_here", "count")
        body += END + struct.pack("<HHHHIIH", *(value[key] & SMALL for key in small), value["directory"] & LARGE, value["offset"] & LARGE,
                                  value["comment_size"] & SMALL)
        return bytes(body) + self.comment + self.suffix


def extra(identifier, content):
    """A field of the kind that headers have at their ends."""
    return struct.pack("<HH", identifier, len(content)) + content


def wide(*values):
    """The field of 64-bit sizes."""
    return extra(1, b"".join(struct.pack("<Q", value % (1 << 64)) for value in values))
