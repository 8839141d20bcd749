"""The random rows of R's ``sample()`` after ``set.seed()``, from which mgcv chooses knots.

Source: Matsumoto and Nishimura (1998) for the generator; R's documentation (?RNG) for the seed and
for "Rejection", by which whole numbers are drawn since R 3.6.
"""

from __future__ import annotations

import math

import numpy as np

_WORDS = 624
_FACTOR = 69069
_HALF = 16  # the number of bits of one draw
_UNIT = 2.3283064365386963e-10  # 2^-32


def sampled(count: int, size: int, seed: int = 1) -> np.ndarray:
    """Return ``size`` of the positions 0, ..., ``count`` - 1, each at most once.

    >>> sampled(10, 5).tolist()
    [8, 3, 6, 0, 1]
    """
    generator, remaining = _generator(seed), np.arange(count)
    positions = np.empty(size, dtype=np.int64)
    for at in range(size):
        position = _below(generator, count)
        positions[at] = remaining[position]
        count -= 1
        remaining[position] = remaining[count]
    return positions


def _generator(seed: int) -> np.random.MT19937:
    """Return the generator in the state that ``set.seed(seed)`` gives it."""
    words = []
    for number in range(50 + 1 + _WORDS):
        seed = (_FACTOR * seed + 1) % 2**32
        if number > 50:
            words.append(seed)
    generator = np.random.MT19937()
    generator.state = {
        "bit_generator": "MT19937",
        "state": {"key": np.array(words, dtype=np.uint32), "pos": _WORDS},
    }
    return generator


def _below(generator: np.random.MT19937, count: int) -> int:
    bits = math.ceil(math.log2(count)) if count > 1 else 0
    while True:
        value: int = 0
        for _ in range(0, bits + 1, _HALF):
            uniform = float(generator.random_raw()) * _UNIT
            value = value * 2**_HALF + math.floor(uniform * 2**_HALF)
        value %= 2**bits
        if value < count:
            return value
