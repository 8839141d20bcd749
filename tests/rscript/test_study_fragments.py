"""Fragments of whole studies leave the values that R leaves, or are told to have no Python.

``python -m tests.rscript.test_study_fragments`` asks R.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from pybrms_mix.rscript import port, run
from tests.rscript.test_fragments import HERE, REFERENCE, answered, fault, take

STORED = REFERENCE / "study_fragments.json"
START = (HERE / "start_of_study_fragments.R").read_text("utf-8")
ANSWERS: list[dict[str, Any]] = json.loads(STORED.read_text("utf-8")) if STORED.exists() else []


def reasons(lines: str) -> list[str]:
    """Return why statements of a script were not ported."""
    return [str(p.reason) for p in port(lines).pieces if p.reason]


def test_fragments_leave_what_r_leaves() -> None:
    texts = (HERE / "study_fragments.R").read_text("utf-8").split("\n\n")[1:]
    assert [a["text"] for a in ANSWERS] == [t.strip("\n") for t in texts], "take the answers anew"
    found = [f for a in ANSWERS if (f := fault(a, START))]
    assert not found, "\n".join(found[:20])


def test_no_fragment_is_without_python() -> None:
    told = [a["text"] for a in ANSWERS if "told" in answered(a["text"], START)[0]]
    assert not told, told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("x <- parallel::mclapply(1:2, function(i) rnorm(1))", "in other processes"),
        ("x <- foreach(i = 1:2) %dopar% rnorm(1)", "in other processes"),
        ("x <- foreach(i = 1:2, .init = 0) %do% i", "no argument '.init'"),
        ("x <- structure(c(1, 2), class = 'k')\nprint.k <- function(x) cat('k')", "only a list"),
        ("area <- function(s) UseMethod('area')", "needs methods"),
        ("d <- mutate(data.frame(a = 1), b = (z <- a))", "no expression in Python"),
    ],
    ids=["fork", "foreach", "init", "class", "generic", "mutate"],
)
def test_what_has_another_meaning_is_told(line: str, told: str) -> None:
    assert any(told in reason for reason in reasons(f"set.seed(1)\n{line}\n")), reasons(line)


def test_foreach_is_a_map_whose_results_are_joined() -> None:
    found = run(
        "a <- foreach(i = 1:3, .combine = c) %do% i^2\n"
        "b <- foreach(i = 1:2, j = 3:4, .combine = rbind, .packages = 'brms') %dopar% {\n"
        "  s <- i * j\n  data.frame(i = i, s = s)\n}\n"
        "k <- foreach(i = 1:3, .combine = `+`) %do% { i }\n"
        "words <- foreach(i = c('u', 'v')) %do% toupper(i)\n"
    )
    assert list(found["a"]) == [1, 4, 9]
    assert found["b"].to_dict("list") == {"i": [1, 2], "s": [3, 8]}
    assert found["k"] == 6
    assert [str(w) for w in found["words"]] == ["U", "V"]


def test_a_method_of_print_shows_a_value_of_its_class(capsys: pytest.CaptureFixture[str]) -> None:
    run(
        "fit_it <- function(x) structure(list(n = length(x)), class = 'own')\n"
        "print.own <- function(x, ...) cat('own fit of', x$n, 'rows\\n')\n"
        "m <- fit_it(1:4)\nm\nprint(m)\nfit_it(1:2)\nplain <- list(n = 1)\nprint(plain)\n"
    )
    shown = capsys.readouterr().out
    assert shown.count("own fit of 4 rows") == 2
    assert shown.count("own fit of 2 rows") == 1
    assert "{'n': 1}" in shown


@pytest.mark.parametrize(
    "lines",
    [
        "library(gt)\nx <- head(mtcars) %>% gt() %>% tab_header(title = 'A') %>% fmt_number(mpg)",
        "x <- kable(head(mtcars)) %>% kable_styling(full_width = F) %>% row_spec(0, bold = TRUE)",
        "x <- flextable::flextable(head(mtcars))\nx <- flextable::autofit(x)",
        "x <- xtable::xtable(head(mtcars))\nprint(x, include.rownames = FALSE)",
    ],
    ids=["gt", "kableExtra", "flextable", "xtable"],
)
def test_tables_for_documents_are_the_tables_without_their_style(lines: str) -> None:
    assert not reasons(lines)
    assert len(run(lines)["x"]) == 6


def test_a_table_with_groups_is_data_of_a_model() -> None:
    found = run(
        "library(dplyr)\nlibrary(brms)\n"
        "d <- data.frame(a = c('u', 'u', 'v', 'w'), b = c(1, 1, 2, 2), y = c(1, 2, 3, 4))\n"
        "s <- d %>% group_by(a, b) %>% summarise(y = mean(y))\n"
        "p <- get_prior(y ~ b, data = s)\n"
    )
    assert "b" in list(found["p"].to_frame()["class"])


if __name__ == "__main__":
    take("study_fragments", STORED)
