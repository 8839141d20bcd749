"""Scripts that read other scripts, store values and fits, or name a version of brms."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix import r
from pybrms_mix.base import dialect
from pybrms_mix.cli import main
from pybrms_mix.rfile.read_rds import read
from pybrms_mix.rfile.robjects import RList, RNull, ROpaque, RVector, texts
from pybrms_mix.rfile.write_rds import write_rds
from pybrms_mix.rscript import port, run
from pybrms_mix.rscript.data_files import (
    read_csv,
    read_lines,
    read_rds,
    store_rds,
    store_table,
    store_text,
)
from pybrms_mix.rscript.data_files.of_r_objects import value_of
from pybrms_mix.rscript.data_files.to_r_objects import r_object
from pybrms_mix.rscript.expressing.versions import dialect_for, version_of
from pybrms_mix.rscript.random import RRandom
from pybrms_mix.rscript.trees.refusals import Forbidden

FITS = Path(__file__).parents[1] / "reference" / "rds" / "versions"

FIT = (
    "library(brms)\nset.seed(1)\nd <- data.frame(y = rnorm(20))\n"
    "fit <- brm(y ~ 1, d, chains = 1, iter = 30, seed = 1, silent = 2, refresh = 0)\n"
)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_statements_of_another_script_stand_in_its_place(elsewhere: Path) -> None:
    (elsewhere / "more.R").write_text("# doubles\ntwice <- function(x) 2 * x\ny <- 3\n")
    ported = port('x <- 1\nsource("more.R")\nz <- twice(y) + x\n')
    assert ported.missing == ()
    assert ported.summary == "3 of 3 lines ported."
    assert "# doubles" in ported.python
    assert run(ported)["z"] == 7


def test_an_error_in_another_script_shows_its_line(elsewhere: Path) -> None:
    (elsewhere / "more.R").write_text('a <- 1\nstop("here")\n')
    with pytest.raises(pm.PybrmsError, match="line 2") as caught:
        run('source("more.R")')
    assert 'stop("here")' in str(caught.value)


@pytest.mark.parametrize("name", ["../more.R", "/tmp/more.R", "https://example.org/more.R"])
def test_a_script_outside_of_the_folder_is_not_read(elsewhere: Path, name: str) -> None:
    (elsewhere.parent / "more.R").write_text("secret <- 1\n")
    ported = port(f'source("{name}")')
    assert ported.missing == (1,)
    assert "secret" not in ported.python


@pytest.mark.parametrize(
    "lines",
    ['for (f in c("a.R", "b.R")) source(file.path("R", f))',
     'for (f in list.files("R", pattern = "[.]R$", full.names = TRUE)) {\n  source(f)\n}',
     'files <- paste0("R/", c("a", "b"), ".R")\ninvisible(sapply(files, source))',
     'lapply(c("R/a.R", "R/b.R"), source)',
     'c("a.R", "b.R") %>% purrr::walk(function(f) source(file.path("R", f)))',
     'root <- "R"\nsuppressMessages(source(file.path(root, "a.R")))\nsource(here("R", "b.R"))',
     'if (file.exists("R/a.R")) source("R/a.R")\nif (!exists("two")) source("R/b.R")',
     's <- "/"\nk <- "[.]R$"\nsource(paste("R", "a.R", sep = s))\n'
     'sapply(list.files("R", k, full.names = TRUE)[2], identity)\nsource("R/b.R")'],
    ids=["loop", "listed", "sapply", "lapply", "walk", "variable", "condition", "parts"],
)  # fmt: skip
def test_files_that_a_script_names_in_other_ways_are_read(elsewhere: Path, lines: str) -> None:
    (elsewhere / "R").mkdir()
    (elsewhere / "R" / "a.R").write_text("one <- 1\n")
    (elsewhere / "R" / "b.R").write_text("two <- one + 1\n")
    (elsewhere / "R" / "notes.txt").write_text("no R\n")
    ported = port(f"{lines}\nboth <- one + two\n")
    assert ported.missing == ()
    assert run(ported)["both"] == 3


@pytest.mark.parametrize(
    "lines",
    ['for (f in sort(list.files("R", "[.]R$", full.names = TRUE))) {\n'
     '  last <- basename(f)\n  source(f)\n}',
     'files <- list.files("R", "[.]R$")\nfor (f in files) {\n'
     '  if (f == "b.R") next\n  source(file.path("R", f))\n}\nlast <- f\nsource("R/b.R")',
     'f <- 7\nlapply(rev(c("R/b.R", "R/a.R")), function(f) { message(f); source(f) })\n'
     'last <- if (f == 7) "b.R"',
     'for (n in letters[1:2]) last <- n\nfor (n in 1:2) {\n  k <- n\n'
     '  source(paste0("R/part", n, ".R"))\n}\nlast <- if (k == 2) "b.R"',
     'for (f in setdiff(list.files("R"), c("notes.txt", "part1.R", "part2.R"))) {\n'
     '  path <- file.path("R", f)\n  cat("reading", path, "\\n")\n  source(path)\n}\nlast <- f'],
    ids=["sorted", "left out", "function", "numbers", "cat"],
)  # fmt: skip
def test_what_a_loop_does_beside_reading_files_is_done_for_each(
    elsewhere: Path, lines: str
) -> None:
    (elsewhere / "R").mkdir()
    for name in ("a.R", "part1.R"):
        (elsewhere / "R" / name).write_text("one <- 1\n")
    for name in ("b.R", "part2.R"):
        (elsewhere / "R" / name).write_text("two <- one + 1\n")
    (elsewhere / "R" / "notes.txt").write_text("no R\n")
    lines = lines.replace('"[.]R$"', '"^[ab][.]R$"')
    ported = port(f"{lines}\nboth <- one + two\n")
    assert ported.missing == (), ported.python
    variables = run(ported)
    assert (variables["both"], variables["last"]) == (3, "b.R")


@pytest.mark.parametrize(
    "line",
    ['for (f in toupper("a.r")) source(f)',
     'for (f in "a.R") { if (runif(1) < 2) next; source(f) }',
     'for (f in "a.R") { if (f == g) next; source(f) }',
     'lapply("a.R", function(f) { p <- f; source(p) })', 'for (f in 3:1) source(paste0(f, "a.R"))'],
)  # fmt: skip
def test_a_file_whose_name_is_computed_is_told(elsewhere: Path, line: str) -> None:
    (elsewhere / "a.R").write_text("one <- 1\n")
    ported = port(f"{line}\n")
    assert ported.missing == (1,)
    assert "needs the name of its file" in ported.python


@pytest.mark.parametrize(
    "line",
    ['x <- paste("a", "b", sep = s[1])', 'x <- list.files(".", pattern = s[1])',
     'x <- list.files(".", full.names = is.character(s))'],
)  # fmt: skip
def test_a_name_of_unknown_parts_is_a_value_like_others(elsewhere: Path, line: str) -> None:
    assert port(f's <- c("a", "-")\n{line}\n').missing == ()


def test_scripts_that_read_each_other_end(elsewhere: Path) -> None:
    (elsewhere / "loop.R").write_text('source("loop.R")\n')
    assert "are nested too deeply" in port('source("loop.R")').python


def test_what_another_script_may_not_do_is_refused(elsewhere: Path) -> None:
    (elsewhere / "more.R").write_text('system("ls")\n')
    with pytest.raises(Forbidden):
        run('source("more.R")')


def test_a_fit_lives_on_in_the_files_of_r(elsewhere: Path) -> None:
    found = run(
        f'{FIT}dir.create("fits")\nsaveRDS(fit, "fits/a.rds")\nsave(fit, d, file = "all.RData")\n'
        'again <- readRDS("fits/a.rds")\nd <- NULL\nload("all.RData")\n'
        'there <- file.exists("fits/a.rds")\nm <- mean(d$y)\nhere <- fixef(again)[1, 1]\n'
    )
    assert found["there"] is True
    assert found["here"] == pm.fixef(found["fit"]).iloc[0, 0]
    assert found["m"] == pytest.approx(found["d"]["y"].mean())


def test_files_are_written_inside_the_folder_only() -> None:
    for line in ('saveRDS(d, "../a.rds")', 'save(d, file = "/tmp/a.RData")', 'dir.create("../x")',
                 'ok <- file.exists("/etc/passwd")'):  # fmt: skip
        with pytest.raises(Forbidden):
            run(f"d <- data.frame(x = 1)\n{line}")


@pytest.mark.parametrize(
    "line",
    [
        'write.csv(d, "out/tables/t", row.names = FALSE)', 'readr::write_csv(d, "out/tables/t")',
        'saveRDS(d, file = "out/tables/t")', 'save(d, file = "out/tables/t")',
        'writeLines("a", "out/tables/t")', 'cat("a", file = "out/tables/t")',
        'pdf("out/tables/t.pdf"); plot(1:3); dev.off()',
        'library(ggplot2); ggsave("out/tables/t.png", ggplot(d, aes(x)) + geom_histogram())',
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:The folder 'out/tables' was made")
def test_a_missing_folder_of_a_written_file_is_made(elsewhere: Path, line: str) -> None:
    run(f"d <- data.frame(x = 1:3)\n{line}\n")
    assert [p.stem for p in (elsewhere / "out" / "tables").iterdir()] == ["t"]


def test_a_folder_that_is_made_is_told(elsewhere: Path) -> None:
    with pytest.warns(pm.PybrmsWarning, match="The folder 'out' was made"):
        run('d <- data.frame(x = 1:3)\nwrite.csv(d, "out/d.csv")\n')


def test_values_come_back_from_a_file_as_they_went_in(elsewhere: Path) -> None:
    table = pd.DataFrame({
        "x": [1.5, np.nan], "n": [1, 2], "t": ["ä", None], "l": [True, False],
        "g": pd.Categorical(["b", "a"], categories=["b", "a"], ordered=True),
    })  # fmt: skip
    named = pd.Series([1.0, 2.0], index=["a", "b"])
    value = {"d": table, "m": np.arange(6.0).reshape(2, 3), "s": named, "none": None, "l": [1, "a"]}
    store_rds(value, "v.rds")
    found = read_rds("v.rds")
    pd.testing.assert_frame_equal(found["d"], table, check_dtype=False)
    np.testing.assert_array_equal(found["m"], value["m"])
    pd.testing.assert_series_equal(found["s"], named, check_index_type=False)
    assert found["none"] is None
    assert read(elsewhere / "v.rds") is not None


def test_what_r_has_no_kind_for_is_told_and_a_later_read_is_an_error() -> None:
    store_rds(3.0, "f.rds")
    with pytest.warns(pm.PybrmsWarning, match=r"'f.rds' does not hold the value: R has no type"):
        store_rds(lambda: 1, "f.rds")
    with pytest.raises(pm.InvalidFile, match="not stored: R has no type for function"):
        read_rds("f.rds")


def test_loo_and_hypotheses_come_back_from_a_file_as_they_went_in() -> None:
    fit = read_rds(FITS / "groups_2.23.0.rds")
    results = {
        "loo": pm.loo(fit, save_psis=True),
        "waic": pm.waic(fit),
        "hypotheses": pm.hypothesis(fit, "mu1_x > 0"),
    }
    store_rds(results, "results.rds")
    found = read_rds("results.rds")
    for name, result in results.items():
        assert str(found[name]) == str(result)
    assert found["loo"].pointwise.equals(results["loo"].pointwise)
    np.testing.assert_array_equal(found["loo"].log_weights, results["loo"].log_weights)
    pd.testing.assert_frame_equal(
        found["hypotheses"].samples, results["hypotheses"].samples, check_names=False
    )


@pytest.mark.parametrize("part", ["dims", "pointwise", "kind"])
def test_a_damaged_criterion_is_told(part: str) -> None:
    stored = r_object(pm.waic(read_rds(FITS / "groups_2.23.0.rds")))
    assert isinstance(stored, RList)
    at = texts(stored.attributes["names"]).index(part)
    stored.items[at] = RNull()
    write_rds(stored, "c.rds")
    with pytest.raises(pm.InvalidFile, match="is damaged"):
        read_rds("c.rds")


def test_functions_in_files_of_r_are_refused_when_they_are_asked_for() -> None:
    function, names = ROpaque("closure"), RVector("character", ["f", "a"])
    with pytest.raises(pm.InvalidFile, match="only R can use"):
        value_of(function)
    parts = value_of(RList([function, RVector("double", [1.0])], {"names": names}))
    assert r.part(parts, "a") == 1 and list(r.names(parts)) == ["f", "a"]
    with pytest.raises(pm.NotSupported, match="'f'"):
        r.part(parts, "f")


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("# other attached packages:\n#  [1] brms_2.21.0 Rcpp_1.0", "2.21.0"),
        ('stopifnot(packageVersion("brms") >= "2.20")', "2.20"),
        ('remotes::install_version("brms", "2.19.0")', "2.19.0"),
        ("#  brms * 2.22.4 2024-01-01 CRAN", "2.22.4"), ("library(brms)", ""),
        ('if (packageVersion("brms") < "2.21.0") stop("update brms")', "2.21.0"),
        ('if (packageVersion("brms") < "2.21") {\n  install.packages("brms")\n}', "2.21"),
        ('old <- packageVersion("brms") < "2.21"', ""),
    ],
)  # fmt: skip
def test_the_version_of_brms_is_read_off_the_script(text: str, version: str) -> None:
    assert version_of(text, [])[0] == version


def test_the_dialect_is_that_of_the_version(elsewhere: Path) -> None:
    assert [dialect_for(v) for v in ("2.17.0", "2.19.0", "2.20.1", "2.23.1")] == [
        "2.18", "2.18", "2.23", "2.23",
    ]  # fmt: skip
    assert 'pm.options(dialect="2.23")' in port("# brms_2.22.0\nx <- 1").python
    assert "options" not in port("# brms_2.18.0\nx <- 1").python
    (elsewhere / "renv.lock").write_text(json.dumps({"Packages": {"brms": {"Version": "2.21.0"}}}))
    assert "# renv.lock names brms 2.21.0" in port("x <- 1").python
    assert "options" not in port("x <- 1", dialect="2.18").python.replace('dialect="2.18"', "")[:9]
    run("# brms_2.22.0\nx <- 1")
    assert dialect.current().name == "2.18"


def test_the_command_takes_a_dialect(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (elsewhere / "a.R").write_text("x <- 1\n")
    assert main(["port", "a.R", "--dialect", "2.23"]) == 0
    assert 'pm.options(dialect="2.23")' in capsys.readouterr().out
    assert main(["port", "a.R", "--dialect", "3"]) == 2


def test_an_argument_after_one_that_is_left_out_keeps_its_meaning() -> None:
    found = run('f <- factor(c(2, 1, 2), labels = c("x", "y"))\nk <- cut(3, 5, right = FALSE)')
    assert list(found["f"]) == ["y", "x", "y"]


def test_a_function_that_is_handed_on_by_its_name_draws_what_r_draws() -> None:
    script = (
        "draw <- function(n) rnorm(n)\nmore <- function(n) draw(n)\n"
        "set.seed(3)\nx <- sapply(c(1, 1), more)\n"
    )
    np.testing.assert_allclose(run(script)["x"], RRandom(3).rnorm(2))


def test_further_distributions_are_drawn_as_r_draws_them() -> None:
    # set.seed(3); rlogis(3, 1, 2); rcauchy(2); rgeom(5, .2); rshifted_lnorm(2, 1, .5, .3);
    # rexgaussian(3, 10, 1, 2); rstudent_t(2, 4, 1, 2); rdirichlet(2, c(1, 2, 3))
    rng = RRandom(3)
    drawn = [
        rng.rlogis(3, 1, 2), rng.rcauchy(2), rng.rgeom(5, 0.2), rng.rshifted_lnorm(2, 1, 0.5, 0.3),
        rng.rexgaussian(3, 10, 1, 2), rng.rstudent_t(2, 4, 1, 2), rng.rdirichlet(2, [1, 2, 3])[0],
    ]  # fmt: skip
    wanted = [
        [-2.1991427973104, 3.8679048064549, 0.0627551707436], [1.66376488402, -3.00994784922],
        [0, 4, 1, 0, 1], [4.67762942318, 3.85202980993],
        [8.58095343656, 6.23746572123, 7.45670022985], [-0.162980064183, -0.480687471198],
        [0.0724197858718, 0.347036905000, 0.580543309129],
    ]  # fmt: skip
    for ours, theirs in zip(drawn, wanted, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-11)


def test_contrasts_of_a_column_are_those_of_its_model() -> None:
    script = (
        'd <- data.frame(y = c(1, 2, 3, 4), g = factor(c("a", "b", "c", "a")))\n'
        "contrasts(d$g) <- contr.sum(3)\n"
        "library(dplyr)\ne <- d %>% filter(y < 10) %>% mutate(z = y + 1)\n"
        "f <- d %>% mutate(g = factor(g))\n"
    )
    found = run(script)
    coefs = [list(pm.get_prior("y ~ g", data=found[n]).to_frame()["coef"]) for n in "def"]
    assert {"g1", "g2"} <= set(coefs[0]) & set(coefs[1])
    assert {"gb", "gc"} <= set(coefs[2])


@pytest.mark.parametrize(("pattern", "is_read"), [("*.R$", True), ("(", False)])
def test_files_of_any_pattern_are_asked_for(
    pattern: str, is_read: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("one.R").write_text("a <- 1\n")
    Path("main.txt").write_text(f'for (n in list.files(pattern = "{pattern}")) source(n)\n')
    assert ("a = 1" in port(Path("main.txt")).python) is is_read


def test_what_a_script_prints_goes_to_the_files_that_it_names(elsewhere: Path) -> None:
    fit = f'fit <- readRDS("{FITS / "groups_2.23.0.rds"}")\n'
    lines = (
        'capture.output(summary(fit), cat("end\\n"), file = "out/summary.txt")\n'
        'capture.output(print(1:2), file = "more.txt")\n'
        'capture.output(cat("z\\n"), file = "more.txt", append = TRUE)\n'
        'sink("log.txt")\nfor (k in 1:2) print(k)\ncat("said\\n")\nsink()\ncat("shown\\n")\n'
        'writeLines(capture.output(print(summary(fit))), "lines.txt")\n'
        'cat(capture.output(cat("a\\nb\\n")), sep = "\\n")\nsink("last.txt")\ncat("left open\\n")\n'
    )
    ported = port(f"library(brms)\n{fit}{lines}")
    assert ported.missing == ()
    spoken = io.StringIO()
    with contextlib.redirect_stdout(spoken), pytest.warns(pm.PybrmsWarning, match="'out' was made"):
        run(ported, allow=[FITS])
    said = {name: Path(name).read_text() for name in ("more.txt", "log.txt", "last.txt")}
    assert said == {"more.txt": "[1 2]\nz\n", "log.txt": "1\n2\nsaid\n", "last.txt": "left open\n"}
    summary = str(read_rds(FITS / "groups_2.23.0.rds").summary())
    assert Path("out/summary.txt").read_text() == f"{summary}\nend\n"
    assert Path("lines.txt").read_text().strip() == summary.strip()
    assert spoken.getvalue() == "shown\na\nb\n"


@pytest.mark.parametrize(
    "line",
    ['capture.output(1, file = "../x.txt")', 'sink("/tmp/x.txt")', 'f <- "../y.txt"\nsink(f)'],
)
def test_what_is_printed_stays_in_the_folder(line: str) -> None:
    with pytest.raises(Forbidden):
        run(f"{line}\ncat(1)\n")


def test_a_sink_stays_open_after_a_statement_that_was_not_ported(elsewhere: Path) -> None:
    lines = (
        'sink("log.txt")\nf <- function(x) {\n  y <- sys.call()\n  y\n}\ny <- f(1)\n'
        'cat("later\\n")\nsink()\n'
    )
    with pytest.warns(pm.PybrmsWarning, match="ended at"):
        run(lines)
    assert Path("log.txt").read_text() == "later\n"


def test_an_error_ends_a_sink(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(pm.PybrmsError):
        run('sink("log.txt")\ncat("in the file\\n")\nstop("wrong")\n')
    print("on the screen")
    assert capsys.readouterr().out == "on the screen\n"


def test_a_vector_of_one_text_names_a_file_without_run_as_well(elsewhere: Path) -> None:
    name = np.array(["a"], dtype=object)
    store_rds([1, 2], name + ".rds")
    store_table(pd.DataFrame({"x": [1, 2]}), name + ".csv")
    store_text("said\n", name + ".txt")
    assert read_rds(name + ".rds").tolist() == [1, 2]
    assert read_csv(list(name + ".csv"), sep=" ")["x"].tolist() == [1, 2]
    assert read_lines(name + ".txt").tolist() == ["said"]
    with pytest.raises(pm.InvalidArgument, match="must be one text"):
        store_rds(1, ["a.rds", "b.rds"])
