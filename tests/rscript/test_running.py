"""The command ``run``, its refusals, and R's own data files."""

from __future__ import annotations

import base64
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidFile, RSyntaxError
from pybrms_mix.cli import main
from pybrms_mix.rscript import port, read_rds, run
from pybrms_mix.rscript.trees.refusals import Forbidden, Stopped

LEFT = "x <- c(1, 2)\nfit <- cfa(x)\ny <- sum(x)\n"


def write(folder: Path, text: str) -> str:
    file = folder / "script.R"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_port_writes_the_python_and_counts_the_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["port", write(tmp_path, LEFT)]) == 0
    told = capsys.readouterr()
    assert told.out == port(LEFT).python.replace(
        "import", '"""The Python of script.R."""\n\nimport', 1
    )
    assert told.err == "2 of 3 lines ported; not ported: line 2.\n"


def test_port_writes_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "script.py"
    assert main(["port", write(tmp_path, "x <- 1"), "-o", str(out)]) == 0
    assert "x = 1" in out.read_text()
    assert capsys.readouterr().out == ""


def test_strict_fails_where_a_line_is_left(tmp_path: Path) -> None:
    assert main(["port", write(tmp_path, LEFT), "--strict"]) == 1
    assert main(["port", write(tmp_path, "x <- 1"), "--strict"]) == 0
    assert main(["run", write(tmp_path, LEFT), "--strict"]) == 1


def test_run_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", write(tmp_path, "x <- 1:3\ncat('sum', sum(x), '\\n')")]) == 0
    assert capsys.readouterr().out == "sum 6\n"


@pytest.mark.parametrize("text", ["x <- (", 'system("ls")'])
def test_a_mistake_is_told_without_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    assert main(["run", write(tmp_path, text)]) == 2
    assert text in capsys.readouterr().err


def test_the_reason_and_the_line_stay_in_the_python() -> None:
    assert (
        "# not ported: the function cfa() has no Python here\n# fit <- cfa(x)\n"
        in port(LEFT).python
    )


def test_a_line_that_nothing_needs_does_not_stop_a_run() -> None:
    assert run(LEFT)["y"] == 3


def test_a_line_that_is_missed_takes_those_with_it_that_need_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(Stopped) as caught:
        run(
            'cat("before\\n")\nfit <- cfa(1)\ncat("between\\n")\nk <- summary(fit)\nprint(k)\n'
            'fit <- 3\ncat(fit, "\\n")'
        )
    assert capsys.readouterr().out == "before\nbetween\n3 \n"
    assert str(caught.value).splitlines()[0] == (
        "line 2 could not be ported: the function cfa() has no Python here"
    )
    assert "Later lines need fit; not run: lines 4-5." in str(caught.value)


def test_random_numbers_that_a_missed_line_would_draw_end_the_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    script = 'set.seed(1)\nf <- cfa(1)\nx <- f(rnorm(3))\ncat("on\\n")\ny <- rnorm(2)'
    with pytest.raises(Stopped, match="line 2 could not be ported"):
        run(script)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "call",
    [
        'system("touch here")', 'system2("touch", "here")',
        'eval(parse(text = "1"))', 'download.file("http://example.org", "here")',
        'x %>% system', 'sapply("touch here", function(v) system(v))',
        'base::system("touch here")', 'do.call(system, list("touch here"))',
        'sapply("touch here", system)',
    ],
)  # fmt: skip
def test_a_script_reaches_for_nothing_but_data_and_fits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d.csv").write_text("x\n1\n")
    text = f'x <- 1\ncat("ran", "\\n")\ny <- {call}'
    with pytest.raises(Forbidden, match=r"line 3") as caught:
        run(text)
    assert caught.value.span is not None
    assert [p.name for p in tmp_path.iterdir()] == ["d.csv"]
    assert port(text).missing == (3,)


def test_porting_runs_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert port('cat("ran")\nstop("no")\nd <- read.csv("nowhere.csv")').missing == ()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "name", ["__import__", "os.system", "exec", "getattr", "open", "pd.eval", "x; import os"]
)
def test_names_cannot_become_python(name: str) -> None:
    ported = port(f"`{name}` <- 1\ny <- `{name}` + 1\nz <- `{name}`(2)")
    assert ported.missing == (3,)
    found = run(f"`{name}` <- 1\ny <- `{name}` + 1")
    assert found["y"] == 2


def test_text_stays_text() -> None:
    text = 'x <- "\\"); import os; os.system(\\"ls\\") #"'
    assert run(text)["x"] == '"); import os; os.system("ls") #'


def test_a_script_that_is_not_there_is_told() -> None:
    with pytest.raises(InvalidFile, match=r"There is no script 'nowhere\.R'"):
        port("nowhere.R")
    with pytest.raises(RSyntaxError):
        port("x <- <- 1")


# saveRDS(data.frame(x = 1:3, g = factor(c("a", "b", "a")), s = c("u", "v", NA)), "d.rds")
RDS = (
    "H4sIAAAAAAAAA11QSw6CMBAdSjFCgiHxHLJ2pytPoIk7U7AYEj5KEV16YuMFFKctJdpJZuZlPm9eZh8AgAuUEHA9"
    "hODttpvFEmtz1QB4ohN0Byj4mGdpXZ5Z2h7yqhX8YnVpwgQfaqGq6/yRm5JxPQVlq9d/1jNuOFx1Rl7U9sM/KXjH"
    "C4EoUhO66jADEmveSwsmzPhIkqH+uhlkRfoDev9qQIfB79FswoqVXNhrdwNOBgi9R3vrdnBkLYuzBlksZr+pb7Fh"
    "l38gDwyo4C2FfgGr+ZXhqQEAAA=="
)


def test_a_data_frame_of_r_is_a_data_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("d.rds").write_bytes(base64.b64decode(RDS))
    d = read_rds("d.rds")
    assert list(d.index) == [0, 1, 2]
    np.testing.assert_array_equal(d["x"], [1, 2, 3])
    assert list(d["g"]) == ["a", "b", "a"]
    assert isinstance(d["g"].dtype, pd.CategoricalDtype)
    assert d["s"].isna().tolist() == [False, False, True]
    assert run('d <- readRDS("d.rds")\nn <- nrow(d)')["n"] == 3


# d <- data.frame(x = c(1.5, 2)); e <- d; save(d, e, file = "both.RData")
RDATA = (
    "H4sIAAAAAAAAAwtyiTDmiuBiYGBgZmBhYmJgZgUyGVhDQ9x0LRiAIkAOIwMLAyeITgEqEgYLMDDwATGT/Q8GMHBg"
    "gAEUDax5ibmpxUCGALIpFeiqknMSi9FVcaUkliTqpRUBDUBTzlmUX64HM5gX5IoGIPH///9/QOofupNTiXMy038c"
    "rmRGl8BwGMt/7O5g+AcAnDtFuVsBAAA="
)


def test_load_brings_the_frames_that_a_script_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("both.RData").write_bytes(base64.b64decode(RDATA))
    assert set(read_rds("both.RData")) == {"d", "e"}
    assert run('load("both.RData")\ntotal <- sum(d$x)')["total"] == 3.5


def test_what_is_no_file_of_r_is_told(tmp_path: Path) -> None:
    file = tmp_path / "d.rds"
    file.write_text("no")
    with pytest.raises(InvalidFile, match="cannot be read"):
        read_rds(file)
    with pytest.raises(InvalidFile, match=r"There is no file '.*nowhere\.rds'"):
        read_rds(tmp_path / "nowhere.rds")


SETTINGS = """
pacman::p_load(brms, tidyverse, here)
options(mc.cores = parallel::detectCores(), digits = 3)
setwd("..")
rm(list = ls())
source("functions.R")
graphics.off()
d <- data.frame(x = c(1, 2))
saveRDS(d, file = here("d.rds"))
saveRDS(d, "kept.rds")
write.csv(d, "table.csv", row.names = FALSE)
ggsave("picture.png")
n <- parallel::detectCores()
"""


def test_what_stands_around_a_model_does_not_stop_a_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(SETTINGS)["n"] >= 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["d.rds", "kept.rds", "table.csv"]
    assert list(read_rds("kept.rds")["x"]) == [1, 2]
    python = port(SETTINGS).python
    assert "# without options(mc.cores): it is a setting of R\n" in python
    assert "r.number_options(digits=3)\n" in python
    assert "# not ported: there is no script 'functions.R' in the folder of this one" in python


@pytest.mark.parametrize(
    "line", ['options(na.action = "na.pass")', 'set.seed(1, kind = "Wichmann")']
)
def test_a_setting_that_changes_results_stops_a_run(line: str) -> None:
    with pytest.raises(Stopped, match="line 2"):
        run(f"x <- 1\n{line}\ny <- 2")


def test_a_file_is_written_inside_the_folder_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    with pytest.raises(Forbidden):
        run('d <- data.frame(x = 1)\nwrite.csv(d, "../up.csv")')
    with pytest.raises(Forbidden):
        run('d <- data.frame(x = 1)\nsaveRDS(d, "../up.rds")')
    assert not (tmp_path / "up.csv").exists()


WRITTEN = """
writeLines(c("x;y", paste(1:2, 3:4, sep = ";")), "d.csv")
cat("a", 1.5, "\\n", file = "log.txt")
cat("b\\n", file = "log.txt", append = TRUE)
sink("out.txt")
if (file.exists("d.csv")) file.remove("d.csv")
unlink("d.csv")
invisible(file.copy("d.csv", "e.csv"))
sink()
d <- read_delim("d.csv", delim = ";")
n <- nrow(d)
"""


def test_texts_are_written_and_nothing_is_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(WRITTEN)["n"] == 2
    assert (tmp_path / "log.txt").read_text("utf-8") == "a 1.5 \nb\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["d.csv", "log.txt", "out.txt"]


@pytest.mark.parametrize("place", [".", "taken/x.rds"])
@pytest.mark.parametrize(
    "line", ['saveRDS(1, "{}")', 'writeLines("a", "{}")', 'x <- 1; save(x, file = "{}")']
)
def test_a_file_that_cannot_be_written_is_told(
    line: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken").write_text("a file where a folder would have to be")
    with pytest.raises(InvalidFile, match="folder"):
        run(line.format(place))


CALLED = """
d <- data.frame(y = c(1, 2), x = 1)
MCMC <- list(chains = 2, iter = 600, file = "%s")
fit <- do.call(brm, c(list(formula = bf(y ~ 1), family = mix, data = d), MCMC))
"""


def test_a_model_is_fitted_with_a_list_of_arguments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    given: list[dict] = []
    monkeypatch.setattr(pm, "brm", lambda **named: given.append(named))
    families = "mix <- mixture(flist = list(gaussian, student()), refcat = NA)\n"
    run(families + CALLED % "fit")
    (named,) = given
    assert (named["chains"], named["iter"], named["file"]) == (2, 600, "fit")
    assert str(named["family"]) == str(pm.mixture("gaussian", pm.student(), refcat=math.nan))
    with pytest.raises(Forbidden):
        run(families + CALLED % "../fit")
    assert len(given) == 1


@pytest.mark.parametrize(
    "line",
    ['try(read.csv("../o.csv"))', 'tryCatch(read.csv("../o.csv"), error = function(e) 1)',
     'tryCatch(saveRDS(1, "../o.rds"), error = function(e) NULL)',
     'f <- function(p) try(read.csv(p), silent = TRUE)\nf("/o.csv")'],
)  # fmt: skip
def test_what_the_guard_refuses_no_script_catches(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the file, later statements would compute other values than in R."""
    (tmp_path / "in").mkdir()
    (tmp_path / "o.csv").write_text("a\n1\n")
    monkeypatch.chdir(tmp_path / "in")
    with pytest.raises(Forbidden, match="outside the folder") as caught:
        run(f"{line}\nsaveRDS(2, 'later.rds')")
    assert "of the script" in caught.value.hint
    assert not list((tmp_path / "in").iterdir())


def test_functions_add_priors_and_subtract_times() -> None:
    made = run("""add <- function(a, b) a + b
both <- add(set_prior("normal(0, 1)"), set_prior("normal(0, 2)", class = "Intercept"))
less <- function(a, b) a - b
start <- Sys.time()
passed <- less(Sys.time(), start)
""")
    assert len(made["both"]) == 2
    assert made["passed"].total_seconds() >= 0


BEFORE = """first <- function(v) helper(v) + 1
second <- function(v) first(v)
helper <- function(v) sys.call()
y <- 3
"""


def test_a_call_of_a_function_whose_helper_is_missed_is_not_run() -> None:
    """The helper is defined after the function that calls it."""
    assert run(BEFORE)["y"] == 3
    with pytest.raises(Stopped, match="line 3 could not be ported") as caught:
        run(f"{BEFORE}x <- sapply(1:2, second)\nz <- x + 1\nw <- y + 1\n")
    assert "not run: lines 5-6" in caught.value.hint


def test_a_local_block_that_ends_in_an_assignment_prints_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run("local({ n <<- 3 })\nlocal({ a <- 2; invisible(a) })\nlocal({ a <- 2; a + 5 })\n")
    assert capsys.readouterr().out == "7\n"


@pytest.mark.parametrize(
    "line",
    ["brm(y ~ 1, data = d, control = list(adapt_delta = 0.9, stepsize = 0.01))",
     "brm(y ~ 1, data = d, control = ctl)",
     "do.call(brm, list(y ~ 1, data = d, control = ctl))",
     "do.call('brm', c(list(formula = y ~ 1, data = d), run))"],
    ids=["list", "variable", "call", "joined"],
)  # fmt: skip
def test_settings_that_tune_the_sampler_of_rstan_do_not_stop_a_run(
    line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[dict] = []
    monkeypatch.setattr(pm, "brm", lambda *_, **named: given.append(named))
    start = "d <- data.frame(y = c(1, 2))\nctl <- list(adapt_delta = 0.9, metric = 'dense_e')\n"
    run(f"{start}run <- list(chains = 1, control = ctl)\nfit <- {line}\n")
    assert [g["control"] for g in given] == [{"adapt_delta": 0.9}]


def test_a_setting_that_no_sampler_has_is_told() -> None:
    ported = port("brm(y ~ 1, data = mtcars, control = list(adapt_dleta = 0.9))")
    assert "control has no setting 'adapt_dleta'" in ported.python
    noted = port(
        "brm(y ~ 1, data = mtcars, control = list(stepsize = 0.1, max_treedepth = 12))"
    ).python
    assert "# without stepsize = 0.1 of control" in noted
    assert 'control={"max_treedepth": 12}' in noted


# The answers are those of class() in R with brms 2.18.
CLASSES = {
    "brmsfamily('poisson')": "brmsfamily family", "negbinomial()": "brmsfamily family",
    "mixture(gaussian, gaussian)": "mixfamily brmsfamily family", "poisson()": "family",
    "Gamma()": "family", "student()": "brmsfamily family",
    "custom_family('b2', dpars = 'mu', links = 'identity', type = 'real')":
        "customfamily brmsfamily family",
    "bf(y ~ x)": "brmsformula bform", "bf(y ~ x) + bf(z ~ x)": "mvbrmsformula bform",
    "prior(normal(0, 1))": "brmsprior data.frame",
}  # fmt: skip


def test_objects_of_brms_have_the_classes_that_r_gives_them() -> None:
    script = "\n".join(f"c{n} <- class({text})" for n, text in enumerate(CLASSES))
    found = run(f"{script}\na <- inherits(student(), 'brmsfamily')\nb <- inherits(poisson(), 'x')")
    assert [" ".join(found[f"c{n}"]) for n in range(len(CLASSES))] == list(CLASSES.values())
    assert (found["a"], found["b"]) == (True, False)
