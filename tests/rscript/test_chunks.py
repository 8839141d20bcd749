"""R code in documents: the chunks are the script, the text becomes comments."""

from __future__ import annotations

from pathlib import Path

import pytest

from pybrms_mix.base.errors import InvalidFile
from pybrms_mix.rscript import port, run
from pybrms_mix.rscript.chunks import code_of
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
