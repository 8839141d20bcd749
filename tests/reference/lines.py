"""The form in which fixtures are stored: JSON with one fact a line, so that a diff names the fact.

``python -m tests.reference.lines`` rewrites the files of this folder that do not have the form,
such as those which an R script has just written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_WIDTH = 200
_WRITTEN = (",", ": ")


def one_fact_a_line(value: Any, indent: int = 0) -> str:
    """Return ``value`` as JSON: an array of numbers, and all that fits a line, on one line."""
    flat = json.dumps(value, ensure_ascii=False, separators=_WRITTEN)
    if not isinstance(value, dict | list) or not value or _is_numbers(value):
        return flat
    if indent and len(flat) + indent <= _WIDTH:
        return flat
    pad, end = " " * (indent + 1), " " * indent
    if isinstance(value, dict):
        items = [
            f"{json.dumps(k, ensure_ascii=False)}: {one_fact_a_line(v, indent + 1)}"
            for k, v in value.items()
        ]
    else:
        items = [one_fact_a_line(v, indent + 1) for v in value]
    first, last = ("{", "}") if isinstance(value, dict) else ("[", "]")
    return f"{first}\n{pad}" + f",\n{pad}".join(items) + f"\n{end}{last}"


def _is_numbers(value: Any) -> bool:
    """Return whether ``value`` is a number, a missing one, or an array of such."""
    if isinstance(value, list):
        return all(_is_numbers(v) for v in value)
    return value is None or isinstance(value, bool | int | float)


def fixtures() -> Iterator[Path]:
    """Return the JSON files of this folder."""
    yield from sorted(HERE.rglob("*.json"))


def has_the_form(text: str) -> bool:
    """Return whether a file holds one fact a line."""
    return text == one_fact_a_line(json.loads(text)) + "\n"


if __name__ == "__main__":
    for path in fixtures():
        text = path.read_text("utf-8")
        if not has_the_form(text):
            path.write_text(one_fact_a_line(json.loads(text)) + "\n", encoding="utf-8")
            print(path.relative_to(HERE))
