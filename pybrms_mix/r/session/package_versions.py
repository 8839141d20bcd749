"""Versions of packages: ``packageVersion("brms") >= "2.10"``."""

from __future__ import annotations

import operator

from pybrms_mix.base.dialect import current

__all__ = ["brms_version", "r_version"]

# The version of R whose results the functions of pybrms_mix.r give.
_R = "4.2.2"

_ORDERS = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt,
    "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def brms_version(op: str, version: str) -> bool:
    """Compare the version of brms that the package follows with another version.

    Parameters
    ----------
    op : str
        The comparison: "==", "!=", "<", "<=", ">" or ">=".
    version : str
        The other version, such as "2.10.0".

    Returns
    -------
    bool
        Whether the version of brms, such as 2.18.0, is earlier, equal or later.

    Examples
    --------
    >>> brms_version(">=", "2.10.0"), brms_version("<", "2.9")
    (True, False)
    """
    return _ordered(f"{current().name}.0", op, version)


def r_version(op: str, version: str) -> bool:
    """Compare the version of R that the package follows, 4.2.2, with another version.

    Parameters
    ----------
    op : str
        The comparison: "==", "!=", "<", "<=", ">" or ">=".
    version : str
        The other version, such as "4.1".

    Returns
    -------
    bool
        Whether R 4.2.2 is earlier, equal or later.

    Examples
    --------
    >>> r_version(">=", "4.1"), r_version("<", "4.2")
    (True, False)
    """
    return _ordered(_R, op, version)


def _ordered(own_version: str, op: str, version: str) -> bool:
    followed = [int(number) for number in own_version.split(".")]
    compared = [int(number) for number in version.replace("-", ".").split(".") if number.isdigit()]
    size = max(len(followed), len(compared))
    padded = [numbers + [0] * (size - len(numbers)) for numbers in (followed, compared)]
    return bool(_ORDERS[op](*padded))
