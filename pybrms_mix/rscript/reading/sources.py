"""Replace ``source()`` calls by the statements of the scripts that they read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.base.file_errors import reason_of
from pybrms_mix.rscript.reading.assigning_pipes import script_of
from pybrms_mix.rscript.reading.literal_texts import LiteralTexts
from pybrms_mix.rscript.reading.script_paths import PathGuard
from pybrms_mix.rscript.reading.sourced_names import sourced
from pybrms_mix.rscript.trees.refusals import Forbidden
from pybrms_mix.syntax.nodes import Call, Part
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
    file : str
        The sourced script that contains the statement; empty for the main script.
    """

    node: Part
    script: Script
    inside: Call | None = None
    reads: str = ""
    why: str = ""
    file: str = ""


def units(
    script: Script, folders: Sequence[Path], inside: Call | None = None, files: tuple[str, ...] = ()
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
    files
        The names of the script and of those that include it, the script itself last; none for the
        main script.

    Yields
    ------
    Unit
        One statement.
    """
    texts = LiteralTexts(folders)
    file = files[-1] if files else ""
    for node in script.statements:
        texts.note(node)
        source_call, steps = sourced(node, texts) or (None, [])
        if source_call is None:
            yield Unit(node, script, inside, file=file)
            continue
        names = [step for step in steps if isinstance(step, str)]
        read_scripts = {name: _read(name, folders, len(files)) for name in names or [""]}
        refused = next((why for inner, why in read_scripts.values() if inner is None), "")
        if refused:
            yield Unit(node, script, inside, why=refused, file=file)
            continue
        yield Unit(node, script, inside, reads=", ".join(names), file=file)
        for step in steps:
            if not isinstance(step, str):
                yield Unit(step, script, inside or source_call, file=file)
            elif (inner := read_scripts[step][0]) is not None:
                yield from units(inner, folders, inside or source_call, (*files, step))


def _read(name: str, folders: Sequence[Path], depth: int) -> tuple[Script | None, str]:
    """Return the script that ``source()`` names, or the reason why there is none."""
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
