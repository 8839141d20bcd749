"""Damaged files of fits are refused quickly, with the right reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidFile
from pybrms_mix.store import sealed
from pybrms_mix.store.contents import Contents
from tests.fuzz.budget import rounds, seed
from tests.store.test_store import SHORT, kinds

Rng = np.random.Generator


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "fit.nc"
    pm.brm("y ~ x + (1 | h)", kinds(), "gaussian", **SHORT).save(path)
    return path.read_bytes()


def flipped(data: bytes, rng: Rng) -> bytes:
    found = bytearray(data)
    found[rng.integers(len(data))] ^= 1 << rng.integers(8)
    return bytes(found)


def overwritten(data: bytes, rng: Rng) -> bytes:
    at, length = rng.integers(len(data)), rng.integers(1, 64)
    return data[:at] + rng.bytes(int(length)) + data[at + length :]


def cut(data: bytes, rng: Rng) -> bytes:
    return data[: rng.integers(len(data))]


def swapped(data: bytes, rng: Rng) -> bytes:
    one, other = sorted(rng.integers(len(data), size=2))
    found = bytearray(data)
    found[one], found[other] = found[other], found[one]
    return bytes(found)


def doubled(data: bytes, rng: Rng) -> bytes:
    at = rng.integers(len(data))
    return data[:at] + data[at - rng.integers(1, 99) :]


def zeroed(data: bytes, rng: Rng) -> bytes:
    at, length = rng.integers(len(data)), rng.integers(1, 5000)
    return data[:at] + bytes(len(data[at : at + length])) + data[at + length :]


DAMAGES: tuple[Callable[[bytes, Rng], bytes], ...] = (
    flipped, overwritten, cut, swapped, doubled, zeroed,
)  # fmt: skip


def test_a_damaged_file_is_refused(
    whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HDF5 is not used: it accepts changed draws, and may loop forever."""
    monkeypatch.setattr(Contents, "of", lambda _: pytest.fail("the file was opened"))
    rng, path = np.random.default_rng(seed()), tmp_path / "fit.nc"
    for number in rounds(6000):
        damage = DAMAGES[number % len(DAMAGES)]
        bad = damage(whole, rng)
        if bad == whole:
            continue
        path.write_bytes(bad)
        with pytest.raises(InvalidFile, match="checksum"):
            pm.load(path)


def test_every_bit_of_the_seal_counts(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "fit.nc"
    for at in range(len(whole) - 84, len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(InvalidFile):
            pm.load(path)


def test_what_is_sealed_after_the_damage_is_a_fit_or_refused(whole: bytes, tmp_path: Path) -> None:
    """Only text is damaged here: the structure of HDF5 is trusted if the checksum is right."""
    rng, path = np.random.default_rng(seed()), tmp_path / "fit.nc"
    path.write_bytes(whole)
    content = sealed.unsealed(path)
    start = content.index(b'{"program"')
    stop = content.index(b'"job"', start)
    for _ in rounds(120):
        found = bytearray(content)
        for at in rng.integers(start, stop, size=rng.integers(1, 4)):
            found[at] = rng.integers(32, 127)
        sealed.seal(path, bytes(found))
        try:
            fit = pm.load(path)
        except InvalidFile:
            continue
        assert fit.posterior.values.shape[:2] == (2, 20)
