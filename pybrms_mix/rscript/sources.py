"""Replace ``source()`` calls by the statements of the scripts that they read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.base.file_errors import reason_of
from pybrms_mix.rscript.assigning_pipes import script_of
from pybrms_mix.rscript.refusals import Forbidden
from pybrms_mix.rscript.script_paths import PathGuard
from pybrms_mix.syntax.nodes import Assign, Call, Infix, Part, String, called
from pybrms_mix.syntax.parse import Script

_DEEPEST = 5


@dataclass(frozen=True)
class Unit:
    """One top-level statement of the main script or of a sourced script.

    Attributes
    ----------
    node : Part
        The statement.
    script : Script
        The script that contains the statement.
    inside : Call, optional
        The ``source()`` call of the main script that included the statement.
    reads : str
        The file that the statement sources; the statements of the file follow.
    why : str
        The reason why the file could not be read.
    """

    node: Part
    script: Script
    inside: Call | None = None
    reads: str = ""
    why: str = ""


def units(
    script: Script, folders: Sequence[Path], inside: Call | None = None, depth: int = 0
) -> Iterator[Unit]:
    """Return the statements of a script, with those of sourced scripts in their places.

    Parameters
    ----------
    script
        The script.
    folders
        Folders that are searched for files. A file outside of these folders is not read.
    inside
        The ``source()`` call of the main script that included this script.
    depth
        The number of scripts that include this one, directly or indirectly.

    Yields
    ------
    Unit
        One statement.
    """
    for node in script.statements:
        source_call = _source_call(node)
        if source_call is None:
            yield Unit(node, script, inside)
            continue
        inner, why = _read(source_call, folders, depth)
        name = _name(source_call)
        if inner is None:
            yield Unit(node, script, inside, why=why)
            continue
        yield Unit(node, script, inside, reads=name)
        yield from units(inner, folders, inside or source_call, depth + 1)


def _source_call(node: Part) -> Call | None:
    """Return a statement that is a call of ``source()``; None for other statements."""
    if isinstance(node, Assign):
        return None
    if isinstance(node, Infix) and node.op in ("|>", "%>%"):
        return None
    return node if isinstance(node, Call) and called(node) == "source" else None


def _name(source_call: Call) -> str:
    first = source_call.arguments[0].value if source_call.arguments else None
    if isinstance(first, Call) and called(first) in ("here", "file.path"):
        texts = [a.value.text for a in first.arguments if isinstance(a.value, String)]
        return "/".join(texts) if len(texts) == len(first.arguments) else ""
    return first.text if isinstance(first, String) else ""


def _read(source_call: Call, folders: Sequence[Path], depth: int) -> tuple[Script | None, str]:
    """Return the script that ``source()`` names, or the reason why there is none."""
    name = _name(source_call)
    if not name:
        return None, "source() needs the name of its file as text"
    if depth >= _DEEPEST:
        return None, "the scripts are nested too deeply"
    for folder in folders:
        try:
            path = folder / PathGuard(folder)(name)
        except Forbidden as error:
            return None, error.message
        if not path.is_file():
            continue
        try:
            return script_of(path.read_text(encoding="utf-8-sig")), ""
        except (OSError, UnicodeDecodeError) as error:
            return None, f"'{name}' cannot be read: {reason_of(error)}"
        except PybrmsError as error:
            return None, f"'{name}' is not R: {error.message}"
    return None, f"there is no script '{name}' in the folder of this one"
