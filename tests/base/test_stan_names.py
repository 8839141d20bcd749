"""Names that Stan refuses are refused before a program is written."""

from __future__ import annotations

import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidFamily

NO_NAMES = ("größe", "x__", "0x", "a b", "")


@pytest.mark.parametrize("name", NO_NAMES)
def test_a_variable_of_the_user_has_a_name_of_stan(name: str) -> None:
    with pytest.raises(InvalidArgument, match="not a valid variable name in Stan"):
        pm.stanvar(2.5, name=name)
    assert pm.stanvar(2.5, name="m_0")


@pytest.mark.parametrize("name", NO_NAMES)
def test_a_family_of_the_user_has_a_name_of_stan(name: str) -> None:
    with pytest.raises(InvalidFamily, match="not a valid name of a Stan function"):
        pm.custom_family(name, dpars=["mu"], links=["identity"])
