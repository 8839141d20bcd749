"""Category specific effects where they are not supported."""

from __future__ import annotations

import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidFormula, NotSupported

FRAME = pd.DataFrame({"y": [1, 2, 3] * 4, "x": range(12), "g": list("abcd") * 3})


def test_those_that_vary_by_group_are_told_apart_from_those_that_a_family_cannot_have():
    with pytest.raises(NotSupported, match="vary by group"):
        pm.make_stancode("y ~ cs(x) + (cs(1) | g)", FRAME, "sratio")
    with pytest.raises(InvalidFormula, match="not supported for this family"):
        pm.make_stancode("y ~ cs(x)", FRAME, "poisson")
