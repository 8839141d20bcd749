"""Tables for papers and notes: Markdown and LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from pybrms_mix.base.lazy import pandas as pd

Titled: TypeAlias = "tuple[str, pd.DataFrame]"

_LATEX = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "<": r"\textless{}", ">": r"\textgreater{}",
}  # fmt: skip
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|~])")


def markdown(tables: Iterable[Titled]) -> str:
    """Return tables of text as Markdown, each below its title in bold."""
    return "\n\n".join("\n".join(_markdown(title, cells)) for title, cells in tables) + "\n"


def _markdown(title: str, cells: pd.DataFrame) -> Iterator[str]:
    if title:
        yield f"**{_plain(title)}**\n"
    yield f"| | {' | '.join(_plain(str(name)) for name in cells.columns)} |"
    yield f"|:---|{'---:|' * len(cells.columns)}"
    for name, line in zip(cells.index, cells.to_numpy(), strict=True):
        yield f"| {_plain(str(name))} | {' | '.join(_plain(str(cell)) for cell in line)} |"


def _plain(text: str) -> str:
    """Return text with the special characters of Markdown escaped."""
    return _MARKDOWN.sub(r"\\\1", text)


def latex(tables: Iterable[Titled]) -> str:
    r"""Return tables of text as one ``tabular`` of LaTeX with the rules of the package booktabs.

    The tables must have the same columns. Each has a line with its title.
    """
    all_tables = list(tables)
    columns = list(all_tables[0][1].columns)
    lines_of_table = [r"\begin{tabular}{l" + "r" * len(columns) + "}", r"\toprule"]
    lines_of_table.append(_row(["", *map(str, columns)]))
    for title, cells in all_tables:
        lines_of_table.append(r"\midrule")
        if title:
            lines_of_table.append(
                rf"\multicolumn{{{len(columns) + 1}}}{{l}}{{\textit{{{_tex(title)}}}}} \\"
            )
        lines = zip(cells.index, cells.to_numpy(), strict=True)
        lines_of_table += [_row([str(name), *map(str, line)]) for name, line in lines]
    return "\n".join([*lines_of_table, r"\bottomrule", r"\end{tabular}"]) + "\n"


def _row(cells: Iterable[str]) -> str:
    return " & ".join(map(_tex, cells)) + r" \\"


def _tex(text: str) -> str:
    escaped = "".join(_LATEX.get(letter, letter) for letter in text)
    return re.sub(r"^-(?=\d)", "$-$", escaped)  # a minus, not a hyphen
