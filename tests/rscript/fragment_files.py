"""The files of fragments in ``tests/rscript/fragments``, and R's answers to them.

A file ``NAME.R`` holds one fragment a block; each leaves its value in the variable ``out``.
``start_of_NAME.R`` precedes each fragment. The answers are in
``tests/reference/NAME_fragments.json``, and are made by

    python -m tests.rscript.fragment_files NAME ...

without names for all files. A new file needs a line in ``FILES``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.reference.lines import one_fact_a_line

FOLDER = Path(__file__).parent / "fragments"
REFERENCE = Path(__file__).parents[1] / "reference"
FITS = REFERENCE / "rds"


@dataclass(frozen=True)
class FragmentFile:
    """A file of fragments.

    `refused` is the largest number of fragments that are refused, or that stop where R continues.
    If `reads_fits`, the fragments read the stored fits of ``tests/reference/rds`` by their names.
    """

    name: str
    refused: int = 0
    reads_fits: bool = False

    @property
    def start(self) -> str:
        """The lines before each fragment."""
        return (FOLDER / f"start_of_{self.name}.R").read_text("utf-8")

    @property
    def fragments(self) -> list[str]:
        """The texts of the fragments, without the comment with which the file begins."""
        blocks = (FOLDER / f"{self.name}.R").read_text("utf-8").split("\n\n")[1:]
        return [block.strip("\n") for block in blocks]

    @property
    def stored(self) -> Path:
        """The file with R's answers."""
        return REFERENCE / f"{self.name}_fragments.json"

    @property
    def answers(self) -> list[dict[str, Any]]:
        """R's answers: the text, the value and the printed lines of each fragment."""
        answers: list[dict[str, Any]] = json.loads(self.stored.read_text("utf-8"))
        return answers

    def take(self) -> int:
        """Ask R for the answers, and return the number of fragments."""
        with TemporaryDirectory() as folder:
            answers = Path(folder, "answers.json")
            sources = [FOLDER / f"start_of_{self.name}.R", FOLDER / f"{self.name}.R"]
            command = ["Rscript", REFERENCE / "fragments.R", *sources, answers]
            place = FITS if self.reads_fits else Path(folder)
            subprocess.run([str(part) for part in command], check=True, cwd=place)
            values = json.loads(answers.read_text("utf-8"))
        self.stored.write_text(one_fact_a_line(values) + "\n", encoding="utf-8")
        return len(values)


FILES = {
    file.name: file
    for file in (
        FragmentFile("absent", refused=3),
        FragmentFile("analyses"),
        FragmentFile("base", refused=31),
        FragmentFile("bayesplot"),
        FragmentFile("blocks"),
        FragmentFile("code"),
        FragmentFile("grouped", refused=12),
        FragmentFile("gaps", refused=38),
        FragmentFile("limits"),
        FragmentFile("asked", refused=4),
        FragmentFile("gaps_of_fits", refused=27, reads_fits=True),
        FragmentFile("crossed"),
        FragmentFile("data_sets"),
        FragmentFile("edge"),
        FragmentFile("field"),
        FragmentFile("idiom", refused=11),
        FragmentFile("siblings", refused=3),
        FragmentFile("kept", refused=11),
        FragmentFile("lab"),
        FragmentFile("letters"),
        FragmentFile("levels"),
        FragmentFile("grouping"),
        FragmentFile("linear", refused=1),
        FragmentFile("lists"),
        FragmentFile("losses"),
        FragmentFile("bound"),
        FragmentFile("forms"),
        FragmentFile("pivots", refused=4),
        FragmentFile("members", refused=47),
        FragmentFile("named"),
        FragmentFile("marks", refused=2),
        FragmentFile("quiet"),
        FragmentFile("shapes", refused=34),  # whole numbers of either type
        FragmentFile("silent", refused=1),
        FragmentFile("study"),
        FragmentFile("tables", refused=2),
        FragmentFile("tidied", refused=2),
        FragmentFile("table", refused=2),  # R needs data.table
        FragmentFile("times"),  # lubridate
        FragmentFile("axes", reads_fits=True),
        FragmentFile("chains", reads_fits=True),  # coda
        FragmentFile("papers"),  # lubridate, Hmisc
        FragmentFile("parts"),
        FragmentFile("pages", refused=5),
        FragmentFile("blocks_and_classes"),
        FragmentFile("first_values"),
        FragmentFile("operator_calls"),
        FragmentFile("spliced", refused=2),
        FragmentFile("planes"),
        FragmentFile("public"),
        FragmentFile("draws", refused=67, reads_fits=True),  # bayestestR, coda and modelr
        FragmentFile("effects", refused=2, reads_fits=True),
        FragmentFile("forms_of_draws", refused=2, reads_fits=True),
        FragmentFile("leaving_out", reads_fits=True),
        FragmentFile("random_vectors", refused=3),
        FragmentFile("fit", reads_fits=True),
        FragmentFile("held", reads_fits=True),
        FragmentFile("help", reads_fits=True),
        FragmentFile("means", refused=6, reads_fits=True),  # emmeans
        FragmentFile("results", reads_fits=True),
        FragmentFile("slices", reads_fits=True),
        FragmentFile("endless"),
        FragmentFile("everyday", refused=54),
        FragmentFile("marked", refused=18),
        FragmentFile("stopping", refused=3),
        FragmentFile("captured", refused=6),
        FragmentFile("axes_of_one", refused=16),
    )
}


if __name__ == "__main__":
    for name in sys.argv[1:] or FILES:
        sys.stdout.write(f"{FILES[name].take()} fragments of {name}\n")
