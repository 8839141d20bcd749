"""Tables that each process reads for itself: files, and functions that return a table."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pybrms_mix.base.errors import InvalidData, PybrmsError
from pybrms_mix.base.file_errors import missing, reason_of
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.columns import table

_READERS: Mapping[str, str] = {
    ".csv": "read_csv",
    ".tsv": "read_table",
    ".parquet": "read_parquet",
    ".feather": "read_feather",
}
_ACCESS = (
    "Every process that makes fits reads the table itself: it needs access to the file, and the "
    "library that reads the file."
)
_COMPRESSED = (".gz", ".bz2", ".xz", ".zip")  # pandas unpacks these by their suffix


@dataclass(frozen=True, eq=False)
class Referred:
    """The rows of a job, by their origin in place of their values.

    Attributes:
        source: the path of a file, or a function without arguments that returns a table.
        data2, knots: values that the model reads beside the rows.
        content: a hash of the rows when the source was read first.
    """

    source: Path | Callable[[], Any]
    data2: Mapping[str, Any]
    knots: Mapping[str, Any]
    content: bytes

    def check(self, content: bytes) -> None:
        """Refuse rows that differ from the rows when the source was read first.

        Raises:
            InvalidData: if they differ.
        """
        if content != self.content:
            raise InvalidData(
                f"{named(self.source)} gives other rows than when the job was written.",
                hint="A file must not change before its fit is made; a function that draws "
                "random numbers must set its own seed.",
            )


def is_source(value: object) -> bool:
    """Return whether a value is the path or the function of a table, rather than a table."""
    return isinstance(value, (str, os.PathLike)) or (
        callable(value) and not hasattr(value, "columns")
    )


def source_of(value: Any) -> Path | Callable[[], Any]:
    """Return a source as a function or an absolute path, which other processes can use.

    Raises:
        InvalidData: if no reader is known for the suffix of a path.
    """
    if callable(value) and not isinstance(value, os.PathLike):
        function: Callable[[], Any] = value
        return function
    path = Path(value).absolute()
    if _suffix(path) not in _READERS:
        raise InvalidData(
            f"pybrms_mix cannot read the file '{value}'.",
            hint=f"Files may end with {', '.join(_READERS)}. For other files, pass a function "
            "that returns the table.",
        )
    return path


def read_source(source: Path | Callable[[], Any]) -> Any:
    """Return the table of a source, of pandas or of the library that a function returns.

    Raises:
        InvalidData: if the file cannot be read, or if the function fails or returns no table.
    """
    try:
        table_ = _read(source) if isinstance(source, Path) else source()
        table(table_)  # refuses objects that are not tables
        return table_
    except PybrmsError as error:
        error.message = f"{named(source)}: {error.message}"
        raise
    except Exception as error:  # a file or a function of the user may raise any error
        raise _no_table(source, error) from error


def _no_table(source: Path | Callable[[], Any], error: Exception) -> InvalidData:
    if isinstance(source, Path) and isinstance(error, FileNotFoundError):
        absent = missing(source)
        return InvalidData(absent.message, hint=f"{absent.hint}\n{_ACCESS}")
    is_file = isinstance(source, Path) and isinstance(error, (OSError, ValueError))
    reason = f"{reason_of(error)}." if is_file else f"{type(error).__name__}: {error}"
    return InvalidData(f"{named(source)} does not give a table: {reason}", hint=_ACCESS)


def _read(path: Path) -> pd.DataFrame:
    table_: pd.DataFrame = getattr(pd, _READERS[_suffix(path)])(path)
    return table_


def named(source: Path | Callable[[], Any]) -> str:
    """Return the name of a source in messages."""
    if isinstance(source, Path):
        return f"The file '{source}'"
    function = getattr(source, "func", source)  # the function inside a partial()
    return f"The function '{getattr(function, '__name__', type(function).__name__)}'"


def _suffix(path: Path) -> str:
    suffixes = [s.lower() for s in path.suffixes]
    if suffixes and suffixes[-1] in _COMPRESSED:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""
