"""Values that many tasks need, sent to each worker once.

A task that needs such a value names it by a key. A worker keeps the values that it was sent. A
worker that lacks a value says so, and the task is sent again together with the value. A Dask
cluster has a mechanism of its own for this (``Client.scatter``), which is used there.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

_S = TypeVar("_S")
_T_co = TypeVar("_T_co", covariant=True)

_KEPT = 4
"""The number of values that a worker keeps. It is small, because a value may be a large table."""

_held: OrderedDict[str, Any] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True, eq=False)
class Shared(Generic[_S]):
    """A value that many tasks need.

    Attributes:
        key: a text that two values share only if they are equal.
        value: the value; it can be pickled.
    """

    key: str
    value: _S


@dataclass(frozen=True, eq=False)
class Sharing(Generic[_S, _T_co]):
    """A task that needs a shared value.

    Attributes:
        shared: the value.
        rest: the task without the value, a small object that can be pickled.
    """

    shared: Shared[_S]
    rest: Callable[[_S], _T_co]

    def run(self) -> _T_co:
        """Return the result of the task in this process."""
        return self.rest(self.shared.value)


@dataclass(frozen=True)
class Missing:
    """The answer of a worker that does not hold the value with the key ``key``."""

    key: str


def keep(key: str, value: object) -> None:
    """Keep a value in this process; drop the least recently used value if there are too many."""
    with _lock:
        _held[key] = value
        _held.move_to_end(key)
        while len(_held) > _KEPT:
            _held.popitem(last=False)


def shared_value(key: str) -> Any:
    """Return the value with the key ``key``, or ``Missing`` if this process does not hold it."""
    with _lock:
        if key not in _held:
            return Missing(key)
        _held.move_to_end(key)
        return _held[key]


def forget() -> None:
    """Drop all values."""
    with _lock:
        _held.clear()
