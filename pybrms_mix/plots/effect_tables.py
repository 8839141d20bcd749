"""Tables of estimates along one or two variables, with their pictures."""

from __future__ import annotations

from abc import abstractmethod
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public_methods
from pybrms_mix.plots.panels import png

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_DIGITS = 2  # decimals of numbers in the names of lines and panels

STATISTICS = ("estimate__", "se__", "lower__", "upper__")


@public_methods
@dataclass(frozen=True, eq=False)
class EffectTables(Mapping[str, "pd.DataFrame"]):
    """Tables of estimates by the name of an effect: ``effects["x"]``.

    Attributes
    ----------
    tables : mapping of str to DataFrame
        The tables in brms's order of effects.
    spaghetti : mapping of str to DataFrame
        By effect, a table with one line for each draw and each line of ``tables``; empty unless
        single draws were requested.
    """

    tables: Mapping[str, pd.DataFrame]
    spaghetti: Mapping[str, pd.DataFrame]

    @property
    @abstractmethod
    def heading(self) -> str:
        """Return the first line of the print."""

    @abstractmethod
    def plot(self) -> dict[str, Figure]:
        """Draw each effect in a figure."""

    def __getitem__(self, effect: str) -> pd.DataFrame:
        """Return the table of one effect."""
        if effect not in self.tables:
            raise InvalidArgument(
                f"There is no effect '{effect}'.",
                hint=did_you_mean(effect, self.tables) or f"There are: {', '.join(self.tables)}.",
            )
        return self.tables[effect]

    def __iter__(self) -> Iterator[str]:
        """Return the names of the effects."""
        return iter(self.tables)

    def __len__(self) -> int:
        """Return the number of effects."""
        return len(self.tables)

    def __repr__(self) -> str:
        """Return a line for each effect: its rows, and the range of the estimates."""
        lines = [self.heading]
        for name, table in self.tables.items():
            estimates = table.filter(regex=f"^{STATISTICS[0]}")
            low, high = (f"{v:.3g}" for v in (estimates.min().min(), estimates.max().max()))
            lines.append(f"  {name}: {len(table)} rows, estimates from {low} to {high}")
        lines.append("effects[...] returns a table; effects.plot() draws all effects.")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return "".join(
            f'<img alt="{escape(name)}" style="max-width: 100%" '
            f'src="data:image/png;base64,{b64encode(png(figure)).decode()}">'
            for name, figure in self.plot().items()
        )


def long(table: pd.DataFrame, draws: np.ndarray) -> pd.DataFrame:
    """Repeat the table for each draw, with the columns ``estimate__`` and ``sample__`` (from 1)."""
    count = len(draws)
    repeated = pd.concat([table] * count, ignore_index=True)
    numbers = np.repeat(np.arange(1, count + 1), len(table)).astype(str)
    return repeated.assign(estimate__=draws.reshape(-1), sample__=numbers)


def rounded(column: pd.Series[Any]) -> list[str]:
    """Return values as the text that names a line or a panel, numbers rounded."""
    if pd.api.types.is_bool_dtype(column) or not pd.api.types.is_numeric_dtype(column):
        return [str(v) for v in column]
    return [f"{round(float(v), _DIGITS) + 0.0:.15g}" for v in column]
