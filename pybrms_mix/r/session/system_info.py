"""The machine on which a ported script runs."""

from __future__ import annotations

import getpass
import platform

from pybrms_mix.base.lazy import pandas as pd

__all__ = ["system_info"]


def system_info() -> pd.Series:
    """Return ``Sys.info()``: the names of the operating system, of the machine and of the user.

    Returns
    -------
    Series
        The texts, labelled by R's names.

    Examples
    --------
    >>> list(system_info().index[:3])
    ['sysname', 'release', 'version']
    """
    of = platform.uname()
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = "unknown"
    return pd.Series(
        {"sysname": of.system, "release": of.release, "version": of.version, "nodename": of.node,
         "machine": of.machine, "login": user, "user": user, "effective_user": user}
    )  # fmt: skip
