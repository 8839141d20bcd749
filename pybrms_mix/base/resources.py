"""The folders of the grammar and the templates, in an installed package or in a checkout."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_added: list[Path] = []


@cache
def folder(name: str) -> Path:
    """Return the folder ``name`` ("grammar" or "templates") inside the package or beside it."""
    for home in (_PACKAGE, _PACKAGE.parent):
        if (home / name).is_dir():
            return home / name
    raise FileNotFoundError(f"the folder {name}/ is neither in {_PACKAGE} nor beside it")


def template_folders() -> tuple[Path, ...]:
    """Return the folders with templates: the folder of the package, and those of extensions."""
    return (folder("templates"), *_added)


def add_templates(path: Path) -> None:
    """Add ``path`` to the folders with templates. Templates of the package take precedence."""
    _added.append(path)


def remove_templates(path: Path) -> None:
    """Remove ``path`` from the folders with templates."""
    _added.remove(path)
