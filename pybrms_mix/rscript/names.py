"""What the variables of a script are called in Python."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterable

# Modules and objects that a ported script may use by these names.
_TAKEN = frozenset(
    {
        "np",
        "pd",
        "plt",
        "pm",
        "rng",
        "stats",
        "ax",
        "fig",
        "rows",
        "row",
        "each",
        "seed",
        "copy",
        "RRandom",
        "loaded",
    }
)


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
    plain = re.sub(r"\W", "_", name.lstrip(".").replace(".", "_")).lstrip("_") or "value"
    if plain[0].isdigit():
        plain = f"x{plain}"
    taken = keyword.iskeyword(plain) or hasattr(builtins, plain) or plain in _TAKEN
    return f"{plain}_" if taken else plain
