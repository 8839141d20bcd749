"""Draw positions by the algorithms of R's ``sample()``."""

from __future__ import annotations

import math

import numpy as np

from pybrms_mix.rscript.random.stream import Stream

_MANY = 1e7  # above it R keeps a hash of the drawn positions instead of a list of all positions
_TABLE = 200  # with more elements of non-negligible weight than these R uses Walker's alias table


def positions(
    stream: Stream, among: int, size: int, replace: bool, weights: np.ndarray | None
) -> np.ndarray:
    """Return ``size`` positions from 0 to ``among`` - 1, drawn as in R 3.6 or later."""
    if weights is None:
        return _equal(stream, among, size, replace or size < 2)
    weights = weights / weights.sum()
    if not replace:
        return _weighted_once(stream, weights, size)
    if np.count_nonzero(among * weights > 0.1) > _TABLE:
        return _walker(stream, weights, size)
    return _weighted(stream, weights, size)


def _below(stream: Stream, among: int) -> int:
    """Return an integer below ``among`` from random bits, by rejection of larger integers.

    A stream that rounds, as R before 3.6, takes one uniform number instead.
    """
    if among <= 0:
        return 0
    if stream.rounding:
        return math.floor(among * stream.uniform())
    bits = math.ceil(math.log2(among))
    while True:
        value = 0
        for _ in range(0, bits + 1, 16):
            value = 65536 * value + math.floor(stream.uniform() * 65536)
        value &= (1 << bits) - 1
        if value < among:
            return value


def _equal(stream: Stream, among: int, size: int, replace: bool) -> np.ndarray:
    if replace:
        return np.array([_below(stream, among) for _ in range(size)], dtype=int)
    if among > _MANY and size <= among / 2:
        return _remembered(stream, among, size)
    remaining = list(range(among))
    places = []
    for _ in range(size):
        place = _below(stream, len(remaining))
        places.append(remaining[place])
        remaining[place] = remaining[-1]
        remaining.pop()
    return np.array(places, dtype=int)


def _remembered(stream: Stream, among: int, size: int) -> np.ndarray:
    places: dict[int, None] = {}
    while len(places) < size:
        places.setdefault(_below(stream, among))
    return np.array(list(places), dtype=int)


def _weighted(stream: Stream, weights: np.ndarray, size: int) -> np.ndarray:
    order, falling = _falling(weights)
    ends = np.cumsum(falling)[:-1]
    return np.array(order)[np.searchsorted(ends, stream.uniforms(size), side="left")]


def _weighted_once(stream: Stream, weights: np.ndarray, size: int) -> np.ndarray:
    order, falling = _falling(weights)
    total, places = 1.0, []
    for _ in range(size):
        at = int(np.searchsorted(np.cumsum(falling)[:-1], total * stream.uniform(), side="left"))
        places.append(order.pop(at))
        total -= falling.pop(at)
    return np.array(places, dtype=int)


def _walker(stream: Stream, weights: np.ndarray, size: int) -> np.ndarray:
    """Return weighted positions by the alias method. Source: Walker (1977)."""
    among = len(weights)
    share = (weights * among).tolist()
    small = [i for i in range(among) if share[i] < 1]
    large = [i for i in range(among) if share[i] >= 1][::-1]
    line, alias = small + large, [0] * among
    first = len(small)
    if small and large:
        for k in range(among - 1):
            low, high = line[k], line[first]
            alias[low] = high
            share[high] += share[low] - 1
            first += share[high] < 1
            if first >= among:
                break
    places = []
    for _ in range(size):
        if stream.rounding:
            within, at = math.modf(among * stream.uniform())
            at = int(at)
        else:
            at, within = _below(stream, among), stream.uniform()
        places.append(at if at + within < at + share[at] else alias[at])
    return np.array(places, dtype=int)


def _falling(weights: np.ndarray) -> tuple[list[int], list[float]]:
    """Return positions and weights in decreasing order, ties in the order of R's heap sort."""
    heap, order = weights.tolist(), list(range(len(weights)))
    for start in reversed(range(len(heap) // 2)):
        _sift(heap, order, start, len(heap))
    for end in range(len(heap) - 1, 0, -1):
        heap[0], heap[end] = heap[end], heap[0]
        order[0], order[end] = order[end], order[0]
        _sift(heap, order, 0, end)
    return order, heap


def _sift(heap: list[float], order: list[int], start: int, end: int) -> None:
    """Restore the heap: move the element at ``start`` below smaller elements."""
    weight, which, at = heap[start], order[start], start
    while (child := 2 * at + 1) < end:
        if child + 1 < end and heap[child] > heap[child + 1]:
            child += 1
        if weight <= heap[child]:
            break
        heap[at], order[at] = heap[child], order[child]
        at = child
    heap[at], order[at] = weight, which
