"""The order of texts, compared with that of R."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pybrms_mix.design.collate import collated, collation_key

FACTS = json.loads((Path(__file__).parents[1] / "reference" / "collation.json").read_text("utf-8"))


def test_words_are_sorted_as_r_sorts_them():
    assert len(FACTS["given"]) > 300
    assert sorted(FACTS["given"], key=collation_key) == FACTS["sorted"]


def test_levels_of_text_are_distinct_and_sorted():
    assert collated(["b", "B", "a", "b"]) == ("a", "b", "B")


@pytest.mark.wide
@given(st.text(), st.text())
def test_different_texts_have_different_keys(one, other):
    assert (collation_key(one) == collation_key(other)) == (one == other)
