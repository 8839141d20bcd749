"""New data that do not fit the model: brms's refusals, with the names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pybrms_mix import brm, log_lik, posterior_epred
from pybrms_mix.base.errors import InvalidData
from pybrms_mix.results.fit import Fit
from tests.results.facts import FOLDER

FACTS = json.loads((Path(__file__).parents[2] / "reference" / "newdata.json").read_text())
# Where the group is an interaction too, R's own evaluation of "g:h" is the first to fail.
_LOST = "The following variables can neither be found in 'data' nor in 'data2':\n"
OWN_WORDS = {"no_group": f"{_LOST}'g'", "no_two": f"{_LOST}'g', 'x'"}
DATA = pd.read_csv(FOLDER / "data.csv")


@pytest.fixture(scope="module")
def fit() -> Fit:
    short: dict[str, Any] = {"chains": 1, "iter": 20, "seed": 1, "silent": 2}
    with pytest.warns(UserWarning):
        return brm(FACTS["formula"], DATA, **short)


def changed(change: dict[str, Any] | list[Any]) -> pd.DataFrame:
    new = DATA.head(3).copy()
    for name, values in dict(change).items():
        if values is None:
            new = new.drop(columns=name)
        else:
            new[name] = list(np.resize(np.array(values, dtype=object), 3))
    return new


def said(new: pd.DataFrame, fit: Fit, function: Any) -> str:
    try:
        function(fit, newdata=new)
    except InvalidData as error:
        return error.message
    return ""


@pytest.mark.parametrize("name", FACTS["cases"])
@pytest.mark.parametrize("needs_response", [False, True])
def test_new_data_are_refused_as_by_brms(name: str, needs_response: bool, fit: Fit) -> None:
    case = FACTS["cases"][name]
    function = log_lik if needs_response else posterior_epred
    expected = case["error_with_response" if needs_response else "error"]
    expected = OWN_WORDS.get(name, expected)
    if name == "text_response" and not needs_response:
        expected = ""  # the message is not compared
    assert said(changed(case["change"]), fit, function) == expected
