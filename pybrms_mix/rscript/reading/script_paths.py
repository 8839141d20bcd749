"""The guard of paths: an object that checks every path which a running script uses."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from pybrms_mix.r.session.temporary_files import is_temporary
from pybrms_mix.rscript.trees.refusals import Forbidden

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")  # matches drive letters of Windows as well


class PathGuard:
    """Checks the paths that a running script reads and writes.

    Parameters
    ----------
    folder
        The folder in which the script works. Every path inside it is allowed.
    allow
        Other allowed folders and files, and prefixes of addresses ("https://example.org/data/").
    """

    def __init__(self, folder: str | Path, allow: Iterable[str | Path] = ()) -> None:
        self._folder = Path(folder).resolve()
        allowed = [os.fspath(a) for a in allow]
        self._addresses = tuple(a for a in allowed if _is_address(a))
        self._places = [Path(a).expanduser().resolve() for a in allowed if not _is_address(a)]

    def __call__(self, path: Any) -> Any:
        """Return a path if it is allowed. None, which means no path, is returned unchanged.

        Raises
        ------
        Forbidden
            If the path is neither inside the folder nor otherwise allowed.
        """
        if path is None:
            return None
        if isinstance(path, list | np.ndarray):
            checked_paths = [self(single_path) for single_path in path]
            # a vector of one text is a text in R
            return checked_paths[0] if len(checked_paths) == 1 else checked_paths
        if not isinstance(path, str | Path):
            raise Forbidden(f"a path must be text, not {type(path).__name__}")
        path_text = os.fspath(path)
        if _is_address(path_text):
            if (
                path_text.startswith(self._addresses)
                and "/../" not in path_text
                and self._addresses
            ):
                return path_text
            raise _outside(path_text, "is an address")
        if not path_text or "\0" in path_text or path_text.startswith("~"):
            raise _outside(path_text, "is not a valid path")
        place = Path(os.path.join(self._folder, path_text)).resolve()
        is_own = any(place.is_relative_to(p) for p in (self._folder, *self._places))
        if not (is_own or is_temporary(place)):
            raise _outside(path_text, "is outside the folder in which the script runs")
        return path

    def within(self, named: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
        """Return keyword arguments after the paths among them were checked."""
        paths = set(names)
        return {n: self(v) if n in paths else v for n, v in dict(named).items()}


def _is_address(text: str) -> bool:
    return "::" in text or _SCHEME.match(text) is not None or text.startswith(("\\\\", "//"))


def _outside(path: str, reason: str) -> Forbidden:
    return Forbidden(
        f"{path!r} {reason}",
        hint=f"A script reads and writes in its own folder; --allow {path!r} permits this path.",
    )
