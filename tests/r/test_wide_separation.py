"""Separated columns that R refuses are refused."""

from __future__ import annotations

import pandas as pd
import pytest

from pybrms_mix import r
from pybrms_mix.base.errors import InvalidArgument, InvalidData

CELLS = pd.DataFrame({"k": [1, 2], "z": ["a1", "b2"]})


def test_a_new_column_may_not_have_the_name_of_another_column() -> None:
    with pytest.raises(InvalidData, match="has a column 'k' already"):
        r.separate_wider_position(CELLS, "z", [("letter", 1), ("k", 1)])
    with pytest.raises(InvalidData, match="has a column 'z' already"):
        r.separate_wider_position(CELLS, "z", [("letter", 1), ("z", 1)], cols_remove=False)
    assert list(r.separate_wider_position(CELLS, "z", [("z", 1), ("n", 1)])) == ["k", "z", "n"]


def test_groups_in_the_patterns_are_refused() -> None:
    with pytest.raises(InvalidArgument, match="groups"):
        r.separate_wider_regex(CELLS, "z", [("letter", "(a|b)"), ("n", ".*")])
    separated_rows = r.separate_wider_regex(CELLS, "z", [("letter", "(?:a|b)"), ("n", ".*")])
    assert list(separated_rows["letter"]) == ["a", "b"]
