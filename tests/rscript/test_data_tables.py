"""Statements of data.table without a counterpart are told, and stop what reads the table."""

from __future__ import annotations

import pandas as pd
import pytest

from pybrms_mix import r
from pybrms_mix.base.errors import InvalidData
from pybrms_mix.rscript import port
from tests.rscript.fragment_files import FILES

START = FILES["table"].start


def reason(lines: str) -> str:
    """Return why the last line of a script was not ported; empty if it was."""
    return str(port(f"{START}{lines}\n").pieces[-1].reason)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('dt["a"]', "by a key are not available"),
        ("dt[other]", "on ="),
        ("dt[, .N, by = x > 2]", "groups need names"),
        ("dt[, .(x, x)]", "occurs twice"),
        ("dt[, {m <- rnorm(1); m + .N}]", "may only name parts"),
        ("dt[unknown]", "is no variable"),
        ('dt[other, on = "g", roll = TRUE]', "no argument roll"),
        ("dcast(dt, id ~ f, drop = FALSE)", "no argument 'drop'"),
        ("melt(dt, measure.vars = patterns('x'))", "columns that are named"),
        ('dt2 <- dt\ndt2$z <- 1\ndt[, q := 1]', ""),
    ],
    ids=["key", "join", "group", "twice", "random", "name", "roll", "drop", "patterns", "alias"],
)  # fmt: skip
def test_what_has_another_meaning_is_told(line: str, told: str) -> None:
    assert told in reason(line)


def test_two_names_of_one_table_that_are_changed_in_both_ways_are_refused() -> None:
    ported = port(f"{START}dt2 <- dt\ndt2$z <- 1\n")
    assert any("write copy()" in p.reason for p in ported.pieces)


def test_a_change_that_is_not_ported_stops_what_reads_the_table() -> None:
    ported = port(f"{START}dt[, x := unknown_function(x)]\nout <- dt[, sum(k)]\n")
    changed = next(p for p in ported.pieces if p.reason)
    assert "dt" in changed.defines


def test_a_value_that_an_integer_column_would_cut_is_refused() -> None:
    table = pd.DataFrame({"x": [1, 2]})
    with pytest.raises(InvalidData, match="decimals"):
        r.table_set(table, "x", lambda _: 0.5, rows=[1])
    with pytest.raises(InvalidData, match="is numeric"):
        r.table_set(table, "x", lambda _: "a", rows=[1])


def test_tables_with_other_columns_are_not_bound() -> None:
    with pytest.raises(InvalidData, match="other columns"):
        r.rbindlist([pd.DataFrame({"x": [1]}), pd.DataFrame({"y": [1]})])


def test_several_values_of_a_cell_need_a_function() -> None:
    with pytest.raises(InvalidData, match="several values"):
        r.dcast(pd.DataFrame({"a": [1, 1], "k": ["u", "u"], "value": [1, 2]}), ["a"], ["k"])
