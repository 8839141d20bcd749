"""Statements as scripts of studies write them have R's meaning, or are told to have no Python."""

from __future__ import annotations

import pytest

from pybrms_mix.rscript import port, run


def reasons(lines: str) -> list[str]:
    """Return why statements of a script were not ported."""
    pieces = port(lines).pieces
    inside = [s.reason for p in pieces for s in p.stops]
    return [*(p.reason for p in pieces if p.reason), *inside]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("x <- parallel::mclapply(1:2, function(i) rnorm(1))", "in other processes"),
        ("x <- foreach(i = 1:2) %dopar% rnorm(1)", "in other processes"),
        ("x <- foreach(i = 1:2, .init = 0) %do% i", "no argument '.init'"),
        ("area <- function(s) UseMethod('area')", "needs methods"),
        ("d <- mutate(data.frame(a = 1), b = (z <- a))", "no expression in Python"),
    ],
    ids=["fork", "foreach", "init", "generic", "mutate"],
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


def test_a_right_side_of_a_pipe_is_computed_once(capsys: pytest.CaptureFixture[str]) -> None:
    found = run(
        "library(dplyr)\n"
        "f <- function(x) { cat('once\\n'); x }\n"
        "d <- data.frame(a = 1:4)\n"
        "out <- f(d) %>% filter(a > mean(.$a)) %>% nrow(.)\n"
        "two <- f(c(1, 5)) %>% { (.[2] - .[1]) / sum(.) }\n"
    )
    assert found["out"] == 2
    assert found["two"] == pytest.approx(2 / 3)
    assert capsys.readouterr().out.count("once") == 2


def test_the_mean_of_a_scaled_column_undoes_the_scale() -> None:
    found = run(
        "d <- data.frame(x = c(1, 2, 6))\n"
        "d$z <- scale(d$x)\n"
        "m <- attr(d$z, 'scaled:center')\n"
        "back <- d$z * attr(d$z, 'scaled:scale') + m\n"
    )
    assert found["m"] == pytest.approx(3)
    assert list(found["back"].ravel()) == pytest.approx([1, 2, 6])


def test_columns_of_two_tables_are_joined_by_equal_values() -> None:
    made = run(
        "library(dplyr)\na <- data.frame(k = c(1, 2), x = 3:4)\n"
        "b <- data.frame(j = c(2, 1), y = 5:6)\n"
        "z <- left_join(a, b, by = join_by(k == j))\nk <- inner_join(a, a, by = join_by(k, x))\n"
    )
    assert made["z"].to_dict("list") == {"k": [1, 2], "x": [3, 4], "y": [6, 5]}
    assert len(made["k"]) == 2
