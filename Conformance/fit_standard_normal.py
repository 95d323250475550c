"""Fits the polynomials of the Float normal quantile, and prints them as Swift's hexadecimal literals.

Minimax polynomials by Remez's algorithm in mpmath:

* centre, v up to 0.85: quantile / v in v^2 - 23/64, relative error;
* tail, q from 2^-33 to 0.075: t - quantile in t - 4.5 with t = sqrt(-2 ln q), relative to the quantile;
* logarithm, m from sqrt(1/2) to sqrt(2): ln m / (m - 1) in m - 1, error of ln m.
"""

import mpmath as mp
import numpy as np

from record_standard_normal import inverse_tail

mp.mp.dps = 60


def remez(function, low, high, degree, weight, center, rounds=8):
    """The polynomial in x - center whose weighted error is smallest at its largest, and that error."""
    middle, half, count = (low + high) / 2, (high - low) / 2, degree + 2
    grid = [middle - half * mp.cos(mp.pi * k / 2000) for k in range(2001)]
    values, weights = [function(x) for x in grid], [weight(x) for x in grid]
    nodes = [min(range(2001), key=lambda k: abs(grid[k] - (middle - half * mp.cos(mp.pi * n / (count - 1)))))
             for n in range(count)]
    for _ in range(rounds):
        system, right = mp.matrix(count, count), mp.matrix(count, 1)
        for row, k in enumerate(nodes):
            y = (grid[k] - middle) / half
            for column in range(degree + 1):
                system[row, column] = y**column
            system[row, degree + 1] = (-1) ** row / weights[k]
            right[row] = values[k]
        solution = mp.lu_solve(system, right)
        scaled = [solution[j] for j in range(degree + 1)]
        errors = [w * (v - mp.polyval(scaled[::-1], (x - middle) / half)) for x, v, w in zip(grid, values, weights)]
        nodes, current = [], 0
        for k in range(1, 2001):
            if (errors[k] > 0) != (errors[current] > 0):
                nodes.append(current)
                current = k
            elif abs(errors[k]) > abs(errors[current]):
                current = k
        nodes.append(current)
        if len(nodes) < count:
            break
        while len(nodes) > count:
            nodes.pop(0 if abs(errors[nodes[0]]) < abs(errors[nodes[-1]]) else -1)
    shifted = [mp.mpf(0)] * (degree + 1)
    for j, coefficient in enumerate(scaled):
        for k in range(j + 1):
            shifted[k] += coefficient / half**j * mp.binomial(j, k) * (center - middle) ** (j - k)
    return shifted, max(abs(error) for error in errors)


def show(name, result):
    coefficients, error = result
    print(f"{name}: largest error {mp.nstr(error * 2**24, 3)} · 2^-24; from the highest power down")
    for coefficient in reversed(coefficients):
        print("  ", float(np.float32(float(coefficient))).hex())


def main():
    root = mp.sqrt(mp.pi / 2)
    center = lambda x: mp.sqrt(2) * mp.erfinv(mp.sqrt(x)) / mp.sqrt(x) if x > 0 else root
    show("centre", remez(center, mp.mpf(0), mp.mpf("0.85") ** 2 + mp.mpf(2) ** -20, 12, lambda x: 1 / center(x),
                         mp.mpf(23) / 64))
    tail = lambda t: inverse_tail(mp.exp(-t * t / 2))
    show("tail", remez(lambda t: t - tail(t), mp.sqrt(-2 * mp.log(mp.mpf("0.0750001"))),
                       mp.sqrt(-2 * mp.log(mp.mpf(2) ** -33)), 10, lambda t: 1 / tail(t), mp.mpf("4.5")))
    show("logarithm", remez(lambda x: mp.log(1 + x) / x if x else mp.mpf(1), mp.sqrt(mp.mpf(1) / 2) - 1, mp.sqrt(2) - 1,
                            8, lambda x: abs(x) + mp.mpf("1e-3"), mp.mpf(0)))


if __name__ == "__main__":
    main()
