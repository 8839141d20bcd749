"""Stan's front end: whether it accepts a program, and which variables the program declares."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pybrms_mix.base.errors import EngineError
from pybrms_mix.stan.cells import layout
from pybrms_mix.stan.engines.protocol import Data, ProgramError
from pybrms_mix.stan.engines.stanli import Stanli
from pybrms_mix.stan.engines.worker_thread import on_worker_thread
from pybrms_mix.stan.stanli_library import library

_PLACE = re.compile(r"line (\d+), column (\d+)")
_REFUSALS = ("Syntax error", "Semantic error")
_RULE = "-" * 20
_PATIENCE = 300


@dataclass(frozen=True)
class Refusal(Exception):
    """The message of Stan about a program that it does not accept.

    Attributes:
        message: the whole message, with the place in the program.
    """

    message: str

    @property
    def line(self) -> int:
        """Return the line of the place, from 1; 0 if the message has none."""
        match = _PLACE.search(self.message)
        return int(match[1]) if match else 0

    @property
    def column(self) -> int:
        """Return the column of the place, from 0."""
        match = _PLACE.search(self.message)
        return int(match[2]) if match else 0

    @property
    def reason(self) -> str:
        """Return the message without the lines of the program."""
        *_, last = self.message.rpartition(_RULE)
        return last.strip(" -\n") or self.message.strip()


@lru_cache(maxsize=64)
def refused(program: str) -> Refusal | None:
    """Return Stan's refusal of a program; None if Stan accepts it, or if no engine is installed."""
    try:
        on_worker_thread(lambda: library().Model(stan_code=program, data="{}"))
    except EngineError:
        return _refused_by_compiler(program)
    except RuntimeError as error:
        message = str(error)
        return Refusal(message) if message.startswith(_REFUSALS) else None
    return None


def _refused_by_compiler(program: str) -> Refusal | None:
    """Return the refusal by the compiler of PyStan, which is used if stanli is not installed."""
    spec = importlib.util.find_spec("httpstan")
    if spec is None or spec.origin is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "program.stan")
        source.write_text(program, encoding="utf-8")
        process = subprocess.run(
            [Path(spec.origin).parent / "stanc", "--info", source],
            capture_output=True, text=True, timeout=_PATIENCE, check=False,
        )  # fmt: skip
    return Refusal(process.stderr) if process.returncode else None


def shapes(program: str, given: Data) -> Mapping[str, tuple[int, ...]]:
    """Return the shape of each variable that a draw of a program holds, by name.

    Raises:
        Refusal: if Stan does not accept the program or its data.
        EngineError: if stanli is not installed or lacks a feature of the program.
    """
    try:
        prepared = Stanli().prepare(program, given)
    except ProgramError as error:
        raise Refusal(error.message.partition("\n")[2]) from None
    return {variable.name: variable.shape for variable in layout(prepared._columns)}
