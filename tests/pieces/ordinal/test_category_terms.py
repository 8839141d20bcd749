"""Category specific effects where they are not supported."""

from __future__ import annotations

import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidFormula

FRAME = pd.DataFrame({"y": [1, 2, 3] * 4, "x": range(12), "g": list("abcd") * 3})


def test_families_that_have_no_thresholds_are_told_so():
    with pytest.raises(InvalidFormula, match="not supported for this family"):
        pm.make_stancode("y ~ cs(x)", FRAME, "poisson")
