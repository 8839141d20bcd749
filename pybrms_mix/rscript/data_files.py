"""R's own data files: ``.rds`` and ``.RData``."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from pybrms_mix.base.errors import InvalidFile
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import rdata


def read_rds(file: str | Path) -> Any:
    """Return what an ``.rds`` file holds; of an ``.RData`` file everything, by its name.

    Data frames are pandas', factors categorical, rows counted from 0 where R numbers them.

    Raises:
        InvalidFile: if there is no such file, or it is none of R's.
    """
    path = Path(file)
    try:
        with warnings.catch_warnings():
            # Attributes of classes that Python has not (tibbles' "spec") do not matter.
            warnings.simplefilter("ignore")
            if path.suffix.lower() == ".rds":
                return _plain(rdata.read_rds(path))
            return {name: _plain(value) for name, value in rdata.read_rda(path).items()}
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        raise InvalidFile(
            f"The file '{file}' cannot be read: {error}.",
            hint="saveRDS(d, file) in R writes a file that can.",
        ) from None


def _plain(value: Any) -> Any:
    return (
        value.reset_index(drop=True)
        if isinstance(value, pd.DataFrame) and _numbered(value)
        else value
    )


def _numbered(frame: pd.DataFrame) -> bool:
    """Return whether R gave the rows no names but their numbers."""
    return list(map(str, frame.index)) == list(map(str, range(1, len(frame) + 1)))
