"""Versions of packages: ``packageVersion("brms") >= "2.10"``."""

from __future__ import annotations

import operator

from pybrms_mix.base.dialect import current

__all__ = ["brms_version"]

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
    followed = [int(number) for number in f"{current().name}.0".split(".")]
    compared = [int(number) for number in version.replace("-", ".").split(".") if number.isdigit()]
    size = max(len(followed), len(compared))
    padded = [numbers + [0] * (size - len(numbers)) for numbers in (followed, compared)]
    return bool(_ORDERS[op](*padded))
