"""Changes of JSON that know nothing of what it describes."""

import copy
import unicodedata

from . import changed, declared
from .json_text import Array, Object, Text, escaped, is_number, is_string, put

# {0} is the number that stood there.
NUMBERS = [form.encode() for form in (
    "{0}.0 {0}e0 {0}E0 {0}E+0 {0}.00e-0 -{0} +{0} 0{0} 00{0} {0}. .{0} 0x{0} {0}_0 1_{0} {0}n {0}L {0}e1 {0}0e-1 \"{0}\" [{0}] {0}.5 -0 -0.0 0.0 "
    "0 1 -1 NaN Infinity -Infinity nan inf null true false \"\" 1e400 1e-400 1e18 1e19 4294967296 4294967300 9223372036854775807 "
    "9223372036854775808 18446744073709551615 18446744073709551616 18446744073709551620 340282366920938463463374607431768211456 "
    "9007199254740993 36893488147419103232 -9223372036854775808 1e999999999 1" + "0" * 5000).split()]
STRINGS = [b"\\ud800", b"\\udc00", b"\\ud83d\\ude00", b"\\ud83d", b"\\ude00\\ud83d", b"\\u0000", b"\\u001f", b"\0", b"\x01", b"\x1f",
           b"\x7f", b"\n",
           b"\t", b"\r", b"\\n", b"\\/", b"\\'", b"\\x41", b"\\a", b"\\u00e", b"\\u 041", b"\\u+041", b"\\u00zz", b"\\U0041", b"\xff",
           b"\xc0\xaf",
           b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\\ufeff", b"\xc2\xa0", b"e\xcc\x81", b"\xc3\xa9", b"/",
           b"..", b" ",
           b"\xf0\x9f\x98\x80", b"\\uFFFF", b"\\\xc3\xa9", b"\\\n", b"\\", b'"', b'\\"', b"\xc2\x85", b"\xe2\x81\xa0"]
SPACES = [b" ", b"\t", b"\n", b"\r", b"\r\n", b"   "]
WRONG_SPACES = [b"\f", b"\v", b"\xc2\xa0", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\0", b"\x1c", b"\xe3\x80\x80", b"\x85", b"\xe2\x80\x8b",
                b"\\n", b"\xc2\x85"]
COMMENTS = [b"/* */", b"// x\n", b"# x\n", b"<!-- -->", b"/**/"]
VALUES = [b"null", b"true", b"false", b"True", b"None", b"NaN", b"Infinity", b"{}", b"[]", b"[[]]", b'""', b"0", b"1.5", b"''",
          b"undefined", b"", b'{"a":1,"a":2}',
          b'"\\ud800"', b"01", b"1e400", b"[1,]", b"-", b'"x"', b"[0,4]"]


@changed("JSON: spaces between tokens", neutral=True)
def spaced(text, chance):
    text.space = lambda: chance.choice([b"", *SPACES])


@changed("JSON: a string has an escaped letter", neutral=True)
def letter_escaped(text, chance):
    place = text.any(chance, is_string)
    new = place and escaped(place[2], chance)
    return put(place, new) if new else False


@changed("JSON: a key has an escaped letter", neutral=True)
def key_escaped(text, chance):
    owner = text.objects(chance)
    member = owner and chance.choice(owner)
    new = member and escaped(member[0], chance)
    if not new:
        return False
    member[0] = new


@changed("JSON: members in another order", neutral=True)
def shuffled(text, chance):
    owner = text.objects(chance)
    if owner is None:
        return False
    chance.shuffle(owner)


@changed("JSON: a key twice, with the same value")
def doubled(text, chance):
    owner = text.objects(chance)
    if owner is None:
        return False
    owner.insert(chance.choice([0, len(owner), chance.randint(0, len(owner))]), copy.deepcopy(chance.choice(owner)))


@changed("JSON: a key twice, with the value of another")
def doubled_swapped(text, chance):
    owner = text.objects(chance)
    if owner is None:
        return False
    one, other = chance.choice(owner), chance.choice(owner)
    owner.insert(chance.choice([0, len(owner)]), [one[0], copy.deepcopy(other[1])])


@changed("JSON: a key twice, with a changed value")
def doubled_changed(text, chance):
    owner = text.objects(chance)
    if owner is None:
        return False
    key, value = copy.deepcopy(chance.choice(owner))
    inner = Text(None)
    inner.root = Array([value])
    place = inner.any(chance, lambda value: isinstance(value, bytes))
    if place:
        put(place, chance.choice([b"1", b"2", b"0", b'"F32"', b'"I32"', b'"F16"', b'"x"', b"null", b"4", b"8"]))
    owner.insert(chance.choice([0, len(owner)]), [key, inner.root[0]])


@changed("JSON: a key twice, with any value")
def doubled_any(text, chance):
    owner = text.objects(chance)
    if owner is None:
        return False
    owner.insert(chance.choice([0, len(owner)]), [chance.choice(owner)[0], chance.choice(VALUES)])


@changed("JSON: a key twice, once with an escape")
def doubled_escaped(text, chance):
    owner = text.objects(chance)
    member = owner and copy.deepcopy(chance.choice(owner))
    new = member and escaped(member[0], chance)
    if not new:
        return False
    owner.insert(chance.choice([0, len(owner)]), [new, chance.choice([member[1], copy.deepcopy(chance.choice(owner)[1])])])


@changed("JSON: two keys that are equal when composed")
def composed(text, chance):
    owner = text.objects(chance)
    if owner is None:
        return False
    member = chance.choice(owner)
    name = member[0][:-1] + "é".encode() + b'"'
    other = unicodedata.normalize("NFD", name.decode()).encode()
    member[0] = name
    owner.insert(chance.choice([0, len(owner)]), [other, copy.deepcopy(chance.choice(owner)[1])])


@changed("JSON: a key decomposed or composed")
def decomposed(text, chance):
    owner = text.objects(chance)
    if owner is None:
        return False
    member = chance.choice(owner)
    try:
        name = member[0].decode() if not member[0].isascii() else member[0][:-1].decode() + 'é"'
    except UnicodeDecodeError:
        return False
    member[0] = unicodedata.normalize(chance.choice(["NFC", "NFD", "NFKC"]), name).encode()


@changed("JSON: a number in another form")
def number(text, chance):
    place = text.any(chance, is_number)
    return put(place, chance.choice(NUMBERS).replace(b"{0}", place[2])) if place else False


@changed("JSON: a number one off")
def number_off(text, chance):
    place = text.any(chance, is_number)
    return put(place, str(int(place[2]) + chance.choice([-1, 1, -4, 4, 8, 1 << 32, 1 << 63, 1 << 64])).encode()) if place else False


def with_part(text, chance):
    at = chance.choice([1, len(text) - 1])
    return text[:at] + chance.choice(STRINGS) + text[at:]


@changed("JSON: a string with an unusual part")
def string(text, chance):
    place = text.any(chance, is_string)
    return put(place, with_part(place[2], chance)) if place else False


@changed("JSON: a key with an unusual part")
def key(text, chance):
    owner = text.objects(chance)
    if owner is None:
        return False
    member = chance.choice(owner)
    member[0] = with_part(member[0], chance)


@changed("JSON: a key of other letters, or of none")
def other_key(text, chance):
    owner = text.objects(chance)
    if owner is None:
        return False
    member = chance.choice(owner)
    name = member[0]
    member[0] = chance.choice([name.upper(), b'""', b"'" + name[1:-1] + b"'", name[1:-1], b'"__metadata__"', b'"dtype"', b'"shape"',
                               b'" ' + name[1:], b"1", b"null"])


@changed("JSON: a value of another kind")
def value(text, chance):
    place = text.any(chance, lambda value: True)
    return put(place, chance.choice(VALUES)) if place else False


@changed("JSON: values exchanged")
def exchanged(text, chance):
    places = text.places(lambda value: isinstance(value, bytes))
    if len(places) < 2:
        return False
    one, other = chance.sample(places, 2)
    put(one, other[2])
    put(other, one[2])


@changed("JSON: a member less")
def removed(text, chance):
    owner = text.objects(chance)
    if owner is None:
        return False
    owner.pop(chance.randrange(len(owner)))


@changed("JSON: an unknown member")
def unknown(text, chance):
    owner = text.objects(chance)
    if owner is None:
        return False
    owner.insert(chance.randint(0, len(owner)), [chance.choice([b'"unknown"', b'"x"', b'"stride"', b'""']), chance.choice(VALUES)])


@changed("JSON: an unknown member, nested")
def nested(text, chance):
    owner = text.objects(chance)
    if owner is None:
        return False
    depth = chance.choice([1, 2, 10, 100, 120, 126, 127, 128, 129, 300, 510, 512, 513, 900, 1100, 5000])
    opening, closing = chance.choice([(b"[", b"]"), (b'{"a":', b"}")])
    end = chance.choice([b"0", b"[]", b"{}"])
    owner.insert(chance.randint(0, len(owner)), [b'"unknown"', opening * depth + end + closing * depth])


@changed("JSON: a comma or a mark too many or too few")
def punctuation(text, chance):
    place = text.any(chance, lambda value: True)
    if place is None:
        return False
    before, after = chance.choice([(b"", b","), (b",", b""), (b"", b",,"), (b"", b";"), (b":", b""), (b"=", b""), (b"", b":"), (b"(", b")"),
                                   (b"", b"}"), (b"{", b""), (b"", b"]")])
    text.beside.append([place[2], before, after])


@changed("JSON: a trailing comma")
def trailing(text, chance):
    owners = [text.root] + [value for _, _, value in text.places(lambda value: isinstance(value, list))]
    owner = chance.choice(owners)
    if not isinstance(owner, list) or not owner:
        return False
    place = (owner, len(owner) - 1, owner[-1][1] if isinstance(owner, Object) else owner[-1])
    # A copy, since equal constants may be one object.
    put(place, place[2] + b"," if isinstance(place[2], bytes) else place[2])
    if not isinstance(place[2], bytes):
        text.beside.append([place[2], b"", b","])


@changed("JSON: a comment")
def comment(text, chance):
    token = chance.choice(COMMENTS)
    if chance.random() < 0.3:
        text.around = chance.choice([(token, b""), (b"", token)])
        return
    place = text.any(chance, lambda value: True)
    if place is None:
        return False
    text.beside.append([place[2], *chance.choice([(token, b""), (b"", token)])])


@changed("JSON: a space of another alphabet")
def wrong_space(text, chance):
    token = chance.choice(WRONG_SPACES)
    if chance.random() < 0.3:
        text.around = chance.choice([(token, b""), (b"", token)])
        return
    place = text.any(chance, lambda value: True)
    if place is None:
        return False
    text.beside.append([place[2], *chance.choice([(token, b""), (b"", token)])])


@changed("JSON: something before or after")
def around(text, chance):
    token = chance.choice([b"\0", b"}", b"{", b"{}", b"null", b",", b"x", b"[", b"]", b"\0\0\0\0", b")]}'\n", b"\x1e", b"\xff\xfe", b" {}",
                           b"\xef\xbb\xbf"])
    text.around = chance.choice([(token, b""), (b"", token)])


ENCODINGS = ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-7"]
CHANGES = declared(globals())
