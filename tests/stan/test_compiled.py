"""Compiled templates are cached between processes, and a cache that fails costs only time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pybrms_mix.api.programs import make_stancode
from pybrms_mix.stan import code
from tests.programs import TWO, sim
from tests.sampled import one_in


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return an empty cache's folder, and forget the templates that this process has read."""
    monkeypatch.setattr("pybrms_mix.stan.compiled.user_cache_dir", lambda name: tmp_path / name)
    forget()
    yield tmp_path / "pybrms_mix" / "templates"
    forget()


def forget() -> None:
    code._environment.cache_clear()


def program() -> str:
    return make_stancode("y ~ x", sim(50), TWO)


def test_a_second_process_reads_what_the_first_compiled(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = program()
    assert len(list(cache.iterdir())) > 5
    forget()
    monkeypatch.setattr("jinja2.Environment.compile", None)  # nothing is left to compile
    assert program() == first


def test_a_version_that_reads_templates_differently_compiles_them_again(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = program()
    before = {path.name: path.read_bytes() for path in cache.iterdir()}
    forget()
    monkeypatch.setattr("pybrms_mix.stan.compiled.VERSION", "other")
    assert program() == first
    after = {path.name: path.read_bytes() for path in cache.iterdir()}
    assert before.keys() == after.keys()
    assert not {name for name in before if before[name] == after[name]}


@pytest.mark.parametrize("damage", one_in(3, [None, b"", b"not a template"]))
def test_a_damaged_file_is_made_again(cache: Path, damage: bytes | None) -> None:
    first = program()
    for path in cache.iterdir():
        path.write_bytes(path.read_bytes()[:-7] if damage is None else damage)
    forget()
    assert program() == first


def test_a_cache_that_cannot_be_written_is_done_without(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = program()
    cache.parent.rename(cache.parent.with_name("gone"))
    forget()
    cache.parent.write_text("a file where the folder would be")
    assert program() == expected
    forget()
    cache.parent.unlink()
    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    assert program() == expected
    assert list(cache.iterdir()) == []


def full(**_: object) -> None:
    raise OSError(28, "No space left on device")
