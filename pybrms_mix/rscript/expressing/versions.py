"""Find the version of brms that a script was written for, and the nearest dialect."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from pybrms_mix.rscript.facts.kinds import Kind, Value
from pybrms_mix.rscript.trees.python import call, constant
from pybrms_mix.rscript.trees.refusals import NotPorted
from pybrms_mix.syntax.nodes import Part, String, called

# Patterns of text that names a version: session information, an installation, a condition.
_PATTERNS = (
    re.compile(r"\bbrms_(\d+\.\d+(?:\.\d+)*)"),
    re.compile(r"^#?\s*\W*\s*brms\s+\*?\s*(\d+\.\d+(?:\.\d+)*)\s", re.MULTILINE),
    re.compile(r"install_version\(\s*['\"]brms['\"]\s*,\s*(?:version\s*=\s*)?['\"](\d[\d.]*)"),
    re.compile(r"packageVersion\(\s*['\"]brms['\"]\s*\)\s*(?:==|>=|>)\s*['\"]?(\d[\d.]*)"),
    # a script that stops where brms is older than a version was written for this version
    re.compile(
        r"packageVersion\(\s*['\"]brms['\"]\s*\)\s*<\s*['\"](\d[\d.]*)['\"]\s*\)\s*\{?\s*"
        r"(?:stop|(?:utils::)?install\.packages|(?:utils::)?update\.packages|(?:remotes|devtools|pak)::)\b"
    ),
    re.compile(r"['\"]brms@(\d[\d.]*)['\"]"),
)
# Functions that return versions.
VERSIONS = frozenset({"packageVersion", "getRversion"})
ORDERS = frozenset({"==", "!=", "<", "<=", ">", ">="})
_LATER = (2, 20)  # the first version that is nearer to 2.23 than to 2.18


def version_of(text: str, folders: Iterable[Path]) -> tuple[str, str]:
    """Return the version of brms that a script names, and the place where it is named.

    Parameters
    ----------
    text
        The text of the script, with comments.
    folders
        Folders that may contain a file ``renv.lock``.

    Returns
    -------
    version, place : str
        Two empty strings if no version is named.
    """
    for pattern in _PATTERNS:
        hit = pattern.search(text)
        if hit is not None:
            return hit[1].rstrip("."), "the script"
    for folder in folders:
        version = _locked(folder / "renv.lock")
        if version:
            return version, "renv.lock"
    return "", ""


def _locked(path: Path) -> str:
    try:
        lock = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    packages = lock.get("Packages") if isinstance(lock, dict) else None
    brms = packages.get("brms") if isinstance(packages, dict) else None
    version = brms.get("Version") if isinstance(brms, dict) else None
    return version if isinstance(version, str) else ""


def dialect_for(version: str) -> str:
    """Return the dialect nearest to a version of brms.

    >>> dialect_for("2.18.0"), dialect_for("2.21.0")
    ('2.18', '2.23')
    """
    numbers = tuple(int(n) for n in version.split(".")[:2] if n.isdigit())
    return "2.23" if numbers >= _LATER else "2.18"


def version_test(package: Part, op: str, version: Part) -> Value:
    """Return the test of ``packageVersion("brms") >= "2.10"`` or ``getRversion() >= "4.1"``.

    Raises
    ------
    NotPorted
        If the package is not brms, or if the version is not text.
    """
    if called(package) == "getRversion" and isinstance(version, String):
        return Value(call("r.r_version", constant(op), constant(version.text)), Kind.FLAG)
    names = [getattr(a.value, "text", "") for a in getattr(package, "arguments", ())]
    if names != ["brms"] or not isinstance(version, String):
        raise NotPorted("the versions of R's packages are unknown here", package.span)
    return Value(call("r.brms_version", constant(op), constant(version.text)), Kind.FLAG)
