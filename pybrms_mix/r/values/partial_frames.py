"""Tables of effects that lack columns which they have in R."""

from __future__ import annotations

from typing import Any

from pybrms_mix.base.errors import NotSupported
from pybrms_mix.plots.effects_columns import OF_FUNCTIONS


def refuse_partial(x: Any) -> None:
    """Refuse a question about all columns of a table of effects that has further ones in R.

    Raises
    ------
    NotSupported
        If the formula of the fit has functions of variables, which brms keeps as columns.
    """
    lacking = getattr(x, "attrs", {}).get(OF_FUNCTIONS)
    if lacking:
        raise NotSupported(
            f"The table of effects in R has further columns: {', '.join(lacking)}.",
            hint="Name the columns that are needed.",
        )
