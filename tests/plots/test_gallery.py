"""The gallery page shows the pictures of its script."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE, SCRIPT = ROOT / "docs" / "gallery.md", ROOT / "examples" / "gallery.py"
if not PAGE.is_file():
    pytest.skip("there is no checkout", allow_module_level=True)


def test_the_page_has_the_calls_of_the_script() -> None:
    spec = importlib.util.spec_from_file_location("gallery", SCRIPT)
    assert spec is not None and spec.loader is not None
    gallery = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(gallery)
    drawn = [draw for _, some in gallery.pictures(*[None] * len(gallery.MODELS)) for draw in some]
    shown = re.findall(r"```python\n(.*?)\n```", PAGE.read_text("utf-8"), re.S)
    assert [gallery.call(draw) for draw in drawn] == shown
    assert len(shown) > 40


def test_the_page_shows_each_picture_and_there_are_no_others() -> None:
    shown = re.findall(r"\((gallery/.*?\.png)\)", PAGE.read_text("utf-8"))
    files = sorted((PAGE.parent / "gallery").glob("*.png"))
    assert sorted(shown) == [f"gallery/{path.name}" for path in files]
    assert sum(path.stat().st_size for path in files) < 2_500_000  # 200 dpi
