"""What the variables of a script are called in Python, and which names Python takes as they are."""

from __future__ import annotations

import builtins
import keyword
import unicodedata
from collections.abc import Iterable

# Modules and objects that a ported script may use by these names, and the variables that the
# porter itself makes: no variable of a script is called like them.
MODULES = frozenset({"np", "pd", "plt", "pm", "r", "stats", "special", "copy", "os"})
# What a ported script takes from the module of R's files.
FILES = ("file_exists", "make_folder", "read_rds", "store_rdata", "store_rds")
OBJECTS = frozenset({"RRandom", *FILES})
PORTER_VARIABLES = frozenset({"rng", "seed", "loaded", "picture", "rows", "row", "each"})
TAKEN = MODULES | OBJECTS | PORTER_VARIABLES


def is_plain(name: str) -> bool:
    """Return whether Python reads ``name`` as an identifier, and as this very one.

    Python turns identifiers into their NFKC form: ``ﬁt`` is ``fit`` to it.

    >>> is_plain("fit"), is_plain("ﬁt"), is_plain("a b"), is_plain("lambda")
    (True, False, False, False)
    """
    normal = name.isidentifier() and unicodedata.normalize("NFKC", name) == name
    return normal and not keyword.iskeyword(name)


def is_keyword_name(name: str) -> bool:
    """Return whether ``name`` can name an argument: plain, without leading underscores."""
    return is_plain(name) and not name.startswith("_")


def python_names(defined: Iterable[str]) -> dict[str, str]:
    """Return the Python name of each R variable: dots as underscores, no two alike.

    >>> python_names(["sim.1", ".y", "lambda", "fit"])
    {'sim.1': 'sim_1', '.y': 'y', 'lambda': 'lambda_', 'fit': 'fit'}
    """
    found: dict[str, str] = {}
    wanted = list(dict.fromkeys(defined))
    used = {n for n in wanted if _spelt(n) == n}
    for name in wanted:
        spelt = _spelt(name)
        while spelt != name and spelt in used:
            spelt += "_"
        used.add(spelt)
        found[name] = spelt
    return found


def _spelt(name: str) -> str:
    # A name in backticks may hold anything.
    normal = unicodedata.normalize("NFKC", name.lstrip(".").replace(".", "_"))
    plain = "".join(c if f"a{c}".isidentifier() else "_" for c in normal).lstrip("_") or "value"
    plain = unicodedata.normalize("NFKC", plain)
    if not plain.isidentifier():
        plain = f"x{plain}"
    taken = keyword.iskeyword(plain) or hasattr(builtins, plain) or plain in TAKEN
    return f"{plain}_" if taken else plain
