"""Names that a user gives to variables and functions of a Stan program."""

from __future__ import annotations

import re

_NAME = re.compile(r"[A-Za-z]\w*", re.ASCII)


def is_stan_name(name: object) -> bool:
    """Return whether a value can be the name of a variable or of a function in Stan.

    >>> is_stan_name("m0"), is_stan_name("größe"), is_stan_name("0m"), is_stan_name("m__")
    (True, False, False, False)
    """
    # Names that end with two underscores belong to Stan itself.
    return isinstance(name, str) and bool(_NAME.fullmatch(name)) and not name.endswith("__")
