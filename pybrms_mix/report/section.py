"""The sections of a report."""

from __future__ import annotations

from dataclasses import dataclass, field

from pybrms_mix.base.lazy import pandas as pd


@dataclass(frozen=True, eq=False)
class Section:
    """A section of a report: sentences, tables, and pictures as PNG files in base64.

    On the page, a ``folded`` section shows only its title until a reader opens it.
    """

    title: str
    lines: tuple[str, ...] = ()
    tables: tuple[pd.DataFrame, ...] = ()
    pictures: tuple[str, ...] = field(default=(), repr=False)
    folded: bool = False

    def __str__(self) -> str:
        tables = [table.to_string() for table in self.tables]
        body = "\n".join([*self.lines, *tables])
        return f"{self.title}\n{'-' * len(self.title)}\n{body}"
