"""R's graphics devices: pictures between ``pdf("f.pdf")`` and ``dev.off()`` are pages of a file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.file_errors import writing
from pybrms_mix.base.lazy import backend_pdf
from pybrms_mix.base.lazy import pyplot as plt
from pybrms_mix.r.pictures.plot_grid import panels
from pybrms_mix.r.values.drawings import Drawing
from pybrms_mix.r.values.single_paths import single_path

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["close_device", "close_devices", "draw", "open_device", "show_plots"]

_INCHES = {"in": 1.0, "cm": 1 / 2.54, "mm": 1 / 25.4}
# The resolution of R's devices without `res`, in pixels per inch.
_RESOLUTION = 72.0
# The place of the number of a page in the name of a file.
_NUMBER = re.compile(r"%0?\d?d")


@dataclass
class _Device:
    """A file to which pictures go.

    Attributes
    ----------
    file : str
        The name of the file; ``%d`` in it stands for the number of the page.
    size : tuple of float, optional
        Width and height in inches.
    dpi : float, optional
        The resolution in pixels per inch.
    earlier : set of int
        The numbers of matplotlib's figures that existed before the device was opened.
    pages : list of Figure
        The pictures so far.
    """

    file: str
    size: tuple[float, float] | None
    dpi: float | None
    earlier: set[int]
    pages: list[Figure] = field(default_factory=list)

    def collect(self) -> None:
        """Take over the figures that base R plots have begun since the last page."""
        current = plt.get_fignums()
        for number in (n for n in current if n not in self.earlier):
            self.pages.append(plt.figure(number))
            self.earlier.add(number)

    def add(self, picture: Any) -> None:
        """Add a picture as a page."""
        self.collect()
        figure = picture.figure() if isinstance(picture, Drawing) else picture
        if figure not in self.pages:
            self.pages.append(figure)
        self.earlier |= set(plt.get_fignums())

    def store(self) -> None:
        """Write the pages: all into one PDF file, or one file for each."""
        self.collect()
        for page in self.pages:
            if self.size is not None:
                page.set_size_inches(*self.size)
        is_numbered = _NUMBER.search(self.file) is not None
        with writing(self.file, "picture"):
            if self.file.lower().endswith(".pdf") and not is_numbered and len(self.pages) > 1:
                with backend_pdf.PdfPages(self.file) as pdf:
                    for page in self.pages:
                        page.savefig(pdf, format="pdf")
            else:
                for number, page in enumerate(self.pages, 1):
                    page.savefig(page_file(self.file, number), dpi=self.dpi or "figure")
        for page in self.pages:
            plt.close(page)


# The devices that are open, the current one last.
_OPEN: list[_Device] = []


def page_file(file: str, page: int) -> str:
    """Return the name of the file of a page.

    Examples
    --------
    >>> page_file("a.png", 1), page_file("a.png", 2), page_file("p%02d.png", 3)
    ('a.png', 'a-page2.png', 'p03.png')
    """
    if _NUMBER.search(file):
        return _NUMBER.sub(lambda number: number[0] % page, file)
    path = Path(file)
    return file if page == 1 else str(path.with_name(f"{path.stem}-page{page}{path.suffix}"))


def open_device(
    file: str,
    width: float | None = None,
    height: float | None = None,
    units: str = "in",
    res: float | None = None,
) -> None:
    """Send pictures to a file until ``close_device()``: R's ``pdf()``, ``png()``, ....

    Parameters
    ----------
    file : str
        The name of the file. Its extension determines the format. A PDF file holds all pages. In
        other formats, each page after the first has a file of its own, such as ``a-page2.png``;
        a name such as ``a%02d.png`` has the number of the page.
    width, height : float, optional
        The size of the pictures in ``units``.
    units : {"in", "cm", "mm", "px"}
        The unit of the size.
    res : float, optional
        The resolution in pixels per inch; 72 for a size in pixels.

    Raises
    ------
    InvalidArgument
        If the unit is unknown.

    Examples
    --------
    >>> import os, tempfile
    >>> file = os.path.join(tempfile.mkdtemp(), "both.pdf")
    >>> open_device(file)
    >>> draw(plt.figure())
    >>> close_device()
    >>> os.path.exists(file)
    True
    """
    if units not in (*_INCHES, "px"):
        raise InvalidArgument(f"The size of a picture has no unit '{units}'.",
                              hint=f"Units are {', '.join(_INCHES)} and px.")  # fmt: skip
    dpi = _RESOLUTION if units == "px" and res is None else res
    unit = _INCHES.get(units) or 1 / float(dpi or _RESOLUTION)
    sides = [None if side is None else float(side) * unit for side in (width, height)]
    wide, high = (sides[0] or sides[1]), (sides[1] or sides[0])
    size = None if wide is None or high is None else (wide, high)
    panels()
    _OPEN.append(_Device(single_path(file), size, dpi, set(plt.get_fignums())))


def close_device() -> None:
    """Store the pictures since the last ``open_device()``: R's ``dev.off()``.

    Without an open device, nothing happens.
    """
    panels()
    if _OPEN:
        _OPEN.pop().store()


def close_devices() -> None:
    """Store the pictures of all devices that are open, as R does when a script ends."""
    while _OPEN:
        close_device()


def reset_devices() -> None:
    """Forget the devices that an earlier script left open, and its grid of plots."""
    _OPEN.clear()
    panels()


def on_device(picture: Any) -> Any:
    """Return a picture after it became a page of the current graphics device, if one is open."""
    if _OPEN and are_pictures(picture):
        draw(picture)
    return picture


def are_pictures(x: Any) -> bool:
    """Return whether a value is a picture, or a list of pictures."""
    values = x if isinstance(x, list) else [x]
    return bool(values) and all(isinstance(v, Drawing) or hasattr(v, "savefig") for v in values)


def draw(picture: Any) -> None:
    """Show a picture, or make it a page of the current graphics device.

    Parameters
    ----------
    picture : picture or list of picture
        A figure of matplotlib, a picture of ``ggplot()``, or several of them.
    """
    for single in picture if isinstance(picture, list) else [picture]:
        if _OPEN:
            _OPEN[-1].add(single)
        elif isinstance(single, Drawing):
            single.show()
        else:
            plt.show()


def show_plots() -> None:
    """Show the plots of base R that were drawn, unless they are pages of a graphics device."""
    if not _OPEN:
        plt.show()
