"""Catalogues of records by name: records of the package, and records that extensions add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")


class Catalogue(Mapping[str, T]):
    """A mapping from names to records. Extensions can add records, but not replace them.

    >>> found = Catalogue({"a": 1})
    >>> found.add({"b": 2})
    >>> list(found), dict(found.added)
    (['a', 'b'], {'b': 2})
    >>> found.remove(["b"])
    >>> dict(found)
    {'a': 1}
    """

    def __init__(self, own: Mapping[str, T]) -> None:
        self._own = dict(own)
        self._added: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        return self._own[name] if name in self._own else self._added[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._own
        yield from self._added

    def __len__(self) -> int:
        return len(self._own) + len(self._added)

    @property
    def own(self) -> Mapping[str, T]:
        """Return the records of the package."""
        return dict(self._own)

    @property
    def added(self) -> Mapping[str, T]:
        """Return the records of extensions."""
        return dict(self._added)

    def add(self, records: Mapping[str, T]) -> None:
        """Add the records of an extension.

        Raises:
            ValueError: if a name is already in use.
        """
        self.check(records)
        self._added.update(records)

    def check(self, names: Iterable[str]) -> None:
        """Check that none of the names is in use.

        Raises:
            ValueError: if a name is already in use.
        """
        in_use = sorted(name for name in names if name in self)
        if in_use:
            raise ValueError(f"these names are already in use: {', '.join(in_use)}")

    def remove(self, names: Iterable[str]) -> None:
        """Remove records that an extension added."""
        for name in names:
            del self._added[name]
