"""Errors of reading and writing files: the file, the folder that was searched, and the reason."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from pybrms_mix.base.errors import InvalidFile, PybrmsError, did_you_mean

_NAMES = 1000  # the largest number of names of a folder that are compared with a missing name
# A path with a null byte, bytes that are no text, or a bad archive raise a ValueError; a compressed
# file that was cut off raises an EOFError.
_FAILURES = (OSError, ValueError, EOFError)
# pandas and zlib begin their reasons with these words.
_HEAD = re.compile(r"Error tokenizing data\. C error: |Error -?\d+ while decompressing data: ")


@contextmanager
def reading(path: str | os.PathLike[str], noun: str = "file") -> Iterator[None]:
    """Report failures to read a file as ``InvalidFile``.

    Args:
        path: the file.
        noun: what kind of file was expected, such as "script".

    Raises:
        InvalidFile: if the block raises an error of the system, or cannot decode the file.
    """
    try:
        yield
    except PybrmsError:
        raise
    except FileNotFoundError as error:
        raise missing(path, noun) from error
    except _FAILURES as error:
        message = f"The {noun} '{os.fspath(path)}' cannot be read: {reason_of(error)}."
        raise InvalidFile(message, hint=_remedy(error)) from error


@contextmanager
def writing(path: str | os.PathLike[str], noun: str = "file") -> Iterator[None]:
    """Report failures to write a file as ``InvalidFile``.

    Args:
        path: the file.
        noun: what kind of file is written, such as "report".

    Raises:
        InvalidFile: if the block raises an error of the system.
    """
    try:
        yield
    except PybrmsError:
        raise
    except (OSError, ValueError) as error:
        path = Path(path)
        if isinstance(error, FileNotFoundError) and not path.parent.exists():
            reason = f"there is no folder '{path.parent}'"
        else:
            reason = reason_of(error)
        message = f"The {noun} cannot be written to '{path}': {reason}."
        raise InvalidFile(message, hint="Choose another name or folder.") from error


def missing(path: str | os.PathLike[str], noun: str = "file") -> InvalidFile:
    """Return the error about a file that does not exist.

    The hint names the folder that was searched, and a file there with a similar name.
    """
    file = Path(path)
    file_path = file.absolute()
    if file_path.is_symlink():
        return InvalidFile(
            f"'{path}' is a symbolic link to '{file_path.readlink()}', which does not exist.",
            hint="Restore the file that the link points to, or name another file.",
        )
    message = f"There is no {noun} '{path}'."
    folder = file_path.parent
    if not folder.is_dir():
        existing = next(parent for parent in folder.parents if parent.exists())
        absent = existing / folder.relative_to(existing).parts[0]
        return InvalidFile(message, hint=f"The folder '{absent}' does not exist.")
    alike = did_you_mean(file_path.name, _names(folder))
    return InvalidFile(message, hint=f"It was searched in '{folder}'. {alike}".rstrip())


def reason_of(error: BaseException) -> str:
    """Return the reason for an error in words, without the number of the system's error."""
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start + 1} is not UTF-8 text"
    if isinstance(error, IsADirectoryError):
        return "it is a folder"
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    line = _HEAD.sub("", str(reason).splitlines()[0].rstrip("."), count=1)
    if unclosed := re.fullmatch(r"EOF inside string starting at row (\d+)", line):
        return f"a quotation mark that opens in line {int(unclosed[1]) + 1} is not closed"
    if uneven := re.fullmatch(r"Expected (\d+) fields in line (\d+), saw (\d+)\s*", line):
        return f"line {uneven[2]} has {uneven[3]} fields where {uneven[1]} are expected"
    return line


def _remedy(error: BaseException) -> str:
    return "Save the file with the encoding UTF-8." if isinstance(error, UnicodeError) else ""


def _names(folder: Path) -> list[str]:
    """Return names of files in a folder, or nothing if the folder cannot be read."""
    try:
        return sorted(path.name for path in islice(folder.iterdir(), _NAMES))
    except OSError:
        return []
