"""Palettes of colours of R, of the packages scales and RColorBrewer."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import colors, pyplot
from pybrms_mix.r.r_vectors import characters, numeric, read, text, to_python

__all__ = ["brewer", "grey", "hues", "rainbow", "ramp", "viridis"]

# The chromaticity of the white point D65, by which R converts the colours of hcl().
_WHITE = (0.1978398, 0.4683363)
_TO_RGB = np.array([
    [3.240479, -1.53715, -0.498535], [-0.969256, 1.875992, 0.041556],
    [0.055648, -0.204043, 1.057311],
])  # fmt: skip


def _codes(shares: np.ndarray) -> Any:
    """Return colours such as "#FF0000" by shares of red, green and blue between 0 and 1."""
    byte_values = np.floor(np.clip(shares, 0, 1) * 255 + 0.5).astype(int)
    return to_python(characters(["#" + "".join(f"{v:02X}" for v in row) for row in byte_values]))


def brewer(n: Any, name: str = "Greens") -> Any:
    """Return the first ``n`` colours of a qualitative palette, as ``brewer.pal(n, name)``.

    Parameters
    ----------
    n : int
        The number of colours.
    name : str
        The name of the palette: "Set1", "Set2", "Set3", "Dark2", "Paired", "Accent", "Pastel1" or
        "Pastel2".

    Returns
    -------
    ndarray
        Texts such as "#E41A1C".

    Raises
    ------
    InvalidArgument
        If the palette does not exist here, or has fewer colours.

    Examples
    --------
    >>> brewer(2, "Set1").tolist()
    ['#E41A1C', '#377EB8']
    """
    is_palette = name in pyplot.colormaps()
    colours = getattr(pyplot.get_cmap(name), "colors", ()) if is_palette else ()
    if not len(colours) or len(colours) > 12:
        raise InvalidArgument(f"The palette {name!r} is not available here: use 'Set1' or 'Dark2'.")
    if int(n) > len(colours):
        raise InvalidArgument(f"The palette {name!r} has {len(colours)} colours.")
    return _codes(np.array(colours[: int(n)])[:, :3])


def hues(n: Any) -> Any:
    """Return ``n`` colours whose hues have equal distances, as ``hue_pal()(n)``.

    Parameters
    ----------
    n : int
        The number of colours.

    Returns
    -------
    ndarray
        Texts such as "#F8766D".

    Examples
    --------
    >>> hues(2).tolist()
    ['#F8766D', '#00BFC4']
    """
    angle = np.deg2rad(15 + 360 * np.arange(int(n)) / int(n))
    luminance, chroma = 65.0, 100.0
    y = ((luminance + 16) / 116) ** 3
    u = chroma * np.cos(angle) / (13 * luminance) + _WHITE[0]
    v = chroma * np.sin(angle) / (13 * luminance) + _WHITE[1]
    x = 9 * y * u / (4 * v)
    z = -x / 3 - 5 * y + 3 * y / v
    linear = np.column_stack([x, np.full(len(x), y), z]) @ _TO_RGB.T
    curved = 1.055 * np.clip(linear, 0, None) ** (1 / 2.4) - 0.055
    return _codes(np.where(linear > 0.00304, curved, 12.92 * linear))


def viridis(n: Any, option: str = "viridis") -> Any:
    """Return ``n`` colours of a palette of viridisLite, as ``viridis(n)``.

    R interpolates in another space of colours: a share can differ by 1 of 255.

    Parameters
    ----------
    n : int
        The number of colours.
    option : str, default "viridis"
        The palette, by its name or letter: "A" is "magma".

    Returns
    -------
    ndarray
        Texts such as "#440154FF".

    Raises
    ------
    InvalidArgument
        If the palette does not exist here.

    Examples
    --------
    >>> viridis(2).tolist()
    ['#440154FF', '#FDE725FF']
    """
    letters = {"A": "magma", "B": "inferno", "C": "plasma", "D": "viridis"}
    name = letters.get(option, option)
    if name not in letters.values():
        raise InvalidArgument(f"The palette {option!r} is not available here: use 'viridis'.")
    table = np.asarray(getattr(pyplot.get_cmap(name), "colors", None))
    at = np.linspace(0, len(table) - 1, int(n)) if int(n) > 1 else np.zeros(1)
    mixed = [np.interp(at, np.arange(len(table)), shade) for shade in table[:, :3].T]
    return _codes(np.column_stack([*mixed, np.ones(len(at))]))


def rainbow(n: Any) -> Any:
    """Return ``n`` saturated colours, as ``rainbow(n)``.

    Examples
    --------
    >>> rainbow(3).tolist()
    ['#FF0000', '#00FF00', '#0000FF']
    """
    hue = np.arange(int(n)) / int(n)
    full = np.ones(int(n))
    return _codes(colors.hsv_to_rgb(np.column_stack([hue, full, full])))


def grey(level: Any) -> Any:
    """Return shades of grey, as ``gray(level)``: 0 is black, 1 is white.

    Examples
    --------
    >>> grey(0.5)
    '#808080'
    """
    vector = read(level)
    codes = _codes(np.repeat(numeric(vector).data[:, None], 3, axis=1))
    return codes[0] if vector.single else codes


def ramp(colours: Any, n: Any) -> Any:
    """Return ``n`` colours between given ones, as ``colorRampPalette(colours)(n)``.

    Examples
    --------
    >>> ramp(["red", "blue"], 3).tolist()
    ['#FF0000', '#7F007F', '#0000FF']
    """
    shares = np.array([colors.to_rgb(c) for c in text(read(colours)).data]) * 255
    at = np.linspace(0, len(shares) - 1, int(n))
    mixed = np.column_stack([np.interp(at, np.arange(len(shares)), c) for c in shares.T])
    return _codes(np.floor(mixed + 1e-9) / 255)
