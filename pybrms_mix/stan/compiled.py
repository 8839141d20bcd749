"""Templates as Jinja compiled them, kept between processes: half of a first program's time."""

from __future__ import annotations

import contextlib
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket
from platformdirs import user_cache_dir


class Compiled(FileSystemBytecodeCache):
    """Jinja's cache, keyed by a template's text, that never fails.

    What cannot be written is not kept; what cannot be read is compiled again. It can be deleted at
    any time.
    """

    @classmethod
    def here(cls) -> Compiled | None:
        """Return the user's, or None where there can be none."""
        folder = Path(user_cache_dir("pybrms_mix"), "templates")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return None
        return cls(str(folder))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a template, unless its file is damaged."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # what unpickling damaged bytes raises is no fixed set
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write a template, unless the folder is read-only, gone, or full."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)
