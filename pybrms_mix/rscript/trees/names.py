"""Python names for the variables of an R script."""

from __future__ import annotations

import builtins
import keyword
import unicodedata
from collections.abc import Iterable

# Modules and objects that a ported script uses under these names, and variables that the
# translation itself introduces. No variable of a script may have one of these names.
MODULES = frozenset({"np", "pd", "plt", "pm", "r", "stats", "special", "copy", "os"})
# Functions that a ported script imports from the module for R's files.
FILES = (
    "close_sink", "file_exists", "list_files", "make_folder", "open_sink", "read_csv", "read_lines",
    "read_rds", "store_delimited", "store_output", "store_rdata", "store_rds", "store_table",
    "store_text", "table_of_text",
)  # fmt: skip
OBJECTS = frozenset({"RRandom", *FILES})
PICTURE = "picture"
BY_NAME = "by_name"
LAST_PICTURE = "the last picture"  # its name among the variables of R that statements need
PORTER_VARIABLES = frozenset(
    {"rng", "seed", "loaded", PICTURE, BY_NAME, "attached", "drawn_first", "rows", "row", "each"}
)
# Names that look like numbers in some fonts.
AMBIGUOUS = frozenset({"l", "I", "O"})
TAKEN = MODULES | OBJECTS | PORTER_VARIABLES


def is_plain(name: str) -> bool:
    """Return whether ``name`` is a Python identifier that Python does not change.

    Python normalises identifiers to NFKC form: ``ﬁt`` becomes ``fit``.

    >>> is_plain("fit"), is_plain("ﬁt"), is_plain("a b"), is_plain("lambda")
    (True, False, False, False)
    """
    normal = name.isidentifier() and unicodedata.normalize("NFKC", name) == name
    return normal and not keyword.iskeyword(name)


def is_keyword_name(name: str) -> bool:
    """Return whether ``name`` can be a keyword argument: plain, without leading underscores."""
    return is_plain(name) and not name.startswith("_")


def python_names(defined: Iterable[str]) -> dict[str, str]:
    """Return a unique Python name for each R variable, with underscores in place of dots.

    >>> python_names(["sim.1", ".y", "lambda", "fit"])
    {'sim.1': 'sim_1', '.y': 'y', 'lambda': 'lambda_', 'fit': 'fit'}
    """
    spellings: dict[str, str] = {}
    variables = list(dict.fromkeys(defined))
    used_names = {n for n in variables if _spelt(n) == n}
    for name in variables:
        spelt = _spelt(name)
        while spelt != name and spelt in used_names:
            spelt += "_"
        used_names.add(spelt)
        spellings[name] = spelt
    return spellings


def _spelt(name: str) -> str:
    # An R name in backticks may contain any character.
    normal = unicodedata.normalize("NFKC", name.lstrip(".").replace(".", "_"))
    plain = "".join(c if f"a{c}".isidentifier() else "_" for c in normal).lstrip("_") or "value"
    plain = unicodedata.normalize("NFKC", plain)
    if not plain.isidentifier():
        plain = f"x{plain}"
    is_taken = keyword.iskeyword(plain) or hasattr(builtins, plain) or plain in TAKEN | AMBIGUOUS
    return f"{plain}_" if is_taken else plain
