"""Prose has one spelling, the British one, which most pages and docstrings had from the start.

Names of the API keep their spelling (``center =``, ``normalize()``), and so do quotations: titles
of references, and messages of R and Stan.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
if not (ROOT / "benchmarks").is_dir():
    pytest.skip("there is no checkout to look at", allow_module_level=True)

STEMS = (
    "factori", "generali", "initiali", "marginali", "maximi", "minimi", "normali", "optimi",
    "orthogonali", "parameteri", "parametri", "penali", "recogni", "regulari", "reparametri",
    "seriali", "standardi", "summari", "vectori", "organi", "memori", "locali",
)  # fmt: skip
OTHERS = {
    r"centers?|centered|centering": "centre",
    r"colors?|colored": "colour",
    r"favors?|favored": "favour",
    r"behaviors?": "behaviour",
    r"(?:re)?label(?:ed|ing)": "labelled, labelling",
    r"model(?:ed|ing)": "modelled, modelling",
    r"neighbors?|neighboring": "neighbour",
    r"gray": "grey",
    r"analyz(?:e|ed|es|ing)": "analyse",
}
"""What prose does not write, and what it writes."""

AMERICAN = re.compile(
    rf"(?<![\w.`\"'=])(?:un)?(?:(?:{'|'.join(STEMS)})z(?:e[drs]?|ing|ations?)|{'|'.join(OTHERS)})"
    r"(?![\w(`\"']| ?[=:]|\.\w)",
    re.IGNORECASE,
)
SUSPECT = re.compile(rf"(?:{'|'.join(STEMS)})z|{'|'.join(OTHERS)}", re.IGNORECASE)
"""What a file holds if its prose has such a word. Most files do not, and are not taken apart."""

QUOTED = (
    "ratios of normalizing constants",  # Meng and Wong (1996)
    "Rank-normalization, folding, and localization",  # Vehtari et al. (2021)
    "Group-Based Modeling of Development",  # Nagin (2005)
    "method for large scale optimization",  # Liu and Nocedal (1989)
    "in favor of",  # the print of R's bridgesampling
    "set of initial centers",  # messages of R's kmeans()
    "more cluster centers than",
    "Initialization failed",  # a message of Stan
    "unrecognized escape",  # a message of R
)


def american(text: str) -> list[str]:
    """Return the words of some prose that are spelt otherwise than the rest."""
    plain = " ".join(re.sub(r"`+[^`]*`+", " ", text).split())
    for quotation in QUOTED:
        plain = plain.replace(quotation, "")
    return [m[0] for m in AMERICAN.finditer(plain)]


def of_python(text: str) -> Iterator[tuple[int, str]]:
    """Return docstrings, comments and messages of a module with their lines."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.JoinedStr):
            parts = (v.value for v in node.values if isinstance(v, ast.Constant))
            yield node.lineno, " ".join(str(part) for part in parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            yield node.lineno, re.sub(r"(?m)^ *(?:>>>|\.\.\. ).*", "", node.value)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def of_page(text: str) -> Iterator[tuple[int, str]]:
    """Return the text of a page without its code."""
    code = re.compile(r"^```.*?^```|\]\([^)]*\)", re.DOTALL | re.MULTILINE)
    yield 1, code.sub("", text)


def of_template(text: str) -> Iterator[tuple[int, str]]:
    """Return the comments of a template or a Stan file."""
    for found in re.finditer(r"\{#.*?#\}|//[^\n]*", text, re.DOTALL):
        yield text.count("\n", 0, found.start()) + 1, found[0]


CODE_IN_R = ("pybrms_mix/rscript/", "tests/", "benchmarks/")  # their strings are R's code and texts


def prose() -> Iterator[tuple[str, str]]:
    """Return each text of the repository that somebody reads, and its place."""
    for folder in ("pybrms_mix", "tests", "benchmarks", "examples"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            name, text = path.relative_to(ROOT).as_posix(), path.read_text("utf-8")
            if name == "tests/test_british_spelling.py" or name.startswith("tests/rscript/corpus/"):
                continue
            if not SUSPECT.search(text):
                continue
            spoken = (
                docstrings_and_comments(text) if name.startswith(CODE_IN_R) else of_python(text)
            )
            yield from ((f"{name}:{line}", said) for line, said in spoken)
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        if path.name != "CODE_OF_CONDUCT.md":
            yield from ((path.name, said) for _, said in of_page(path.read_text("utf-8")))
    for path in (ROOT / "templates").rglob("*.*"):
        if path.is_file():
            for line, said in of_template(path.read_text("utf-8")):
                yield f"{path.name}:{line}", said


def docstrings_and_comments(text: str) -> Iterator[tuple[int, str]]:
    """Return the docstrings and comments of a module with their lines."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    lines = {
        node.body[0].lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, documented) and node.body and ast.get_docstring(node)
    }
    comments = re.compile(r"^#")
    yield from (
        (line, said) for line, said in of_python(text) if line in lines or comments.match(said)
    )


@pytest.mark.wide
def test_prose_has_one_spelling() -> None:
    assert [f"{place}: {word}" for place, said in prose() for word in american(said)] == []


def test_another_spelling_is_noticed() -> None:
    assert american("The standardized residuals center at 0.") == ["standardized", "center"]
    assert american("`center = FALSE`, bf(center = FALSE), fit.summarize(), center: where") == []
    assert american("Standardised residuals, sizes of a prize, a seized organ.") == []
