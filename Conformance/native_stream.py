"""The native stream in plain NumPy: a second implementation, written from its definition.

Integers are exact; normal quantiles come from mpmath or SciPy, not from the library's own approximations.
"""

import numpy as np

MASK = 0xFFFFFFFF


def philox4x32(counter, key):
    """Ten rounds on four 32-bit words (Salmon et al. 2011)."""
    c0, c1, c2, c3 = counter
    k0, k1 = key & MASK, key >> 32
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = (p1 >> 32) ^ c1 ^ k0, p1 & MASK, (p0 >> 32) ^ c3 ^ k1, p0 & MASK
        k0, k1 = (k0 + 0x9E3779B9) & MASK, (k1 + 0xBB67AE85) & MASK
    return c0, c1, c2, c3


def stream_id(path):
    """64-bit FNV-1a of the UTF-8 bytes; 0 for the empty path."""
    if not path:
        return 0
    value = 0xCBF29CE484222325
    for byte in path.encode():
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return value


def word(seed, path, position, field=0):
    """Word `position` of a field: word position mod 4 of block field * 2^56 + position div 4."""
    index, identity = (field << 56) + position // 4, stream_id(path)
    counter = (index & MASK, index >> 32, identity & MASK, identity >> 32)
    return philox4x32(counter, seed)[position % 4]


def draw(seed, path, position, bits):
    """The draw of an element: field 0, and for 64 bits field 1 below it."""
    high = word(seed, path, position)
    return high if bits == 32 else high << 32 | word(seed, path, position, 1)


def uniform(seed, path, position, low, high, dtype):
    """RN(RN(u * RN(high - low)) + low), kept below high."""
    bits = 64 if dtype == np.float64 else 32
    fraction = {32: 24, 64: 53}[bits]
    low, high = dtype(low), dtype(high)
    if low == high:
        return low
    u = dtype(draw(seed, path, position, bits) >> (bits - fraction)) * dtype(2.0**-fraction)
    value = dtype(dtype(u * dtype(high - low)) + low)
    return value if value < high else np.nextafter(high, dtype(-np.inf))


def normal(seed, path, position):
    """The normal quantile of the 64-bit draw, to double precision."""
    from record_standard_normal import quantile

    return float(quantile(draw(seed, path, position, 64), 64, None))


def orthogonal(seed, path, shape, gain):
    """The product of Householder reflectors as dense matrices, in float64."""
    rows, columns = int(np.prod(shape[:-1])), shape[-1]
    long, short = max(rows, columns), min(rows, columns)
    product, signs = np.eye(long), np.ones(short)
    for j in range(short):
        x = np.array([normal(seed, path, i * short + j) for i in range(j, long)])
        beta = -np.copysign(np.linalg.norm(x), x[0])
        v = np.zeros(long)
        v[j:] = x
        v[j] -= beta
        product = product @ (np.eye(long) - 2 * np.outer(v, v) / (v @ v))
        signs[j] = np.sign(beta)
    q = product[:, :short] * signs
    return gain * (q if rows >= columns else q.T).reshape(shape)
