"""Vectors of rows are kept as one array of numbers and one of derivatives, not row by row."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

httpstan = pytest.importorskip("httpstan")
STANC = Path(httpstan.__file__).parent / "stanc"
GOLDEN = Path(__file__).parents[1] / "golden"
PROGRAMS = {p.parent.name: p.read_text() for p in sorted(GOLDEN.glob("*/model.stan"))}


def stored(program: str, folder: Path) -> dict[str, str]:
    """Return how stanc keeps each vector: "SoA" or "AoS"."""
    file = folder / "program.stan"
    file.write_text(program)
    command = [STANC, "--O1", "--debug-mem-patterns", "--o", folder / "out.hpp", file]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(line.rsplit(": ", 1) for line in done.stdout.splitlines() if ": " in line)


VECTORISED = [name for name, text in PROGRAMS.items() if "for (n in 1:N)" not in text]
# Small, or of numbers alone: the Cholesky factor of a correlation, errors beside one sigma, what
# a non-linear formula takes from levels alone, sums over groups.
APART = r"matrix.* L_\d+|.* sigma\d*_se|.* sigma1|.* nlp_b|.*_whole(_\d+)?"


@pytest.mark.parametrize("name", VECTORISED)
def test_every_vector_of_rows_is_one_array_of_numbers(name, tmp_path):
    kept = stored(PROGRAMS[name], tmp_path)
    assert kept
    row_by_row = {vector for vector, how in kept.items() if how != "SoA"}
    assert {v for v in row_by_row if not re.fullmatch(APART, v)} == set()


def test_most_programs_are_without_a_loop_over_rows():
    assert len(VECTORISED) > 20
