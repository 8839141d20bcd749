"""R's options that change results: ``options(contrasts = c("contr.sum", "contr.poly"))``."""

from __future__ import annotations

from typing import Any

from pybrms_mix.base.errors import InvalidData
from pybrms_mix.design.contrasts import CODINGS, OF_SESSION, set_usual_codings
from pybrms_mix.r.values.number_options import usual_options
from pybrms_mix.r.values.r_vectors import read

__all__ = ["contrasts_option"]


def contrasts_option(value: Any = None) -> None:
    """Set the contrasts of factors that have none of their own.

    Parameters
    ----------
    value : sequence of str, optional
        The function of R for factors, and that for ordered factors; the default are those of a new
        session, "contr.treatment" and "contr.poly".

    Raises
    ------
    InvalidData
        If there are not two such functions.

    Examples
    --------
    >>> from pybrms_mix.r import column_contrasts, data_frame, factor
    >>> contrasts_option(["contr.sum", "contr.poly"])
    >>> column_contrasts(data_frame(g=factor(["u", "v"])), "g").iloc[:, 0].tolist()
    [1.0, -1.0]
    >>> contrasts_option()
    """
    names = [f"contr.{name}" for name in OF_SESSION] if value is None else list(read(value).data)
    if len(names) != 2 or not set(names) <= set(CODINGS):
        raise InvalidData(f"options(contrasts = ) needs two of {', '.join(CODINGS)}.")
    set_usual_codings(CODINGS[names[0]], CODINGS[names[1]])


def start_session() -> None:
    """Set the options of a new session."""
    usual_options()
    contrasts_option()
