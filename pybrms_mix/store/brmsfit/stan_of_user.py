"""Stan code of the user in a fit of brms: custom families, and code and data from ``stanvar()``."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pybrms_mix.base.errors import InvalidFamily, NotSupported
from pybrms_mix.base.public_calls import user_frame
from pybrms_mix.design.stanvars import Stanvars, joined, stanvar
from pybrms_mix.family.custom_family import described
from pybrms_mix.family.user_facts import Functions, remember, remembered
from pybrms_mix.rfile.python_values import python_of
from pybrms_mix.rfile.robjects import RList, RObject, RVector, named, texts


def custom_family_text(parts: Mapping[str, RObject]) -> str:
    """Return the R text of the call of ``custom_family()`` that gives the family in the file.

    Its functions of R, such as ``log_lik_NAME``, are not in the file. Functions of these names in
    the code that reads the file take their place.

    Raises:
        NotSupported: if the family has special features, or a name that is not allowed here.
    """
    if texts(parts.get("specials")):
        raise NotSupported("'specials' of custom families are not supported.")
    dpars = texts(parts.get("dpars"))
    links = [_one(parts, "link" if name == "mu" else f"link_{name}") for name in dpars]
    loop = parts.get("loop")
    try:
        description = described(
            _one(parts, "name"), dpars, links, _one(parts, "type"), _sides(parts, "lb", dpars),
            _sides(parts, "ub", dpars), texts(parts.get("vars")),
            loop=not (isinstance(loop, RVector) and list(loop.values) == [0]),
        )  # fmt: skip
    except InvalidFamily as error:
        raise NotSupported(error.message, hint=error.hint) from None
    custom = remembered(description.text, description.name)
    if not (custom.functions or custom.scope):
        remember(description.text, Functions(description.name, {}, user_frame().f_globals))
    return description.text


def _one(parts: Mapping[str, RObject], name: str) -> str:
    return (texts(parts.get(name)) or ("",))[0] or ""


def _sides(parts: Mapping[str, RObject], name: str, dpars: tuple[str, ...]) -> list[str | None]:
    """Return the bounds of the parameters: a list by their names, or one vector."""
    side = parts.get(name)
    if isinstance(side, RList):
        by_name = named(side)
        return [_one(by_name, dpar) or None for dpar in dpars]
    strings = texts(side)
    return [strings[k] if k < len(strings) else None for k in range(len(dpars))]


def stanvars_of(value: RObject | None) -> Stanvars:
    """Return the stanvars of a fit.

    Raises:
        NotSupported: for code that changes linear predictors.
        InvalidArgument: if a value is not numeric.
    """
    items = value.items if isinstance(value, RList) else []
    return joined([_stanvar(named(item)) for item in items])


def _stanvar(parts: Mapping[str, RObject]) -> Stanvars:
    block = _one(parts, "block")
    sdata = parts.get("sdata")
    has_value = isinstance(sdata, RVector) and block == "data"
    value = np.asarray(python_of(sdata)) if has_value and sdata is not None else None
    if value is not None and value.shape == (1,):
        value = value[0]
    return stanvar(value, _one(parts, "name") or None, _one(parts, "scode"), block)
