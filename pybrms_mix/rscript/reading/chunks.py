"""Read the files of R scripts: ``.R``, and the chunks of R in ``.Rmd`` and ``.qmd`` documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pybrms_mix.base.file_errors import reading
from pybrms_mix.rscript.reading.chunk_options import (
    Options,
    condition,
    is_r,
    marked,
    may_be_number,
    of_document,
    options_of,
    set_options,
)
from pybrms_mix.rscript.reading.header import composed, parameters

_SCRIPTS = (".r", ".rscript", ".rmd", ".qmd")
_DOCUMENTS = (".rmd", ".qmd")
# The lines around a chunk, as knitr finds them: ```{r label, eval = FALSE}, and ```.
_OPENS = re.compile(r"^[\t >]*(?P<fence>```+)\s*\{(?P<engine>\w+)(?P<options>( *[ ,].*)?)\}\s*$")
_FENCE = re.compile(r"^[\t >]*(?P<fence>```+)")


def read_script(script: str | Path) -> tuple[str, str]:
    """Return the R code of a file and the name of the file, or a text of R code and "".

    The lines of the code have the numbers that they have in a document. Text outside of chunks, and
    chunks that are not evaluated, become comments.
    """
    is_file = isinstance(script, Path) or ("\n" not in script and script.lower().endswith(_SCRIPTS))
    if not is_file:
        return str(script), ""
    path = Path(script)
    with reading(path, "script"):
        text = path.read_text(encoding="utf-8-sig")
    document = path.suffix.lower() in _DOCUMENTS
    return code_of(text) if document else text, path.name


def code_of(document: str) -> str:
    r"""Return a document of R Markdown or Quarto as a script, with as many lines as the document.

    Examples
    --------
    >>> print(code_of("A mean:\n```{r}\nmean(x)\n```"))
    # A mean:
    <BLANKLINE>
    mean(x)
    <BLANKLINE>
    """
    lines = document.splitlines()
    script_lines, defaults = _header(lines)
    at = len(script_lines)
    while at < len(lines):
        fence = _FENCE.match(lines[at])
        if fence is None:
            script_lines.append(_told(lines[at]))
            at += 1
            continue
        end = _end(lines, at, fence["fence"])
        opened = _OPENS.match(lines[at])
        chunk = _chunk(lines[at + 1 : end], opened, at + 1, defaults)
        script_lines += chunk[: end + 1 - at] if chunk[-1] == "" else chunk
        at = end + 1
    return "\n".join(script_lines)


def _told(line: str) -> str:
    """Return a line of text as a comment."""
    return f"# {line.strip().lstrip('#').strip()}" if line.strip() else ""


def _end(lines: Sequence[str], start: int, fence: str) -> int:
    """Return the line that ends a block; without one, the block ends with the document."""
    for at in range(start + 1, len(lines)):
        hit = _FENCE.match(lines[at])
        is_fence = hit is not None and lines[at].strip(" \t>") == hit["fence"]
        if is_fence and hit is not None and len(hit["fence"]) >= len(fence):
            return at
    return len(lines)


def _chunk(
    inside: Sequence[str], opened: re.Match[str] | None, line: int, defaults: Options
) -> list[str]:
    """Return a block with its fences: R code that is evaluated, or comments.

    A chunk that is evaluated under a condition becomes an ``if`` in the lines of the fences.
    ``defaults`` receives the options that the code sets for later chunks.
    """
    if opened is None or opened["engine"].lower() != "r":
        return ["", *(_told(text_line) for text_line in inside), ""]
    first = marked(inside)
    options = defaults | options_of(opened["options"], inside[:first], line)
    if not is_r(options, line):
        return ["", *(_told(text_line) for text_line in inside), ""]
    evaluated = condition(options, line)
    code_lines = [*([""] * first), *inside[first:]]
    if evaluated is False:
        return [
            "",
            *(f"# {text_line}".rstrip() if text_line else "" for text_line in code_lines),
            "",
        ]
    if evaluated is True:
        defaults |= set_options("\n".join(code_lines), line)
        return ["", *code_lines, ""]
    assert evaluated.span is not None
    span = evaluated.span
    condition_text = " ".join(span.text[span.start : span.end].split())
    start = f"if (!isFALSE({condition_text})) {{"
    if may_be_number(evaluated):
        start = (
            f"if (is.numeric({condition_text})) "
            f'stop("eval selects expressions by their numbers"); {start}'
        )
    return [start, *code_lines, "}"]


def _header(lines: Sequence[str]) -> tuple[list[str], Options]:
    """Return the lines of the header, of which the values of ``params`` are kept.

    The options that the header gives to all chunks are returned as well.
    """
    if not lines or lines[0].strip() != "---":
        return [], {}
    ends = [n for n, text_line in enumerate(lines) if n and text_line.strip() in ("---", "...")]
    if not ends:
        return [], {}
    header = composed(lines[1 : ends[0]])
    defined = parameters(header)
    return ["", *(defined.get(n, "") for n in range(ends[0] - 1)), ""], of_document(header)
