"""R code in documents: the chunks are the script, the text becomes comments."""

from __future__ import annotations

from pathlib import Path

import pytest

from pybrms_mix.base.errors import InvalidFile
from pybrms_mix.rscript import port, run
from pybrms_mix.rscript.reading.chunks import code_of
from pybrms_mix.syntax.parse import parse_script

VIGNETTE = Path(__file__).parent / "scripts" / "vignette.Rmd"


def test_a_document_is_ported_whole_with_its_text() -> None:
    ported = port(VIGNETTE)
    assert ported.missing == ()
    assert "# Introduction" in ported.python
    for left in ("never run", "100000)\n", 'print("not R either")\n', "library("):
        assert not any(
            left.strip() in line and not line.startswith("#") for line in ported.python.splitlines()
        )


def test_the_lines_are_those_of_the_document() -> None:
    code = code_of(VIGNETTE.read_text("utf-8"))
    lines, own = code.split("\n"), VIGNETTE.read_text("utf-8").splitlines()
    assert len(lines) == len(own)
    numbers = [n for n, line in enumerate(lines) if line.startswith("readers <-")]
    assert [own[n] for n in numbers] == [lines[n] for n in numbers] != []


def test_values_of_the_header_are_the_parameters() -> None:
    text = "---\nparams:\n  n: 3\n  what: 'a \"b\"'\n  deep: yes\n  p: 0.5\nother: 1\n---\n"
    code = code_of(text + "```{r}\nx <- params$n\n```\n")
    assert code.splitlines()[1] == (
        'params <- list(n = 3L, what = "a \\"b\\"", deep = TRUE, p = 0.5)'
    )
    assert run(code)["x"] == 3


@pytest.mark.parametrize(
    ("chunk", "kept"),
    [
        ("```{r}\nx <- 1\n```", True),
        ("```{R, fig.width = 3}\nx <- 1\n```", True),
        ("> ```{r}\nx <- 1\n> ```", True),
        ("```{r, eval = FALSE}\nx <- 1\n```", False),
        ("```{r eval=F, echo=TRUE}\nx <- 1\n```", False),
        ("```{r}\n#| eval: false\nx <- 1\n```", False),
        ("```{r}\n#| echo: false\nx <- 1\n```", True),
        ("```{r, evaluate = FALSE}\nx <- 1\n```", True),
        ("```{python}\nx <- 1\n```", False),
        ("```r\nx <- 1\n```", False),
        ("````{verbatim}\n```{r}\nx <- 1\n```\n````", False),
        ("```{r}\nx <- 1", True),
    ],
    ids=["plain", "figure", "quoted", "eval", "eval-F", "pipe", "pipe-other", "other-name",
         "python", "plain-fence", "verbatim", "open"],
)  # fmt: skip
def test_a_chunk_is_code_if_knitr_evaluates_it(chunk: str, kept: bool) -> None:
    assert bool(parse_script(code_of(chunk)).statements) == kept


def test_code_from_elsewhere_is_refused_with_its_line() -> None:
    with pytest.raises(InvalidFile, match="line 2"):
        code_of('Text\n```{r, child = "other.Rmd"}\n```')


# What knitr 1.42 makes of a value in the header: knitr::knit_params(lines)[[1]]$value.
HEADER_VALUES = [
    ("3", "3L"), ("yes", "TRUE"), ("no", "FALSE"), ("on", "TRUE"), ("y", '"y"'), ("NA", '"NA"'),
    ("0.5", "0.5"), ("1e3", '"1e3"'), ("1.", "1.0"), ("010", "8L"), ("0x1F", "31L"),
    ("1_000", '"1_000"'), ("1:30", '"1:30"'), ("+3", "3L"), ("~", "NULL"), (".inf", "Inf"),
    ("-.Inf", "-Inf"), (".nan", "NaN"), ("2020-01-02", '"2020-01-02"'), ("3  # three", "3L"),
    ("'a # b'", '"a # b"'), ("'it''s'", '"it\'s"'), ("!r 1 + 2", "1 + 2"), ("!expr 1+1", "1+1"),
    ("!!str 3", '"3"'), ('"tab\\tq"', '"tab\\tq"'), ("[1, 2, 3]", "c(1L, 2L, 3L)"),
    ("[a, b]", 'c("a", "b")'), ("[true, false]", "c(TRUE, FALSE)"), ("{value: 2}", "2L"),
    ("|-\n    one\n    two", '"one\\ntwo"'), (">-\n    one\n    two", '"one two"'),
    ("\n    value: 3", "3L"), ("\n    label: l\n    value: [1, 2]", "c(1L, 2L)"),
    ("\n    - 1\n    - 2", "c(1L, 2L)"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "code"), HEADER_VALUES, ids=range(len(HEADER_VALUES)))
def test_a_value_of_the_header_is_the_one_that_knitr_reads(value: str, code: str) -> None:
    text = f"---\nparams:\n  p: {value}\n---\n```{{r}}\na <- 1\n```\n"
    assert code_of(text).splitlines()[1] == f"params <- list(p = {code})"
    assert len(code_of(text).split("\n")) == len(text.splitlines())


@pytest.mark.parametrize("value", [
    "[1, a]", "[]", "{a: 1, b: x}", "\n    - a: 1\n    - a: 2", "[1, 2.5]", "[1, ~]", "10000000000",
], ids=range(7))  # fmt: skip
def test_a_value_that_knitr_refuses_is_refused(value: str) -> None:
    text = f"---\nparams:\n  n: 5\n  p: {value}\n---\n```{{r}}\na <- params$n\n```\n"
    with pytest.raises(InvalidFile, match="'p' in line 4 of the header has no value"):
        code_of(text)


@pytest.mark.parametrize("value", ["a: b c", "text with: colon", "@at", "'open"])
def test_a_header_that_is_not_yaml_is_refused_with_its_line(value: str) -> None:
    with pytest.raises(InvalidFile, match=r"is not YAML in line [3-5]"):
        code_of(f"---\nparams:\n  p: {value}\n---\n```{{r}}\na <- 1\n```\n")


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(InvalidFile, match="'n' twice, in line 3"):
        code_of("---\nparams:\n  n: 5\n  n: 6\n---\n")


def test_comments_and_empty_lines_stand_between_parameters() -> None:
    text = "---\nparams:\n  n: 5  # five\n\n  # next\n  k: 'a # b'\ntitle: x\n---\n"
    assert 'params <- list(n = 5L, k = "a # b")' in code_of(text)


# Whether knitr 1.42 runs the chunk: knitr::knit(text = ...) with p <- list(x = 5), flag <- FALSE.
HEADS = [
    ("r eval=0", False), ("r, eval=NA", True), ("r, eval=NULL", True), ("r, eval='no'", True),
    ("r, eval='FALSE'", True), ("r, ev=FALSE", True), ("r,eval=FALSE", False), ("r a b", True),
    ("r label with, eval=FALSE", False), ("r my-label, eval=FALSE", False),
    ("r 'my label', eval=FALSE", False), ("r, label='eval=FALSE'", True),
    ("r, fig.cap='if eval=FALSE, then'", True), ('r, fig.cap="a, eval=FALSE"', True),
    ("r, include=FALSE", True), ("r, engine='R'", True), ("r, engine='bash'", False),
    ("r, purl=FALSE", True), ("r, echo=c(1,2)", True), ("r, fig.cap='a } b', eval=FALSE", False),
    ('r, fig.cap="it\'s", eval=FALSE', False), ("r, ref.label=NULL", True),
    ("r, child=NULL", True), ("r.eval=FALSE", False), ("r, eval=(FALSE)", False),
    ("r, 'eval'=FALSE", False), ("r, `eval`=FALSE", False), ("r, 3, eval=FALSE", False),
    ("r , eval=FALSE", False), ("r, Eval=FALSE", True), ("r,", True),
]  # fmt: skip
MARKED = [
    ("#| eval: false", False), ("#| eval: no", False), ("#| eval: False", False),
    ("#| eval: 'false'", True), ("#| eval: F", True), ("#| eval: !r flag", True),
    ("#| eval: flag", True), ("#| eval=FALSE, echo=TRUE", False), ("#| eval = FALSE", False),
    ("y <- 1\n#| eval: false", True), ("\n#| eval: false", True), ("#|eval: false", True),
    ("# | eval: false", True), ("  #| eval: false", True), ("#| eval: 0", False),
    ("#| eval: ~", True), ("#| fig-cap: 'x: y'\n#| eval: false", False),
    ("#| fig-cap: |\n#|   eval: true\n#| eval: false", False), ("#| eval: false # why", False),
    ("#| execute:\n#|   eval: false", True), ("#| {eval: false}", False),
    ("#| label: l1, eval=FALSE", True), ("#| label='l1',\n#|   eval=FALSE", False),
    ("#| include: false", True), ("#| engine: bash", False),
]  # fmt: skip


@pytest.mark.parametrize(("head", "runs"), HEADS, ids=range(len(HEADS)))
def test_the_head_of_a_chunk_is_read_as_r(head: str, runs: bool) -> None:
    made = parse_script(code_of(f"```{{{head}}}\nx <- 1\n```"))
    assert bool(made.statements) == runs


@pytest.mark.parametrize(("lines", "runs"), MARKED, ids=range(len(MARKED)))
def test_marked_lines_are_read_as_yaml(lines: str, runs: bool) -> None:
    made = parse_script(code_of(f"```{{r}}\n{lines}\nx <- 1\n```"))
    assert bool(made.statements) == runs


@pytest.mark.parametrize(("head", "line", "runs"), [
    ("r, eval=TRUE", "#| eval: false", False), ("r, eval=FALSE", "#| eval: true", True),
], ids=["off", "on"])  # fmt: skip
def test_a_marked_line_replaces_an_option_of_the_head(head: str, line: str, runs: bool) -> None:
    assert bool(parse_script(code_of(f"```{{{head}}}\n{line}\nx <- 1\n```")).statements) == runs


@pytest.mark.parametrize(("chunk", "runs"), [
    ("```{r, eval=p$x > 3}\ny <- 2\n```", True), ("```{r, eval=flag}\ny <- 2\n```", False),
    ("```{r, eval=!flag}\ny <- 2\n```", True), ("```{r, eval=F & T}\ny <- 2\n```", False),
    ("```{r}\n#| eval: !expr flag\ny <- 2\n```", False),
    ("```{r}\n#| eval: !expr p$x > 3\ny <- 2\n```", True), ("```{r, eval=!flag}\ny <- 2", True),
], ids=range(7))  # fmt: skip
def test_a_condition_of_a_chunk_decides_in_the_script(chunk: str, runs: bool) -> None:
    text = f"```{{r}}\np <- list(x = 5); flag <- FALSE; y <- 1\n```\n{chunk}"
    assert run(code_of(text))["y"] == (2 if runs else 1)
    assert len(code_of(text).split("\n")) == len(text.splitlines()) + (not text.endswith("```"))


def test_options_for_later_chunks_hold_until_a_chunk_has_its_own() -> None:
    text = "```{r}\nknitr::opts_chunk$set(eval = FALSE)\n```\n```{r}\nx <- 1\n```\n"
    assert "x" not in run(code_of(text))
    assert run(code_of(text + "```{r, eval = TRUE}\nx <- 2\n```\n"))["x"] == 2


@pytest.mark.parametrize(("chunk", "message"), [
    ("{r, eval=1}", "in line 1 selects"), ("{r, eval=c(1, 3)}", "in line 1 selects"),
    ("{r, eval=-2}", "in line 1 selects"), ("{r}\n#| eval: [1]", "in line 1 selects"),
    ("{r, eval=nope(}", "in line 1 are not R"), ("{r label eval=FALSE}", "in line 1 are not R"),
    ("{r}\n#| eval: false\n#| eval: true", "'eval' twice"), ("{r, ref.label='a'}", "elsewhere"),
    ("{r}\n#| a: 1\n#| fig-cap: a: b", "not YAML in line 3"), ("{r, engine=e}", "must be a text"),
    ("{r}\n#| file: x.R", "elsewhere"), ("{r, opts.label='a'}", "options from elsewhere"),
    ("{r}\nopts_chunk$set(eval = flag)", "must be TRUE or"),
], ids=range(13))  # fmt: skip
def test_options_that_cannot_be_kept_are_refused_with_their_line(chunk: str, message: str) -> None:
    with pytest.raises(InvalidFile, match=message):
        code_of(f"```{chunk}\nx <- 1\n```")


@pytest.mark.parametrize(("header", "chunk", "runs"), [
    ("execute:\n  eval: false", "", False), ("execute:\n  echo: false", "", True),
    ("execute:\n  eval: false", "#| eval: true\n", True),
    ("knitr:\n  opts_chunk:\n    eval: false", "", False), ("eval: false", "", True),
], ids=range(5))  # fmt: skip
def test_the_header_of_a_document_may_turn_all_chunks_off(
    header: str, chunk: str, runs: bool
) -> None:
    code = code_of(f"---\n{header}\n---\n```{{r}}\n{chunk}x <- 1\n```\n")
    assert bool(parse_script(code).statements) == runs


def test_a_variable_that_selects_expressions_by_number_stops_the_script() -> None:
    text = "```{r}\nn <- 2; y <- 1\n```\n```{r, eval=n}\ny <- 2\n```\n"
    with pytest.raises(Exception, match="by their numbers"):
        run(code_of(text))
