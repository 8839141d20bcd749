"""NA among strings stays NA in what verbs return, and is not taken for NULL. The values are R's."""

from __future__ import annotations

import pytest

from pybrms_mix.rscript import port, run

START = """
library(dplyr)
d <- data.frame(s = c("b", NA, "a"), x = c(1, NA, 3))
"""
MISSING = {
    'recode(d$s, b = "first")': [False, True, False],
    "recode(d$x, `1` = 10)": [False, True, False],
    '(d %>% mutate(z = recode(s, b = "q", .default = "o")))$z': [False, True, False],
    'bind_rows(d, data.frame(x = 2))$s': [False, True, False, True],
    'if_else(d$x > 2, "hi", "lo")': [False, True, False],
    'case_when(d$x > 2 ~ "big")': [True, True, False],
    'lag(d$s)': [True, False, True],
    'vapply(c(1, 2), function(i) if (i > 1) "z" else NA_character_, "")': [True, False],
}  # fmt: skip


@pytest.mark.parametrize("expression", MISSING, ids=[f"case {n}" for n in range(len(MISSING))])
def test_missing_strings_stay_missing(expression: str) -> None:
    names = run(port(f"{START}out <- is.na({expression})\n"))
    assert [bool(v) for v in names["out"]] == MISSING[expression]
