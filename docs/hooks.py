"""What the pages of the site need beside their Markdown."""

from __future__ import annotations

import re
from typing import Any

_CODE = re.compile(r"`[^`\n]+`")


def on_page_markdown(markdown: str, **_: Any) -> str:
    r"""Return a page whose tables have bars in code without backslashes.

    GitHub wants ``\|`` in the code of a cell. Python-Markdown prints that backslash.
    """
    return "\n".join(
        _CODE.sub(lambda code: code[0].replace(r"\|", "|"), line) if line[:1] == "|" else line
        for line in markdown.split("\n")
    )
