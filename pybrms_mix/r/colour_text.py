"""Colours as texts: R's ``rgb()`` and ``adjustcolor()``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import colors
from pybrms_mix.r.r_vectors import characters, numeric, read, text, to_python, together

__all__ = ["faded", "rgb"]


def rgb(red: Any, green: Any, blue: Any, alpha: Any = None, largest: float = 1.0) -> Any:
    """Return colours by their shares of red, green and blue, as ``rgb(r, g, b, alpha)``.

    Parameters
    ----------
    red, green, blue : array_like
        The shares, between 0 and ``largest``.
    alpha : array_like, optional
        The opacity.
    largest : float, default 1
        R's ``maxColorValue``.

    Returns
    -------
    str or array of str
        Texts such as "#0000FF33".

    Raises
    ------
    InvalidArgument
        If a share is outside its range.

    Examples
    --------
    >>> rgb(0, 0, 1, 0.2)
    '#0000FF33'
    """
    vectors = [read(v) for v in (red, green, blue, *([] if alpha is None else [alpha]))]
    parts = np.array([numeric(v).data for v in together(*vectors)], dtype=float) / largest
    if ((parts < 0) | (parts > 1)).any():
        raise InvalidArgument(f"A colour has shares between 0 and {largest:g}.")
    byte_values = np.floor(parts * 255 + 0.5).astype(int)
    codes = ["#" + "".join(f"{int(v):02X}" for v in column) for column in byte_values.T]
    return codes[0] if all(v.single for v in vectors) else to_python(characters(codes))


def faded(colour: Any, alpha: float) -> Any:
    """Return colours with an opacity, as ``adjustcolor(col, alpha)`` and ``alpha(col, a)``.

    Parameters
    ----------
    colour : str or array of str
        Names of colours, or texts such as "#112233".
    alpha : float
        The opacity.

    Returns
    -------
    str or array of str
        Texts such as "#0000FF33".

    Examples
    --------
    >>> faded("blue", 0.2)
    '#0000FF33'
    """
    vector = text(read(colour))
    shares = [colors.to_rgb(str(c)) for c in vector.data]
    codes = [rgb(*c, alpha) for c in shares]
    return codes[0] if vector.single else to_python(characters(codes))
