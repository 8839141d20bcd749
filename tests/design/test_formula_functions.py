"""Functions in formulas make the columns that brms makes, or are refused by name."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pybrms_mix.base.errors import NotSupported
from pybrms_mix.design.design import Design
from pybrms_mix.design.frame import Frame
from pybrms_mix.syntax.nodes import variables
from pybrms_mix.syntax.parse import parse

FACTS = json.loads((Path(__file__).parents[1] / "reference" / "formula_functions.json").read_text())
DATA = pd.DataFrame(
    {
        "x": [1.0, 2, 30, 4, 7, 5, 9, 3],
        "z": [2.0, 4, 3, 1, 5, 8, 6, 7],
        "f": pd.Categorical(list("bacabbaa")),
        "g": pd.Categorical(list("pqpqpqqp")),
        "ch": ["aa", "b", "ccc", "aa", "b", "b", "aa", "aa"],
        "day": (
            pd.Timestamp("2024-01-01") + pd.to_timedelta([0, 3, 5, 7, 8, 10, 11, 20], "D")
        ).date,
    }
)


def design(term, data=DATA):
    node = parse(term)
    return Design.of(node, Frame.of(data, variables(node)))


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f["term"])
def test_columns_are_those_of_brms(fact):
    found = design(fact["term"])
    assert list(found.columns) == fact["columns"]
    expected = np.array(fact["values"]).reshape(len(DATA), -1, order="F")
    np.testing.assert_allclose(found.matrix, expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f["term"])
def test_other_rows_have_the_same_columns(fact):
    found = design(fact["term"])
    node = parse(fact["term"])
    frame = Frame.of(DATA, variables(node))
    fitted = Design.of(node, frame)
    again = fitted.at(frame.at(DATA.iloc[[5, 2]]))
    np.testing.assert_allclose(again.matrix, found.matrix[[5, 2]], atol=1e-12)


WITHOUT = ["rank(x)", "cumsum(x)", "rev(x)", "order(x)", "diff(x)", "outer(x, z)",
           "quantile(x, 0.5)", "range(x)"]  # fmt: skip
SEVERAL = ["poly(x, z)", "poly(x, z, degree = 2)", "poly(cbind(x, z), degree = 2)"]


@pytest.mark.parametrize("term", [*WITHOUT, *SEVERAL])
def test_functions_without_a_meaning_for_other_rows_are_refused_with_a_remedy(term):
    with pytest.raises(NotSupported) as caught:
        design(term)
    assert caught.value.hint
    assert caught.value.span is not None
