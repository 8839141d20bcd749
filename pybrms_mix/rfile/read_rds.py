"""Read the values in an R data file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pybrms_mix.base.errors import InvalidFile
from pybrms_mix.rfile.robjects import RObject
from pybrms_mix.rfile.streams import Damaged, stream
from pybrms_mix.rfile.unpack import unpacked
from pybrms_mix.rfile.unserialize import unserialize

_WORKSPACE = (b"RDX2\n", b"RDX3\n", b"RDB2\n", b"RDB3\n", b"RDA2\n", b"RDA3\n")
_HEAD = 5

T = TypeVar("T")


def read(file: str | Path) -> RObject:
    """Return the value in an ``.rds`` file, or the pairlist of variables in an ``.RData`` file.

    Raises:
        InvalidFile: if the file does not exist, or is not a data file of R.
    """
    data = unpacked(Path(file))
    body = data[_HEAD:] if bytes(data[:_HEAD]) in _WORKSPACE else data
    return with_file_errors(file, lambda: unserialize(stream(body)))


def with_file_errors(file: str | Path, take: Callable[[], T]) -> T:
    """Return the result of ``take``, with errors about damaged data reported for ``file``.

    Raises:
        InvalidFile: if the file is damaged.
    """
    try:
        return take()
    except Damaged as error:
        raise InvalidFile(
            f"The file '{file}' cannot be read: {error}.",
            hint="saveRDS(d, file) in R writes a file that can be read.",
        ) from error
    except InvalidFile as error:
        raise InvalidFile(f"The file '{file}' cannot be read: {error.message}") from error
    except MemoryError as error:
        raise InvalidFile(f"The file '{file}' cannot be read: it is too large.") from error
