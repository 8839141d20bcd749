"""The stream of uniform numbers behind R's generators."""

from __future__ import annotations

import math

import numpy as np

from pybrms_mix.rscript.normal import quantile, quantile_of

_WORDS = 624  # of the state of a Mersenne-Twister
_STEP = 69069  # of the congruential generator that R seeds it with
_UNIT = 2.3283064365386963e-10  # 2^-32, up to rounding
_EDGE = 2.328306437080797e-10  # 1 / (2^32 - 1): how near to 0 and 1 a uniform number may come
_BIG = 134217728  # 2^27: a normal number takes 27 bits of one uniform number and another whole

# ln(2)^k / k!, summed: of Ahrens and Dieter's exponential numbers.
_Q = tuple(sum(math.log(2) ** k / math.factorial(k) for k in range(1, n)) for n in range(2, 18))


class Stream:
    """Uniform numbers from a seed, as R draws them after ``set.seed()``.

    Source: Matsumoto and Nishimura (1998), with R's own way from a seed to a state: a linear
    congruential generator, its first 50 numbers thrown away.
    """

    def __init__(self, seed: int) -> None:
        words = np.empty(_WORDS + 1, dtype=np.uint32)
        word = seed & 0xFFFFFFFF
        for _ in range(50):
            word = (_STEP * word + 1) & 0xFFFFFFFF
        for place in range(_WORDS + 1):
            word = (_STEP * word + 1) & 0xFFFFFFFF
            words[place] = word
        # R's first word is the position, which it sets to the end of the state.
        self._bits = np.random.MT19937()
        self._bits.state = {
            "bit_generator": "MT19937",
            "state": {"key": words[1:], "pos": _WORDS},
        }

    def uniforms(self, size: int) -> np.ndarray:
        """Return ``size`` numbers strictly between 0 and 1."""
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
        whole = math.floor(_BIG * self.uniform())
        return quantile_of((whole + self.uniform()) / _BIG)

    def exponential(self) -> float:
        """Return a standard exponential number.

        Source: Ahrens and Dieter (1972), algorithm SA.
        """
        whole, u = 0.0, 2 * self.uniform()
        while u <= 1:
            whole += _Q[0]
            u *= 2
        u -= 1
        if u <= _Q[0]:
            return whole + u
        least, place = self.uniform(), 0
        while True:
            least = min(least, self.uniform())
            place += 1
            if u <= _Q[place]:
                return whole + least * _Q[0]
