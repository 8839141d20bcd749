"""Tables in text files have the types, names and missing values that R's readers give them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pybrms_mix.base.errors import InvalidFile
from pybrms_mix.rscript import port, run
from pybrms_mix.rscript.data_files import read_csv
from tests.r.test_hostile_frames import plain, same

FILE = """,my var,g,t,x,x,b,y,z,w,h
1,1,None,2024-01-02,1.5,1,TRUE,NA,1e3,a,0x1A
2,2,,2024-02-03,NA,2,FALSE,,-.5,"b, c",3
3,3,N/A,,2,3,NA,3,Inf,null,0xff
"""
# What read.csv() of R 4.2 gives for the file.
OF_R = {
    "X": [1, 2, 3], "my.var": [1, 2, 3], "g": ["None", "", "N/A"],
    "t": ["2024-01-02", "2024-02-03", ""], "x": [1.5, None, 2.0], "x.1": [1, 2, 3],
    "b": [True, False, None], "y": [None, None, 3.0], "z": [1000.0, -0.5, "Inf"],
    "w": ["a", "b, c", "null"], "h": [26, 3, 255],
}  # fmt: skip


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a folder that holds the file."""
    (tmp_path / "d.csv").write_text(FILE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def test_a_table_is_read_as_read_csv_of_r_reads_it() -> None:
    found = plain(read_csv("d.csv"))
    assert found["columns"] == list(OF_R)
    assert [c["values"] for c in found["frame"]] == list(OF_R.values())


def test_readr_reads_days_as_dates_and_empty_cells_as_missing() -> None:
    found = plain(read_csv("d.csv", readr=True))
    assert found["columns"][:2] == ["...1", "my var"]
    assert found["frame"][2] == {"values": ["None", None, "N/A"]}
    assert found["frame"][3] == {"dates": ["2024-01-02", "2024-02-03", None]}


@pytest.mark.parametrize(
    "reader", ["read.csv2('e.csv')", "read.csv('e.csv', sep = ';', dec = ',')"]
)
def test_a_comma_may_be_the_decimal_separator(reader: str, tmp_path: Path) -> None:
    """The facts are those of R 4.2: a number has no point where the separator is a comma."""
    (tmp_path / "e.csv").write_text("x;y;z\n1,5;2;1.5\n3;NA;2\n", encoding="utf-8")
    table = run(port(f"d <- {reader}\n"))["d"]
    assert list(table["x"]) == [1.5, 3.0]
    assert list(table["y"].isna()) == [False, True]
    assert list(table["z"]) == ["1.5", "2"]


def test_days_from_readr_are_moved_by_numbers() -> None:
    script = 'library(readr)\nd <- read_csv("d.csv")\nlater <- d$t + 7\nspan <- d$t - min(d$t, na.rm = TRUE)\n'  # noqa: E501
    found = run(port(script))
    assert plain(found["later"]) == {"dates": ["2024-01-09", "2024-02-10", None]}
    assert plain(found["span"]) == {"values": [0.0, 32.0, None]}


def test_missing_cells_have_the_texts_that_the_script_tells() -> None:
    found = run(port('d <- read.csv("d.csv", na.strings = c("NA", "None", "null"))'))["d"]
    assert plain(found["g"]) == {"values": [None, "", "N/A"]}
    assert plain(found["w"]) == {"values": ["a", "b, c", None]}


def test_a_file_that_is_no_table_is_refused() -> None:
    Path("e.csv").write_text("a,b\n1,2\n1,2,3,4\n", encoding="utf-8")
    with pytest.raises(
        InvalidFile, match=r"'e\.csv' cannot be read: line 3 has 4 fields where 2 are"
    ):
        read_csv("e.csv")


def test_files_outside_the_folder_are_refused() -> None:
    with pytest.raises(Exception, match="outside"):
        run(port('d <- read.csv("../../d.csv")'))


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_read_csv_of_r_gives_these_values(tmp_path: Path) -> None:
    reference = Path(__file__).parents[1] / "reference" / "hostile.R"
    asked, answers = tmp_path / "asked.json", tmp_path / "answers.json"
    expressions = ['read.csv("d.csv")']
    asked.write_text(json.dumps({"starts": ["NULL"], "expressions": expressions}), "utf-8")
    command = ["Rscript", str(reference), str(asked), str(answers)]
    subprocess.run(command, check=True, text=True, capture_output=True)
    theirs: Any = json.loads(answers.read_text("utf-8"))[0][0]
    assert same(plain(read_csv("d.csv")), theirs)


def test_layouts_of_tables_are_those_of_read_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plain.txt").write_text("3 a 1.5\n4 b 2.5\n")
    Path("named.csv").write_text('"","a","b"\n"r1",1,2\n"r2",3,4\n')
    Path("short.txt").write_text("a b\nr1 1 2\nr2 3 4\n")
    variables = run(
        'p <- read.table("plain.txt")\n'
        'q <- read.table("plain.txt", col.names = c("n", "l", "v"))\n'
        'h <- read.csv("named.csv", header = FALSE, skip = 1)\n'
        'u <- read.csv("named.csv", row.names = 1)\n'
        'w <- read.csv("named.csv", row.names = "a")\n'
        's <- read.table("short.txt", header = TRUE)\n'
        't <- read.table("short.txt")\n'
        'one <- read.csv("named.csv", nrows = 1)\n'
        "library(readr)\n"
        'x <- read_csv("named.csv", col_names = FALSE, skip = 1)\n'
        'y <- read_csv("named.csv", col_names = c("k", "l", "m"), skip = 1)\n'
        'labels <- rownames(read.csv("named.csv", row.names = 1))\n'
    )
    assert list(variables["p"].columns) == ["V1", "V2", "V3"]
    assert list(variables["q"].columns) == ["n", "l", "v"]
    assert variables["p"]["V3"].tolist() == [1.5, 2.5]
    assert variables["h"].shape == (2, 3)
    assert list(variables["h"].columns) == ["V1", "V2", "V3"]
    for name in ("u", "s", "t"):
        assert variables[name].to_dict("split") == {
            "index": ["r1", "r2"], "columns": ["a", "b"], "data": [[1, 2], [3, 4]],
        }  # fmt: skip
    assert list(variables["w"].columns) == ["X", "b"]
    assert len(variables["one"]) == 1
    assert list(variables["x"].columns) == ["X1", "X2", "X3"]
    assert variables["y"].to_dict("list") == {"k": ["r1", "r2"], "l": [1, 3], "m": [2, 4]}
    assert list(variables["labels"]) == ["r1", "r2"]


def test_files_are_read_and_asked_for_one_by_one() -> None:
    made = run(
        'writeLines(c("a", "b", ""), "t.txt")\nx <- readLines("t.txt")\n'
        'y <- readLines("t.txt", n = 1)\n'
        'z <- file.exists(c("t.txt", "u.txt"))\np <- file.path("m", c("t", "u"))\n'
    )
    assert list(made["x"]) == ["a", "b", ""]
    assert list(made["y"]) == ["a"]
    assert list(made["z"]) == [True, False]
    assert list(made["p"]) == ["m/t", "m/u"]
