"""Conversion of strings into numbers by R's rules."""

from __future__ import annotations

import numpy as np

from pybrms_mix.r.values.nan_values import NAN


def spelt_missing(values: np.ndarray) -> np.ndarray:
    """Return whether each string is missing, or is the text "NA" or "NaN"."""
    return np.array([v is None or v.strip() in ("NA", "NaN") for v in values], dtype=bool)


def parsed(value: str | None) -> float:
    """Return the number that a string spells; NaN for other strings."""
    if value is None:
        return np.nan
    spelt = value.strip()
    try:
        if spelt.lower().startswith(("0x", "-0x")):
            return float(int(spelt, 16))
        number = np.nan if "_" in spelt else float(spelt)
        return NAN if np.isnan(number) and "_" not in spelt else number
    except ValueError:
        return np.nan
