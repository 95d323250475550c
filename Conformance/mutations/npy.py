"""Files of NumPy's format: a mark, a version, the size of a header, a dictionary in Python's words, the bytes of the array."""

import functools

from . import Format, changed, declared

BYTES = {"<f8": 8, "<f4": 4, "<f2": 2, "|V2": 2, "<i8": 8, "<i4": 4, "<i2": 2, "|i1": 1, "<u8": 8, "<u4": 4, "<u2": 2, "|u1": 1, "|b1": 1}


class Array:
    """A file; its header is a list of [key, value] in words."""

    def __init__(self, descr, shape, fortran=False, start=1):
        words = "(" + ", ".join(map(str, shape)) + (",)" if len(shape) == 1 else ")")
        self.items = [["'descr'", f"'{descr}'"], ["'fortran_order'", str(fortran)], ["'shape'", words]]
        count = functools.reduce(lambda product, length: product * length, shape, BYTES[descr])
        self.data = bytes((start + at) % (2 if descr == "|b1" else 251) for at in range(count))
        self.magic, self.version, self.alignment, self.newline, self.off, self.padding = b"\x93NUMPY", (1, 0), 64, b"\n", 0, b" "
        self.opening, self.closing, self.comma, self.colon, self.end, self.room = "{", "}", ", ", ": ", ", ", 0

    def text(self):
        text = self.opening + self.comma.join(key + self.colon + value for key, value in self.items) + self.end + self.closing
        return text.encode("latin-1" if self.version < (3, 0) else "utf-8", errors="backslashreplace")

    def rendered(self):
        # Versions that do not exist have the longer size.
        digits = 2 if self.version[0] == 1 else 4
        text = self.text() + self.padding * self.room
        text += self.padding * (-(len(self.magic) + 2 + digits + len(text) + len(self.newline)) % self.alignment) + self.newline
        count = (len(text) + self.off) % (1 << 8 * digits)
        return self.magic + bytes(self.version) + count.to_bytes(digits, "little") + text + self.data


def item(model, key, chance):
    found = [pair for pair in model.items if key in pair[0]]
    return chance.choice(found) if found else None


def replacing(key, forms):
    """A change that writes a value in one of these forms."""

    def change(model, chance):
        pair = item(model, key, chance)
        if pair is None:
            return False
        form = chance.choice(forms)
        pair[1] = form(pair[1]) if callable(form) else form

    return change


@changed("npy: another alignment", neutral=True)
def alignment(model, chance):
    model.alignment = chance.choice([1, 16, 64, 128])


@changed("npy: version 2.0 or 3.0", neutral=True)
def long_versions(model, chance):
    model.version = chance.choice([(2, 0), (3, 0)])


@changed("npy: a version that does not exist")
def version(model, chance):
    model.version = chance.choice([(0, 0), (1, 1), (2, 1), (3, 1), (4, 0), (0, 1), (1, 255), (255, 0)])


@changed("npy: keys in another order", neutral=True)
def order(model, chance):
    chance.shuffle(model.items)


@changed("npy: other spaces between words", neutral=True)
def spaces(model, chance):
    model.comma, model.colon = chance.choice([",", ", ", ",  "]), chance.choice([":", ": ", " : "])


@changed("npy: no comma at the end", neutral=True)
def no_comma(model, chance):
    model.end = chance.choice(["", ","])


@changed("npy: double quotes", neutral=True)
def double_quotes(model, chance):
    model.items = [[key.replace("'", '"'), value.replace("'", '"')] for key, value in model.items]


@changed("npy: an unusual space")
def unusual_spaces(model, chance):
    space = chance.choice(["\t", "\n", "\r", "\f", "\v", "\\\n", "\xa0", "\0", "# x\n", "\n\n"])
    name = chance.choice(["comma", "colon", "end", "opening", "closing"])
    value = getattr(model, name)
    setattr(model, name, chance.choice([space + value, value + space]))


@changed("npy: other brackets and marks")
def marks(model, chance):
    name, value = chance.choice([("opening", "dict("), ("opening", "({"), ("opening", "[{"), ("opening", " {"), ("opening", "\n{"),
                                 ("closing", "},"), ("closing", "}}"), ("closing", "}x"),
                                 ("closing", "};"), ("closing", "} {}"), ("closing", ""), ("comma", ";"), ("comma", ",,"), ("comma", " "),
                                 ("colon", "="), ("colon", ":="),
                                 ("closing", "}#"), ("closing", "} or 1"), ("end", ",,"), ("opening", "("), ("closing", "} | {}")])
    setattr(model, name, value)


@changed("npy: padding of other bytes")
def padding(model, chance):
    model.padding, model.alignment = chance.choice([b"\0", b"\n", b"\t", b"x", b"#", b"\xff", b"\r", b"\f", b"}"]), 64


@changed("npy: the end of the header's line")
def newline(model, chance):
    model.newline = chance.choice([b"", b" ", b"\r\n", b"\n\n", b"\0", b"\r"])


@changed("npy: another size of the header")
def header_size(model, chance):
    model.off = chance.choice([-1, 1, 2, -2, 8, -16, 64, 1000, 1 << 15, -64])


@changed("npy: a long header")
def long_header(model, chance):
    if chance.random() < 0.1:
        # NumPy's limit. It takes seconds for headers of this length that are no words of Python, which is why there are few.
        model.alignment, model.room = 1, max(0, 10_000 + chance.choice([-1, 0, 1]) - len(model.text()) - len(model.newline))
    else:
        model.room = chance.choice([200, 1000, 2000, 10_100, 30_000, 65_000, 66_000, 1 << 20])
    model.version = (2, 0) if model.room > 65_300 else model.version


@changed("npy: a key twice")
def twice(model, chance):
    key, value = chance.choice(model.items)
    values = {"descr": ["'<f4'", "'<i4'", "'<f2'", "'|u1'"], "fortran": ["True", "False"],
              "shape": ["(1,)", "(2,)", "(2, 1)", "()", "(8,)"]}
    new = chance.choice([value, *next((values[part] for part in values if part in key), ["0"])])
    model.items.insert(chance.choice([0, len(model.items), chance.randint(0, len(model.items))]),
                       [chance.choice([key, key, key.replace("'", '"'), "u" + key]), new])


@changed("npy: a key in an unusual form")
def key(model, chance):
    pair = chance.choice(model.items)
    name = pair[0][1:-1]
    if not name:
        return False
    pair[0] = chance.choice([f"u'{name}'", f"b'{name}'", f"r'{name}'", f"f'{name}'", f"U'{name}'", f"'{name[:2]}' '{name[2:]}'",
                             f"'{name[:2]}'\"{name[2:]}\"", f"'''{name}'''",
                             f"'\\x{ord(name[0]):02x}{name[1:]}'", f"'\\u{ord(name[0]):04x}{name[1:]}'", f"'\\{ord(name[0]):o}{name[1:]}'",
                             f"'\\N{{LATIN SMALL LETTER D}}{name[1:]}'",
                             f"'{name[:2]}\\\n{name[2:]}'", f"('{name}')", f"'{name} '", f"' {name}'", f"'{name.upper()}'", name,
                             f"'{name}'+''", f"'\\{name}'", f"'{name}\\0'"])


@changed("npy: a further key")
def further_key(model, chance):
    items = [["'x'", "0"], ["''", "''"], ["0", "0"], ["'x'", "\"'shape': (1,)\""], ["\"'descr': '<f2'\"", "0"],
             ["'x'", "(" * 150 + ")" * 150]]
    model.items.insert(chance.randint(0, len(model.items)), chance.choice(items))


@changed("npy: a key less")
def less(model, chance):
    model.items.pop(chance.randrange(len(model.items)))


FORTRAN = ["True", "true", "False", "false", "1", "0", "None", "Truex", "Falsey", "True or 0", "'True'", "(False)", "not True", "False,",
           "1.0", "False # x\n"]
TYPES = ["<f4", "=f4", ">f4", "f4", "|f4", "float32", "<f8", ">f8", "<f2", ">i2", "i1", "<i1", ">i1", "|i1", "=i1", "b", "B", "?", "<b1",
         "|b1", "b1", "|u1", "<u1", "u1", "<i4", "<i8",
         "<u8", "|V2", "V2", "<V2", ">V2", "|V4", "|S4", "<U1", "|O", "O", "<c8", "<M8[s]", "<m8", "<f16", "<g", "e", "f", "d", "<e", "<f",
         " <f4", "<f4 ", "< f4", "<f04", "<F4", "<f4\\0",
         "<\\x664", "2f4", "(2,)f4", "f4,f4", "f4,", "", "<f", "float", "int", "<p8", "<f4'", "bfloat16", "<\\u00664", "<i04", "|i01",
         "|b01", "<L", "<q", "<i", "<h", "|c", "|a2", "<V02", "|V02"]
TYPE_WORDS = ["[('x', '<f4')]", "[('x', '<f4'), ('y', '<f4')]", "[('', '<f4')]", "[]", "{}", "u'<f4'", "b'<f4'", "'<' 'f4'", "r'<f4'",
              '"<f4"', "'''<f4'''", "('<f4')", "('<f4',)",
              "('<f4', (1,))", "('<f4', {})", "None", "'<f4', 'x': 0", "float", "4", "[('x', '<f4', (1,))]", "('<f4', 1)", "('<f4', 2)"]


def numbers(value, chance):
    """The numbers of a shape's words, of which one is written in another form."""
    parts = [part.strip() for part in value.strip("()").split(",") if part.strip()]
    if not parts or not all(part.isascii() and part.isdigit() and len(part) < 40 for part in parts):
        return None
    at = chance.randrange(len(parts))
    number = int(parts[at])
    parts[at] = chance.choice([hex(number), oct(number), bin(number), f"+{number}", f"-{number}", f"{number}L", f"{number}l", f"{number}_0",
                               f"{number}.0", f"0{number}", f"00{number}", f"{number}e0",
                               f"{number} ", f" {number}", f"({number})", f"{number}+0", f"--{number}", f"~{number}", f"'{number}'",
                               f"{number}j", "True", "None", "0x", f"{number}#", f"{number}\t",
                               "٢", "２", "²", "-1", "-0", "+0", str(number + 1), str(number + (1 << 32)), str(number + (1 << 64)),
                               str(1 << 63), str((1 << 63) - 1), "1" + "0" * 30, f"{number}, 1", f"1, {number}",
                               f"{number}, 0", f"0, {1 << 62}, {number}", f"{number} {number}", f"{number}\n", f"*({number},)",
                               f"{number}\\\n", f"0 {number}", "9" * 4400])
    return "(" + ", ".join(parts) + (",)" if len(parts) == 1 else ")")


@changed("npy: a dimension in another form")
def dimension(model, chance):
    pair = item(model, "shape", chance)
    new = pair and numbers(pair[1], chance)
    if not new:
        return False
    pair[1] = new


def without_comma(value):
    return value.replace(",)", ")")


TUPLES = [without_comma, lambda value: "[" + value[1:-1] + "]", lambda value: value[1:-1], lambda value: f"({value})",
          lambda value: f"({value},)", lambda value: value[:-1] + ",)",
          lambda value: value[:-1] + " )", lambda value: "( " + value[1:], lambda value: "(" + value, lambda value: value + ")",
          lambda value: value[:-1], lambda value: value[1:],
          lambda value: "(," + value[1:], lambda value: "{" + value[1:-1] + "}", lambda value: f"tuple({value})",
          lambda value: value + "+()", lambda value: value[:-1] + ",,)", "(,)", "()", "( )", "(0,)",
          "(0, 3)", "(1,)", "None", "2", "''", "(1, 1, 1, 1)", "(" + "1, " * 33 + ")", "(" + "1, " * 65 + ")", "(" + "0, " * 40 + ")",
          lambda value: value + "  ", lambda value: "\t" + value]
OVERFLOWS = [f"({1 << 32}, {1 << 32})", f"({1 << 63}, 2)", f"({1 << 62}, 4)", f"({1 << 61}, 8)", f"({1 << 64},)", f"(0, {1 << 63})",
             f"({1 << 62}, 0)", f"({1 << 32}, {1 << 32}, 0)", f"(0, {1 << 64})",
             "(0, -1)", "(-1,)", "(-1, -2)", f"({(1 << 62) + 1},)", f"({1 << 40}, 0)", f"({(1 << 63) - 1}, 0)",
             f"(0, {1 << 32}, {1 << 32})"]


@changed("npy: bytes missing")
def short(model, chance):
    model.data = model.data[:-chance.choice([1, 2, 4, 8])]


@changed("npy: bytes after the array")
def trailing(model, chance):
    model.data += chance.choice([b"\0", bytes(8), b"\n", b"\x55" * 4])


@changed("npy: another mark at the start")
def magic(model, chance):
    model.magic = chance.choice([b"\x93numpy", b"\x93NUMPX", b"NUMPY", b"\xef\xbb\xbf\x93NUMPY", b" \x93NUMPY", b"\x93NUMPY\n",
                                 b"\x80NUMPY"])


BASES = [
    lambda: Array("<f4", (2, 3)), lambda: Array("<i8", (2,)), lambda: Array("|V2", (4,)), lambda: Array("|b1", (2, 2)),
    lambda: Array("<f2", ()), lambda: Array("|u1", (0, 3)),
    lambda: Array("<f8", (1,), fortran=True), lambda: Array("<i4", (3, 1, 1))]
FORMS = [("npy: the order in another form", replacing("fortran", FORTRAN), False),
         ("npy: another type", replacing("descr", [f"'{type}'" for type in TYPES]), False),
         ("npy: a type in another form", replacing("descr", TYPE_WORDS), False),
         ("npy: a shape in another form", replacing("shape", TUPLES), False),
         ("npy: a shape whose product overflows", replacing("shape", OVERFLOWS), False)]
OWN = declared(globals()) + FORMS
# The forms of words are many.
FORMAT = Format("npy", BASES, [OWN, FORMS + [dimension.change, key.change]], lambda model: {"file.npy": model.rendered()})
