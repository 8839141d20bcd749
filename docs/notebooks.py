"""Tutorials as executed notebooks: a page becomes a notebook, and a page with its outputs."""

from __future__ import annotations

import base64
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from traitlets.config import Config

_FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```\n?", re.MULTILINE | re.DOTALL)
_NOT_RUN = re.compile(r"<!-- not run: [^>]+ -->\s*$")
_TIMEOUT = 600  # seconds for a cell


@dataclass
class Executed:
    """An executed notebook: its JSON text, the page in Markdown, and the pictures by name."""

    notebook: str
    page: str
    pictures: dict[str, bytes] = field(default_factory=dict)


def cells(page: str) -> list[nbformat.NotebookNode]:
    """Return the cells of a page: its text, and its ``python`` blocks without their outputs.

    A ``text`` block right after a ``python`` block is the output that the page shows; the
    notebook has its own. A block after a comment ``<!-- not run: reason -->`` stays text.
    """
    found, at, after_code = [], 0, False
    for fence in _FENCE.finditer(page):
        between = page[at : fence.start()]
        if fence[1] == "python" and not _NOT_RUN.search(between):
            found += _told(between)
            found.append(nbformat.v4.new_code_cell(fence[2].rstrip("\n")))
            at, after_code = fence.end(), True
        elif fence[1] == "text" and after_code and not between.strip():
            at, after_code = fence.end(), False
        else:
            found += _told(page[at : fence.end()])
            at, after_code = fence.end(), False
    return [*found, *_told(page[at:])]


def _told(text: str) -> list[nbformat.NotebookNode]:
    return [nbformat.v4.new_markdown_cell(text.strip())] if text.strip() else []


def executed(path: Path) -> Executed:
    """Return a page as a notebook whose cells were run, in an empty folder of their own.

    The folder is new for each page, so that no cell finds files of an earlier build.

    Raises
    ------
    CellExecutionError
        If a cell fails, which stops the building of the site.
    """
    notebook = nbformat.v4.new_notebook(cells=cells(path.read_text("utf-8")))
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as sockets:
        place = {"metadata": {"path": folder}}
        local = Config(KernelManager={"transport": "ipc", "ip": str(Path(sockets) / "kernel")})
        NotebookClient(notebook, timeout=_TIMEOUT, resources=place, config=local).execute()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [o for o in cell.outputs if not _is_progress(o)]
    made = Executed(nbformat.writes(notebook), "")
    parts = [_shown(cell, path.stem, made.pictures) for cell in notebook.cells]
    head, rest = parts[0].split("\n", 1) if "\n" in parts[0] else (parts[0], "")
    link = f"[This page as a notebook]({path.stem}.ipynb){{ download }}"
    made.page = "\n\n".join([head, link, rest, *parts[1:]]) + "\n"
    return made


def _is_progress(output: nbformat.NotebookNode) -> bool:
    """Return whether an output is a progress bar or a remark beside the results."""
    if output.output_type == "stream":
        return bool(output.name == "stderr")
    return output.output_type == "display_data" and "image/png" not in output.data


def _shown(cell: nbformat.NotebookNode, name: str, pictures: dict[str, bytes]) -> str:
    """Return a cell as Markdown; ``pictures`` gets its pictures."""
    if cell.cell_type == "markdown":
        return str(cell.source)
    lines = [f"```python\n{cell.source}\n```"]
    for output in cell.outputs:
        data = output.get("data", {})
        if output.output_type == "stream":
            lines.append(f"```text\n{output.text.rstrip()}\n```")
        elif "image/png" in data:
            file = f"{name}_{len(pictures) + 1}.png"
            pictures[file] = base64.b64decode(data["image/png"])
            lines.append(f"![{name}: the picture of the cell above]({file})")
        elif "<img" in data.get("text/html", "") or "<table" in data.get("text/html", ""):
            lines.append(f'<div class="output">\n{_joined(data["text/html"])}\n</div>')
        elif "text/plain" in data:
            lines.append(f"```text\n{data['text/plain'].rstrip()}\n```")
    return "\n\n".join(lines)


def _joined(html: str) -> str:
    """Return HTML without empty lines, which would end it in Markdown."""
    return "\n".join(line for line in html.splitlines() if line.strip())
