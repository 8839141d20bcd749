"""Standard deviations, correlations and covariances by group, and R's print of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.base.shown import preformatted
from pybrms_mix.results import layout

_TABLES = ("sd", "cor", "cov")


class Covariances(dict[str, dict[str, Any]]):
    """The result of ``VarCorr()``: for each group a dict with ``sd``, and with ``cor`` and ``cov``.

    ``print()`` shows the tables as R does, unless they hold draws.
    """

    def __repr__(self) -> str:
        return super().__repr__() if self.hold_draws() else "\n".join(self._lines())

    __str__ = __repr__

    def _repr_html_(self) -> str:
        return preformatted(repr(self))

    def hold_draws(self) -> bool:
        """Return whether the tables hold draws instead of statistics."""
        return not all("Estimate" in table["sd"] for table in self.values())

    def _lines(self) -> Iterator[str]:
        for group, tables in self.items():
            yield f"${_name(group)}"
            for part in _TABLES:
                if part in tables:
                    yield f"${_name(group)}${part}"
                    yield from _shown(tables[part])
                    yield ""
            yield ""


def _name(group: str) -> str:
    """Return a name as R writes it after a dollar sign, in backticks if necessary."""
    plain = group.replace("_", "").replace(".", "").isalnum() and not group[:1].isdigit()
    return group if plain and not group.startswith("_") else f"`{group}`"


def _shown(table: pd.DataFrame | xr.DataArray) -> Iterator[str]:
    if isinstance(table, pd.DataFrame):
        yield from _matrix(table)
        return
    for column in table["other"].to_numpy():
        yield f", , {column}"
        yield ""
        part = table.sel(other=column)
        yield from _matrix(
            pd.DataFrame(
                part.to_numpy(),
                index=list(part["coefficient"].to_numpy()),
                columns=list(part["statistic"].to_numpy()),
            )
        )
        yield ""


def _matrix(table: pd.DataFrame) -> list[str]:
    """Return the lines of a matrix of numbers, each column with as many digits as R prints."""
    cells = {name: layout.significant(np.asarray(table[name], float)) for name in table}
    row_names = [str(name) for name in table.index]
    size = max(map(len, row_names), default=0)
    return layout.lines(pd.DataFrame(cells, index=[name.ljust(size) for name in row_names]))
