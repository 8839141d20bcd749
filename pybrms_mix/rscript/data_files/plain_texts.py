"""Read and write text files, and make the folders of files that are written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pybrms_mix.base.errors import InvalidFile, PybrmsWarning
from pybrms_mix.base.file_errors import reading, writing
from pybrms_mix.base.public_calls import warn
from pybrms_mix.r.values.r_vectors import characters, to_python
from pybrms_mix.r.values.single_paths import single_path

__all__ = ["make_folder", "read_lines", "store_text", "target"]


def store_text(text: str, file: str | Path, *, append: bool = False) -> None:
    """Store a text in a file, as R's ``writeLines()`` and ``cat(file = )`` do.

    Parameters
    ----------
    text : str
        The text, with its line breaks.
    file : str or Path
        The file. A missing folder is made.
    append : bool, default False
        Whether the text comes after the text that the file holds.

    Raises
    ------
    InvalidFile
        If the path is a folder, or if its folder cannot be made.
    """
    path = target(file)
    with writing(path, "text"), path.open("a" if append else "w", encoding="utf-8") as opened:
        opened.write(text)


def read_lines(file: str | Path, n: int = -1) -> Any:
    """Return the lines of a text file, as R's ``readLines()``.

    Parameters
    ----------
    file : str or Path
        The file.
    n : int, default -1
        The largest number of lines; a negative number stands for all lines.

    Returns
    -------
    ndarray of str
        The lines without their line breaks.

    Raises
    ------
    InvalidFile
        If there is no such file.
    """
    with reading(file, "text"):
        lines = Path(single_path(file)).read_text(encoding="utf-8").splitlines()
    return to_python(characters(lines if n < 0 else lines[: int(n)]))


def target(file: str | Path) -> Path:
    """Return the path of a file to be written; its folder is made if there is none.

    A script often stands beside the folders to which it writes, and is run without them.

    Raises:
        InvalidFile: if the path is a folder, or if its folder cannot be made.
    """
    path = Path(single_path(file))
    if path.is_dir():
        raise InvalidFile(
            f"'{file}' is a folder.", hint=f"The file name must have the form '{file}/name.rds'."
        )
    if not path.parent.is_dir():
        make_folder(path.parent)
        warn(f"The folder '{path.parent}' was made.", PybrmsWarning)
    return path


def make_folder(folder: str | Path) -> bool:
    """Make a folder and its parent folders, and return whether it did not exist before."""
    path = Path(single_path(folder))
    is_new = not path.exists()
    with writing(folder, "folder"):
        path.mkdir(parents=True, exist_ok=True)
    return is_new
