"""What a script prints, in files: R's ``capture.output(file = )`` and ``sink()``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from pybrms_mix.base.file_errors import writing
from pybrms_mix.r import printed_lines
from pybrms_mix.r.pictures.graphics_devices import reset_devices
from pybrms_mix.rscript.data_files.plain_texts import store_text, target

__all__ = ["close_sink", "open_sink", "store_output"]


def store_output(file: str | Path, *functions: Callable[[], Any], append: bool = False) -> None:
    """Store what functions print, as R's ``capture.output(file = )`` does.

    Parameters
    ----------
    file : str or Path
        The file. A missing folder is made.
    *functions : callable
        Functions without arguments.
    append : bool, default False
        Whether the lines come after those that the file holds.
    """
    lines = printed_lines(*functions)
    store_text("".join(f"{line}\n" for line in lines), file, append=append)


# The streams to which the script printed before each sink() that is open, and the files.
_SINKS: list[tuple[TextIO, TextIO]] = []


def open_sink(file: str | Path, *, append: bool = False) -> None:
    """Print to a file until ``close_sink()``: R's ``sink("file.txt")``.

    Parameters
    ----------
    file : str or Path
        The file. A missing folder is made.
    append : bool, default False
        Whether the lines come after those that the file holds.
    """
    path = target(file)
    with writing(path, "text"):
        stream = path.open("a" if append else "w", encoding="utf-8")
    _SINKS.append((sys.stdout, stream))
    sys.stdout = stream


def close_sink() -> None:
    """Print again where the script printed before the last ``open_sink()``: R's ``sink()``."""
    if _SINKS:
        sys.stdout, stream = _SINKS.pop()
        stream.close()


@contextmanager
def own_output() -> Iterator[None]:
    """Begin a script without graphics devices of earlier ones, and close its sinks at its end."""
    reset_devices()
    try:
        yield
    finally:
        while _SINKS:
            close_sink()
