"""Palettes of colours of R, of the packages scales and RColorBrewer."""

from __future__ import annotations

from typing import Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import colors, pyplot
from pybrms_mix.r.pictures.canvas import colour as colour_of
from pybrms_mix.r.values.named_matrix import matrix_of
from pybrms_mix.r.values.r_vectors import characters, numeric, read, text, to_python

__all__ = [
    "brewer", "grey", "hcl", "heat_colours", "hsv", "hues", "rainbow", "ramp", "shares_of_colours",
    "viridis",
]  # fmt: skip

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
    return _of_hcl(15 + 360 * np.arange(int(n)) / int(n), 100.0, 65.0)


def hcl(h: Any = 0, c: Any = 35, l: Any = 85) -> Any:  # noqa: E741 - R's name
    """Return colours by hue, chroma and luminance, as ``hcl(h, c, l)``.

    Parameters
    ----------
    h, c, l : float or array_like
        The hue in degrees, the chroma, and the luminance from 0 to 100.

    Returns
    -------
    str or ndarray
        Texts such as "#F8766D".

    Examples
    --------
    >>> hcl([15, 195], 100, 65).tolist()
    ['#F8766D', '#00BFC4']
    """
    vectors = [read(v) for v in (h, c, l)]
    codes = _of_hcl(*np.broadcast_arrays(*(numeric(v).data.astype(float) for v in vectors)))
    return read(codes).data[0] if all(v.single for v in vectors) else codes


def _of_hcl(hue: Any, chroma: Any, luminance: Any) -> Any:
    angle = np.deg2rad(np.asarray(hue, dtype=float))
    luminance = np.broadcast_to(np.asarray(luminance, dtype=float), angle.shape)
    y = np.where(luminance > 7.999592, ((luminance + 16) / 116) ** 3, luminance / 903.3)
    size = np.where(luminance > 0, luminance, 1.0)
    u = chroma * np.cos(angle) / (13 * size) + _WHITE[0]
    v = chroma * np.sin(angle) / (13 * size) + _WHITE[1]
    x = 9 * y * u / (4 * v)
    z = -x / 3 - 5 * y + 3 * y / v
    linear = np.column_stack([x, y, z]) @ _TO_RGB.T
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


def rainbow(n: Any, s: float = 1, v: float = 1, start: float = 0, end: float | None = None) -> Any:
    """Return ``n`` colours with hues from ``start`` to ``end``, as ``rainbow(n)``.

    Parameters
    ----------
    n : int
        The number of colours.
    s, v : float, default 1
        Saturation and value.
    start, end : float
        The first and the last hue between 0 and 1; the last hue is ``(n - 1) / n`` by default.

    Returns
    -------
    ndarray
        Texts such as "#FF0000".

    Examples
    --------
    >>> rainbow(3).tolist()
    ['#FF0000', '#00FF00', '#0000FF']
    """
    last = max(1, int(n) - 1) / max(1, int(n)) if end is None else float(end)
    shift = 1.0 if start > last else 0.0
    hue = np.linspace(float(start), last + shift, int(n)) % 1.0
    return _codes(_of_hsv(hue, s, v))


def _of_hsv(hue: Any, saturation: Any, value: Any) -> np.ndarray:
    cells = np.broadcast_arrays(*(np.asarray(x, dtype=float) for x in (hue, saturation, value)))
    return np.asarray(colors.hsv_to_rgb(np.column_stack(cells)))


def hsv(h: Any = 1, s: Any = 1, v: Any = 1) -> Any:
    """Return colours by hue, saturation and value between 0 and 1, as ``hsv(h, s, v)``.

    Parameters
    ----------
    h, s, v : float or array_like
        The shares.

    Returns
    -------
    str or ndarray
        Texts such as "#FF0000".

    Examples
    --------
    >>> hsv([0, 0.5]).tolist()
    ['#FF0000', '#00FFFF']
    """
    vectors = [read(x) for x in (h, s, v)]
    codes = _codes(_of_hsv(*(numeric(x).data for x in vectors)))
    return read(codes).data[0] if all(x.single for x in vectors) else codes


def heat_colours(n: Any) -> Any:
    """Return ``n`` colours from red over yellow to white, as ``heat.colors(n)``.

    Examples
    --------
    >>> heat_colours(4).tolist()
    ['#FF0000', '#FF8000', '#FFFF00', '#FFFF80']
    """
    pale = int(n) // 4
    full = int(n) - pale
    hue = np.r_[np.linspace(0, 1 / 6, full), np.full(pale, 1 / 6)]
    last = 1 / (2 * max(pale, 1))
    return _codes(_of_hsv(hue, np.r_[np.ones(full), np.linspace(1 - last, last, pale)], 1.0))


def shares_of_colours(colour: Any) -> Any:
    """Return the shares of red, green and blue from 0 to 255, as ``col2rgb(col)``.

    Parameters
    ----------
    colour : str or array_like
        Names or codes of colours.

    Returns
    -------
    DataFrame
        A matrix with the rows "red", "green" and "blue", and a column for each colour.

    Examples
    --------
    >>> shares_of_colours(["red", "#00FF80"]).to_numpy().tolist()
    [[255, 0], [0, 255], [0, 128]]
    """
    vector = text(read(colour))
    shares = [[int(np.ceil(255 * s - 0.5)) for s in colors.to_rgb(colour_of(c))]
              for c in vector.data]  # fmt: skip
    return matrix_of(np.array(shares).T, ["red", "green", "blue"], vector.names)


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
