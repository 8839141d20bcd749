"""The stream of uniform random numbers that R's generators consume."""

from __future__ import annotations

import math

import numpy as np

from pybrms_mix.rscript.random.normal import quantile, quantile_of

_WORDS = 624  # number of words in the state of a Mersenne-Twister
_STEP = 69069  # multiplier of the congruential generator that expands R's seed
_UNIT = 2.3283064365386963e-10  # 2^-32, up to rounding
# 1 / (2^32 - 1): the minimal distance of a uniform number from 0 and 1
_EDGE = 2.328306437080797e-10
# 2^27: a normal number uses 27 bits of one uniform number and all bits of the next
_BIG = 134217728

# Cumulative sums of ln(2)^k / k!, for Ahrens and Dieter's exponential numbers.
_Q = tuple(sum(math.log(2) ** k / math.factorial(k) for k in range(1, n)) for n in range(2, 18))


class Stream:
    """Uniform random numbers from a seed, as R draws them after ``set.seed()``.

    Source: Matsumoto and Nishimura (1998). R expands a seed into a state by a linear congruential
    generator, whose first 50 numbers are discarded.
    """

    def __init__(self, seed: int, *, rounding: bool = False) -> None:
        # Whether positions are drawn as in R before 3.6, by rounding a uniform number.
        self.rounding = rounding
        words = np.empty(_WORDS + 1, dtype=np.uint32)
        word = seed & 0xFFFFFFFF
        for _ in range(50):
            word = (_STEP * word + 1) & 0xFFFFFFFF
        for place in range(_WORDS + 1):
            word = (_STEP * word + 1) & 0xFFFFFFFF
            words[place] = word
        # The first word of R's state is the position, which R sets to the end of the state.
        self._bits = np.random.MT19937()
        self._bits.state = {
            "bit_generator": "MT19937",
            "state": {"key": words[1:], "pos": _WORDS},
        }

    def uniforms(self, size: int) -> np.ndarray:
        """Return ``size`` uniform numbers strictly between 0 and 1."""
        raw = np.asarray(self._bits.random_raw(size), dtype=float) * _UNIT
        return np.clip(raw, 0.5 * _EDGE, 1 - 0.5 * _EDGE)

    def uniform(self) -> float:
        """Return the next uniform number."""
        raw = float(self._bits.random_raw()) * _UNIT
        return min(max(raw, 0.5 * _EDGE), 1 - 0.5 * _EDGE)

    def normals(self, size: int) -> np.ndarray:
        """Return ``size`` standard normal numbers."""
        pairs = self.uniforms(2 * size).reshape(size, 2)
        return np.asarray(quantile((np.floor(_BIG * pairs[:, 0]) + pairs[:, 1]) / _BIG))

    def normal(self) -> float:
        """Return the next standard normal number."""
        high_bits = math.floor(_BIG * self.uniform())
        return quantile_of((high_bits + self.uniform()) / _BIG)

    def exponential(self) -> float:
        """Return the next standard exponential number.

        Source: Ahrens and Dieter (1972), algorithm SA.
        """
        offset, u = 0.0, 2 * self.uniform()
        while u <= 1:
            offset += _Q[0]
            u *= 2
        u -= 1
        if u <= _Q[0]:
            return offset + u
        least, place = self.uniform(), 0
        while True:
            least = min(least, self.uniform())
            place += 1
            if u <= _Q[place]:
                return offset + least * _Q[0]
