"""Parts of statements that cannot be ported stop a run only where it reaches them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pybrms_mix.base.errors import PybrmsWarning
from pybrms_mix.rscript import port, run
from pybrms_mix.rscript.trees.refusals import Forbidden, Stopped

BRANCH = """x <- c(1, 2, 3)
refit <- {refit}
if (refit) {{
  fit <- cfa(x)
}} else {{
  fit <- mean(x)
}}
y <- sum(x)
"""
CALLED = """f <- function(a, slow = FALSE) {
  if (slow) return(cfa(a))
  a + 1
}
y <- f(2)
"""


def test_a_branch_that_is_not_taken_needs_no_python() -> None:
    made = run(BRANCH.format(refit="FALSE") + "z <- fit + 1\n")
    assert (made["fit"], made["z"]) == (2, 3)


def test_the_part_is_missing_and_not_the_statement_around_it() -> None:
    ported = port(BRANCH.format(refit="FALSE"))
    assert ported.missing == (4,)
    assert [p.reason for p in ported.pieces] == [""] * 4
    assert "    # not ported: the function cfa() has no Python here\n" in ported.python
    assert "    raise r.LineNotPorted(" in ported.python


def test_a_branch_that_is_taken_leaves_its_variables_without_a_value() -> None:
    with pytest.warns(PybrmsWarning, match="ended at line 5"):
        made = run("fit <- 7\n" + BRANCH.format(refit="TRUE"))
    assert "fit" not in made
    assert made["y"] == 6


def test_later_lines_that_need_a_lost_variable_are_not_run() -> None:
    with pytest.warns(PybrmsWarning), pytest.raises(Stopped, match="line 4 could not") as caught:
        run(BRANCH.format(refit="TRUE") + "z <- fit + 1\nw <- 1\n")
    assert "Later lines need fit; not run: lines 3, 5-7, 9." in str(caught.value)


def test_a_function_runs_up_to_the_line_that_has_no_python() -> None:
    assert run(CALLED)["y"] == 3
    with pytest.warns(PybrmsWarning, match="line 6 ended at line 2"):
        made = run(f"{CALLED}z <- f(2, TRUE)\nw <- 4\n")
    assert "z" not in made
    assert made["w"] == 4


def test_no_handler_of_the_script_catches_a_stop() -> None:
    line = (
        'z <- tryCatch({ k <- f(1, TRUE); k }, error = function(e) -1, finally = cat("end\\n"))\n'
    )
    with pytest.warns(PybrmsWarning), pytest.raises(Stopped):
        run(f"{CALLED}{line}w <- z + 1\n")


def test_what_a_function_assigns_outside_of_it_is_lost_with_its_call() -> None:
    script = "n <- 0\nf <- function() { n <<- n + 1; k <- cfa(n); k }\nf()\n"
    with pytest.warns(PybrmsWarning):
        assert run(f"{script}y <- 2\n")["y"] == 2
    with pytest.warns(PybrmsWarning), pytest.raises(Stopped, match="line 2 could not"):
        run(f"{script}y <- n\n")


def test_random_numbers_after_a_stop_are_not_drawn_before_the_next_seed() -> None:
    script = "f <- function(a) { x <- rnorm(3); if (a) k <- cfa(x); k }\nset.seed(1)\nf(TRUE)\n"
    with pytest.warns(PybrmsWarning), pytest.raises(Stopped):
        run(f"{script}y <- rnorm(2)\n")
    with pytest.warns(PybrmsWarning):
        seeded = run(f"{script}set.seed(2)\ny <- rnorm(2)\n")["y"]
    assert seeded.tolist() == run("set.seed(2)\ny <- rnorm(2)\n")["y"].tolist()


@pytest.mark.parametrize(
    ("body", "value"),
    [("lavaanPlot(a)\n  a + 1", 3), ("for (i in 1:2) lavaanPlot(i)\n  a", 2),
     ("if (a > 9) stop('large')\n  b <- cfa(a)\n  a * 2", 4)],
    ids=["picture", "loop", "unread"],
)  # fmt: skip
def test_a_part_whose_value_nobody_needs_is_a_comment(body: str, value: float) -> None:
    script = f"f <- function(a) {{\n  {body}\n}}\ny <- f(2)\n"
    assert run(script)["y"] == value
    assert port(script).missing


@pytest.mark.parametrize(
    "line",
    ["if (a > 1) return(cfa(a))", "if (cfa(a)) stop('no')", "b <- cfa(a); d <- b", "a <- cfa(a)"],
)
def test_a_part_that_decides_what_follows_is_no_comment(line: str) -> None:
    with pytest.warns(PybrmsWarning), pytest.raises(Stopped):
        run(f"f <- function(a) {{\n  {line}\n  a\n}}\ny <- f(2)\nz <- y\n")


def test_an_alternative_without_python_stops_where_it_is_chosen() -> None:
    script = 'f <- function(k) switch(k, a = 1, b = cfa(k), 3)\ny <- c(f("a"), f("z"))\n'
    assert run(script)["y"].tolist() == [1, 3]
    with pytest.warns(PybrmsWarning):
        assert "z" not in run(f'{script}z <- f("b")\n')


def test_an_option_in_a_branch_ends_the_run_where_it_is_reached() -> None:
    line = 'if (x > {n}) options(na.action = "na.pass")\n'
    assert run("x <- 1\n" + line.format(n=1) + "y <- 2\n")["y"] == 2
    with pytest.warns(PybrmsWarning), pytest.raises(Stopped, match="changes results"):
        run("x <- 1\n" + line.format(n=0) + "y <- 2\n")


def test_a_download_that_is_not_needed_is_not_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    script = 'if (!file.exists("d.csv")) download.file("http://example.org", "d.csv")\nx <- 1\n'
    with pytest.raises(Forbidden, match="reaches the network"):
        run(script)
    (tmp_path / "d.csv").write_text("x\n1\n")
    assert run(script)["x"] == 1
