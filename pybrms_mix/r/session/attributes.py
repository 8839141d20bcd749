"""Attributes of R's values that have a meaning here: those of scaled numbers and of formulas."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import NotSupported
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.r.frames.grouped_parts import part
from pybrms_mix.r.regression.factor_contrasts import column_contrasts
from pybrms_mix.r.values.own_attributes import own_of
from pybrms_mix.r.values.r_vectors import read
from pybrms_mix.r.values.scaling import column_attributes, scaling_of
from pybrms_mix.r.values.tibbles import ungrouped
from pybrms_mix.r.vectors.factors import levels
from pybrms_mix.r.vectors.vectors import names

__all__ = ["attribute", "column_attribute"]


def attribute(x: Any, which: str) -> Any:
    """Return ``attr(x, which)``.

    Parameters
    ----------
    x
        A scaled vector or matrix, the terms of a formula, the likelihood of a linear model, or a
        vector with names or levels.
    which : str
        The name of the attribute, such as ``"scaled:center"`` or ``"term.labels"``.

    Returns
    -------
    object
        The attribute.

    Raises
    ------
    NotSupported
        If the value does not hold this attribute here.

    Examples
    --------
    >>> from pybrms_mix.r import scale
    >>> attribute(scale([1, 2, 3]), "scaled:center")
    2.0
    """
    if (scaling := scaling_of(x)) is not None and which not in ("names", "levels"):
        return scaling.attributes(x).get(which)
    marks = own_of(x)
    if marks is not None and which in marks.values:
        return marks.values[which]
    attributes = getattr(x, "attributes", None) or getattr(x, "attrs", None) or {}
    if which in attributes:
        value = attributes[which]
        if isinstance(value, dict):
            return pd.Series(value)
        return np.array(value) if isinstance(value, list) else value
    if which == "names":
        return names(x)
    if which == "levels" and read(x).kind == "factor":
        return levels(x)
    if which == "dim" and np.ndim(x) > 1:
        return np.array(np.shape(x))
    raise NotSupported(
        f"This value has no attribute '{which}' here.",
        hint="A column of a data frame keeps no attributes: take them from the vector itself.",
    )


def column_attribute(x: Any, name: str, which: str) -> Any:
    """Return ``attr(x$name, which)``.

    Examples
    --------
    >>> from pybrms_mix.r import data_frame, mutate, scale
    >>> column_attribute(mutate(data_frame(x=[1, 2]), z=scale([1, 2])), "z", "scaled:center")
    1.5
    """
    frame = ungrouped(x)
    if which == "contrasts" and isinstance(frame, pd.DataFrame):
        own_contrasts = frame.attrs.get("contrasts", {}).get(name)
        is_text = own_contrasts is None or isinstance(own_contrasts, str)
        return own_contrasts if is_text else column_contrasts(frame, name)
    if isinstance(frame, pd.DataFrame) and which not in ("names", "levels"):
        return column_attributes(frame, name).get(which)
    return attribute(part(frame, name), which)
