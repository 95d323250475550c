"""Changes that know nothing of a format: bits and bytes."""


def flip(files, file, bit):
    content = bytearray(files[file])
    content[bit // 8] ^= 1 << bit % 8
    files[file] = bytes(content)


def inserted(content, chance):
    at = chance.randint(0, len(content))
    return content[:at] + chance.randbytes(chance.choice([1, 1, 1, 2, 4, 8, 64])) + content[at:]


def inserted_zeros(content, chance):
    at = chance.randint(0, len(content))
    return content[:at] + bytes(chance.choice([1, 2, 4, 8, 64])) + content[at:]


def deleted(content, chance):
    at = chance.randint(0, len(content))
    return content[:at] + content[at + chance.choice([1, 1, 1, 2, 4, 8, 64]):]


def doubled(content, chance):
    start = chance.randint(0, len(content))
    end = min(len(content), start + chance.choice([1, 2, 4, 8, 16, 64]))
    return content[:end] + content[start:]


def truncated(content, chance):
    return content[:chance.randint(0, len(content))]


def lengthened(content, chance):
    return content + chance.choice([b"\0", b"\n", b" ", bytes(8), b"}", chance.randbytes(3)])


def whole_twice(content, chance):
    return content + content


def replaced(content, chance):
    if not content:
        return content
    at = chance.randrange(len(content))
    return content[:at] + chance.choice([b"\0", b"\xff", b"\x80", b"\x7f", b" ", b"0", b'"', b",", b"\n"]) + content[at + 1:]


def swapped(content, chance):
    if len(content) < 2:
        return content
    one, other = sorted(chance.sample(range(len(content)), 2))
    return content[:one] + content[other:other + 1] + content[one + 1:other] + content[one:one + 1] + content[other + 1:]


def several_flips(content, chance):
    content = bytearray(content)
    for _ in range(chance.randint(2, 6) if content else 0):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def on_any(function):
    def change(files, chance):
        file = chance.choice(list(files))
        files[file] = function(files[file], chance)

    return change


CHANGES = [(name, on_any(function)) for name, function in [
    ("bytes inserted", inserted), ("zeros inserted", inserted_zeros), ("bytes deleted", deleted), ("bytes doubled", doubled),
    ("truncated", truncated), ("bytes appended", lengthened), ("whole file twice", whole_twice), ("byte replaced", replaced),
    ("bytes swapped", swapped), ("bits flipped", several_flips)]]
