"""Colours as texts: R's ``rgb()`` and ``adjustcolor()``."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import colors
from pybrms_mix.r.text.colour_names import PALETTE, code_of
from pybrms_mix.r.values.r_vectors import characters, numeric, read, to_python, together

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


def faded(colour: Any, alpha: float, *, in_full: bool = False) -> Any:
    """Return colours with an opacity, as ``adjustcolor(col, alpha)`` and ``alpha(col, a)``.

    Parameters
    ----------
    colour : str, int or array of str or int
        Names of colours, texts such as "#112233", or numbers of R's palette.
    alpha : float
        The factor of the opacity.
    in_full : bool, default False
        Whether ``alpha`` is the opacity itself, as in ``alpha()``, and not a factor.

    Returns
    -------
    str or array of str
        Texts such as "#0000FF33".

    Raises
    ------
    InvalidArgument
        If R knows no such colour.

    Examples
    --------
    >>> faded("blue", 0.2), faded(2, 0.2)
    ('#0000FF33', '#DF536B33')
    """
    vector = read(colour)
    shares = [colors.to_rgba(_code(c)) for c in vector.data]
    codes = [rgb(*c[:3], alpha if in_full else min(alpha * c[3], 1)) for c in shares]
    return codes[0] if vector.single else to_python(characters(codes))


def _code(colour: Any) -> str:
    """Return the code of a colour by its name, its code or its number in R's palette."""
    if not isinstance(colour, str):
        return PALETTE[(int(colour) - 1) % len(PALETTE)]
    code = colour if colour.startswith("#") else code_of(colour)
    if code is None or not colors.is_color_like(code):
        raise InvalidArgument(f"R knows no colour of the name '{colour}'")
    return code
