"""Coefficients of levels by grouping factor, and how they are shown."""

from __future__ import annotations

from collections.abc import Iterator

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import xarray as xr

_SHOWN = 10  # levels of each coefficient


class CoefficientsOfLevels(dict[str, "xr.DataArray"]):
    """The result of ``ranef()`` and ``coef()``: a dict with an array for each grouping factor.

    ``print()`` shows a table for each coefficient, with its first ten levels. For arrays of draws,
    ``print()`` shows the sizes of the axes.
    """

    def __repr__(self) -> str:
        return "\n\n".join(f"{title}\n{body}" for title, body in self._texts()) or "{}"

    __str__ = __repr__

    def _repr_html_(self) -> str:
        parts = [f"<p>{title}</p>{table.to_html()}" for title, table, _ in self._tables()]
        return f"<div>{''.join(parts)}</div>" if parts else f"<pre>{self!r}</pre>"

    def _texts(self) -> Iterator[tuple[str, str]]:
        for title, table, count in self._tables():
            more = f"\n... {count - len(table)} more levels" if count > len(table) else ""
            yield title, f"{table.to_string()}{more}"
        for group, array in self.items():
            if "statistic" not in array.dims:
                sizes = ", ".join(f"{n} {name}s" for name, n in array.sizes.items())
                yield group, f"draws: {sizes}"

    def _tables(self) -> Iterator[tuple[str, pd.DataFrame, int]]:
        """Yield the title, the first levels and the number of levels of each coefficient."""
        for group, array in self.items():
            if "statistic" not in array.dims:
                continue
            for name in array["coefficient"].to_numpy():
                part = array.sel(coefficient=name)
                levels, statistics = (part[d].to_numpy().tolist() for d in ("level", "statistic"))
                cells = pd.DataFrame(part.to_numpy(), levels, statistics)
                table = cells.head(_SHOWN).round(2)
                yield f"{group}: {name}", table, array.sizes["level"]
