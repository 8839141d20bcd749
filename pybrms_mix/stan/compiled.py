"""A cache of compiled Jinja templates across processes: it halves the time of a first program."""

from __future__ import annotations

import contextlib
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket
from platformdirs import user_cache_dir

from pybrms_mix.stan.punctuation import VERSION


class Compiled(FileSystemBytecodeCache):
    """A cache of Jinja, keyed by the text of a template, that never fails.

    The key also depends on how templates are read. A template that cannot be written is not cached.
    A template that cannot be read is compiled again. The folder of the cache can be deleted at any
    time.
    """

    @classmethod
    def here(cls) -> Compiled | None:
        """Return the cache of the user, or None if its folder cannot be created."""
        folder = Path(user_cache_dir("pybrms_mix"), "templates")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return None
        return cls(str(folder))

    def get_source_checksum(self, source: str) -> str:
        """Return a text that changes with a template and with the way in which it is read."""
        return super().get_source_checksum(source + VERSION)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a compiled template, unless its file is damaged."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # unpickling damaged bytes can raise any exception
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write a compiled template, unless the folder is read-only, deleted or full."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)
