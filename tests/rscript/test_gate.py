"""The gate of ported scripts, and the guard of their paths."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from types import SimpleNamespace

import pytest

import pybrms_mix as pm
from pybrms_mix import r
from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.cli import main
from pybrms_mix.rscript import port, run
from pybrms_mix.rscript.reading.script_paths import PathGuard
from pybrms_mix.rscript.trees.names import python_names
from pybrms_mix.rscript.trees.refusals import Forbidden, ScriptError
from pybrms_mix.rscript.trees.remarks import remark
from pybrms_mix.rscript.writing.allowed import path_of
from pybrms_mix.rscript.writing.gate import checked, same
from pybrms_mix.rscript.writing.script_text import written

LINE_ENDS = ("\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e")


@pytest.mark.parametrize(
    "python",
    [
        "import os\nos.system('ls')", "os.environ", "import numpy",
        "from os import system", "import numpy as pd", "eval('1')",
        "x = 1\nx.__class__", "open('f')", "getattr(x, 'y')", "__import__('os')", "print = 1",
        "np = 1", "np.load('f')", "pd.read_pickle('f')", "pd.eval('1')", "x = 1\nx.query('y')",
        "x = 1\nx.to_pickle('f')", "x = 1\nx.apply('to_csv')", "x = 1\nx.agg(a=('b', 'to_pickle'))",
        "x = 1\nx.pipe(pd.read_csv)", "f = pd.read_csv", "f = read_rds", "x = np", "pm.store",
        "pm.brm.__globals__", "class A: pass", "with x: pass", "import numpy as np\nglobal x",
        "async def f(): pass", "@print\ndef f(): pass", "x = 1\nx()()", "(lambda: 1)()",
        "x = 1\nx.plot(backend='os')", "pd.read_csv('f', storage_options=1)", "assert x",
        "pd.read_csv(*x)", "x = 1\nx.to_csv(**x)", "_guard = 1", "x = 1\nx.savefig",
        "def __f(): pass", "lambda eval: 1", "[1 for len in x]", "x = yield", "x = 1j", "x = b'a'",
        "x = ...", "x: int = 1", "x += 1\n__y = 1", "np.linalg.solve.__globals__", "f'{__name__}'",
        "pd.MultiIndex.from_product.__self__", "np.pi.to_csv", "x = 1\nx.y = 2",
        "try:\n 1\nexcept __x__:\n 1",
        "ｅval('1')", "x = 1\nx.ｔo_pickle('f')",
    ],
)  # fmt: skip
def test_the_gate_refuses_what_no_ported_script_says(python: str) -> None:
    with pytest.raises(Forbidden):
        checked(ast.parse(python))


@pytest.mark.parametrize("name", ["a=1, b", "x.y", "lambda", "ﬁt", "__x__", "_guard", "a b", ""])
def test_a_tree_whose_names_are_no_names_is_not_written(name: str) -> None:
    with pytest.raises(PybrmsError):
        written([ast.Assign([ast.Name(name)], ast.Constant(1))])
    call = ast.Call(ast.Name("print"), [], [ast.keyword(name, ast.Constant(1))])
    with pytest.raises(PybrmsError):
        written([ast.Expr(call)])


def test_a_text_that_reads_otherwise_is_refused() -> None:
    with pytest.raises(Forbidden):
        same(ast.parse("x = 1"), ast.parse("x = 1\ny = 2"))


@pytest.mark.parametrize("end", LINE_ENDS)
def test_a_comment_has_one_line_whatever_is_in_it(end: str) -> None:
    text = written(
        [remark(f"# a{end}import os"), ast.Pass(), remark(f"# b{end}x", beside=True)]
    ).text
    assert len(text.splitlines()) == 2
    assert [type(s) for s in ast.parse(text).body] == [ast.Pass]


@pytest.mark.parametrize("end", LINE_ENDS)
def test_no_line_end_of_a_name_or_a_text_leaves_its_comment(end: str) -> None:
    bad = f"a{end}__import__('os')"
    for line in (f"`{bad}`(1)", f'library("{bad}")', f'f("x", `{bad}` = 1)', f'x <- "{bad}"'):
        python = port(line).python
        names = {n.id for n in ast.walk(ast.parse(python)) if isinstance(n, ast.Name)}
        assert "__import__" not in names


def test_names_are_those_that_python_reads() -> None:
    names = python_names(["fit", "ﬁt", "ｅval", "²", "np", "self", "rng", "a b", "é"])
    assert len(set(names.values())) == len(names)
    for name in names.values():
        assert ast.parse(f"{name} = 1").body[0].targets[0].id == name  # type: ignore[attr-defined]
        assert name not in ("eval", "np", "rng")


@pytest.mark.parametrize("name", ["name", "owner", "template", "key"])
def test_columns_may_be_called_like_the_porters_own_words(name: str) -> None:
    text = "d <- data.frame(g = c('a', 'b', 'a'), x = c(1, 2, 3))\n"
    text += (
        f"s <- d %>% group_by(g) %>% summarise({name} = mean(x))\nd <- d %>% mutate({name} = x * 2)"
    )
    found = run(text)
    assert list(found["s"][name]) == [2, 2]
    assert list(found["d"][name]) == [2, 4, 6]


def test_a_string_that_stands_alone_is_no_docstring() -> None:
    ported = port('f <- function(x) {\n  "\\"\\"\\"; import os"\n  x + 1\n}\ny <- f(1)')
    assert "import os" not in ported.python
    assert run(ported)["y"] == 2


@pytest.mark.parametrize(
    "text",
    [
        "x <- c(1,2)\ny <- x" + " %>% sum()" * 165,
        "x <- 1\n" + "".join(f"if (x == {i}) y <- {i} else " for i in range(165)) + "y <- 0",
        "".join(f"for (i{i} in 1:2) " for i in range(165)) + "x <- 1",
        "".join(f"for (i{i} in 1:2) " for i in range(25)) + "x <- 1",
        "x <- 2\ny <- " + " + ".join(["x"] * 290),
        "x <- " + "-" * 290 + "1",
    ],
)
def test_what_is_too_deep_is_refused_with_its_place(text: str) -> None:
    ported = port(text)
    assert "nested" in ported.pieces[-1].reason
    assert ported.missing[-1] == text.count("\n") + 1


def test_an_error_comes_with_the_line_of_r() -> None:
    with pytest.raises(ScriptError, match=r"^line 4: there is no column or element 'z'") as caught:
        run("# first\nd <- data.frame(x = 1)\n\ny <- d[, 'z']\n")
    assert caught.value.span is not None
    assert "y <- d[, 'z']" in str(caught.value)
    with pytest.raises(PybrmsError, match="occurred in line 2 of the script") as told:
        run("d <- data.frame(x = 1)\nm <- brm(y ~ x, d)")
    assert "m <- brm(y ~ x, d)" in str(told.value)


OUTSIDE = (
    "../up.csv", "/etc/passwd", "~/x.csv", "http://example.org/x.csv", "s3://a/b.csv",
    "a/../../x.csv",
    "file:///etc/passwd", "HTTPS://example.org", "simplecache::s3://a", "link/x.csv", "C:/x", "",
    "//host/x",
    "gs://x", "jar:file:/x",
)  # fmt: skip


@pytest.mark.parametrize("path", OUTSIDE)
def test_paths_are_shut_for_what_lies_outside(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    (tmp_path / "x.csv").write_text("x\n1\n")
    monkeypatch.chdir(folder)
    with pytest.raises(Forbidden):
        PathGuard(folder)(path)
    for call in ("read.csv(p)", "readRDS(p)", "brm(y ~ x, d, file = p)"):
        with pytest.raises(Forbidden):
            run(f"d <- data.frame(x = 1, y = 2)\np <- '{path}'\nz <- {call}")
    with pytest.raises(Forbidden):
        run(f"d <- data.frame(x = 1, y = 2)\nfit <- brm(y ~ x, d, file = '{path}')")


def test_what_is_allowed_is_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "x.csv").write_text("x\n1\n")
    monkeypatch.chdir(folder)
    assert run("d <- read.csv('../x.csv')", allow=[tmp_path])["d"].x[0] == 1
    assert run("d <- read.csv('../x.csv')", allow=["../x.csv"])["d"].x[0] == 1
    Path("s.R").write_text("d <- read.csv('../x.csv')")
    assert main(["run", "s.R"]) == 2
    assert "--allow" in capsys.readouterr().err
    assert main(["run", "s.R", "--allow", ".."]) == 0
    guard = PathGuard(folder, ["https://example.org/data/"])
    assert guard("https://example.org/data/x.csv") == "https://example.org/data/x.csv"
    for address in ("https://example.org/", "https://example.org.evil/data/",
    "http://example.org/data/x",
                    "https://example.org/data/../x"):  # fmt: skip
        with pytest.raises(Forbidden):
            guard(address)


def test_a_part_of_an_object_is_data() -> None:
    for name in ("choice", "__class__", "links"):
        with pytest.raises(pm.InvalidData, match=name):
            r.part(pm.gaussian, name)
    assert r.part(pm.gaussian, "link") == "identity"
    assert r.element(SimpleNamespace(a=1), "__init__") is None
    assert r.element(SimpleNamespace(a=1), "a") == 1


def test_every_path_of_a_public_function_is_known() -> None:
    words = {"file", "folder", "path", "filename", "directory", "save_model", "cache"}
    for name, function in inspect.getmembers(pm, inspect.isfunction):
        parameters = inspect.signature(function).parameters
        for word in words & set(parameters):
            assert word in path_of(f"pm.{name}")[1], f"{name}({word})"
