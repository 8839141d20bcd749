"""Mistakes with files: the message names the file, the folder that was searched, and the reason."""

from __future__ import annotations

import gzip
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import PybrmsError
from pybrms_mix.base.file_errors import reading, writing
from pybrms_mix.cli import main
from pybrms_mix.report.report import Report
from pybrms_mix.rscript import data_files, port, run

ROWS = pd.DataFrame({"y": [1.0, 2.0, 4.0], "x": [0.0, 1.0, 2.0]})


def multiple(file: Path) -> object:
    return pm.brm_multiple("y ~ x", [ROWS, file], chains=1, iter=20, silent=2)


Reader = Callable[[Path], object]
# Each function that reads a file, with the ending of its files.
READERS: dict[str, tuple[str, Reader]] = {
    "load": (".nc", pm.load),
    "read_brmsfit": (".rds", pm.read_brmsfit),
    "brm_multiple": (".csv", multiple),
    "port": (".R", port),
    "run": (".R", run),
    "port a document": (".Rmd", port),
    "read_rds": (".rds", data_files.read_rds),
    "read_csv": (".csv", data_files.read_csv),
    "read_csv with any separator": (".csv", lambda f: data_files.read_csv(f, "auto")),
}


def missing(file: Path) -> None:
    """Leave nothing at the path."""


def in_missing_folder(file: Path) -> None:
    file.parent.rmdir()


def a_folder(file: Path) -> None:
    file.mkdir()


def empty(file: Path) -> None:
    file.write_bytes(b"")


def foreign_encoding(file: Path) -> None:
    file.write_bytes("y,x\nä,1\n".encode("latin-1"))


def pickled(file: Path) -> None:
    file.write_bytes(pickle.dumps({"x": np.arange(3)}))


def zipped(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("one.csv", "x\n1\n")


def cut_off(file: Path) -> None:
    file.write_bytes(gzip.compress(np.random.default_rng(1).bytes(500))[:200])


def unclosed(file: Path) -> None:
    file.write_bytes(b'\x1f\x8b,"\xff\x00')  # a quotation mark among bytes that are no text


def below_a_file(file: Path) -> None:
    file.parent.rmdir()
    file.parent.write_text("a file, no folder")


def dangling(file: Path) -> None:
    file.symlink_to(file.with_name("elsewhere"))


Spoil = Callable[[Path], None]
ABSENT: tuple[Spoil, ...] = (missing, in_missing_folder, dangling)
WRONG: tuple[Spoil, ...] = (
    a_folder, empty, foreign_encoding, pickled, zipped, cut_off, unclosed, below_a_file,
)  # fmt: skip
# An empty script is a script; a text of any bytes that are UTF-8 is a script for the parser.
FINE = {("port", empty), ("run", empty), ("port a document", empty)}


@pytest.mark.parametrize("spoil", (*ABSENT, *WRONG), ids=lambda f: f.__name__)
@pytest.mark.parametrize("reader", READERS)
def test_a_file_that_cannot_be_read_is_named(reader: str, spoil: Spoil, tmp_path: Path) -> None:
    ending, read = READERS[reader]
    file = tmp_path / "my data" / f"the file{ending}"
    file.parent.mkdir()
    spoil(file)
    if (reader, spoil) in FINE:
        read(file)
        return
    with pytest.raises(PybrmsError) as caught:
        read(file)
    told = str(caught.value)
    assert str(file) in told
    assert "Errno" not in told and "Error" not in told
    if spoil is missing:
        assert f"It was searched in '{file.parent}'" in told
    if spoil is in_missing_folder:
        assert f"The folder '{file.parent}' does not exist" in told
    if spoil is dangling:
        assert "symbolic link" in told and "elsewhere" in told
    if spoil is a_folder:
        assert "folder" in told


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("y,x\n1,2\n1,2,3\n", "line 3 has 3 fields where 2 are expected."),
        ('y,x\n1,"2\n3,4\n', "a quotation mark that opens in line 2 is not closed."),
    ],
)
def test_the_line_of_a_damaged_table_is_named(text: str, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text(text)
    with pytest.raises(PybrmsError) as caught:
        multiple(file)
    assert reason in str(caught.value)


@pytest.fixture(scope="module")
def fit() -> pm.Fit:
    return pm.brm("y ~ x", ROWS, empty=True)


Writer = Callable[[Any, Path], object]
# Each function that writes a file, with the ending of its files.
WRITERS: dict[str, tuple[str, Writer]] = {
    "save": (".nc", pm.save),
    "report": (".html", lambda fit, file: Report("title", ()).save(file)),
    "store_text": (".txt", lambda fit, file: data_files.store_text("text", file)),
    "store_rds": (".rds", lambda fit, file: data_files.store_rds([1, 2], file)),
    "store_rdata": (".RData", lambda fit, file: data_files.store_rdata(file, x=1)),
    "make_folder": ("", lambda fit, file: data_files.make_folder(file)),
    "brm": (".nc", lambda fit, file: pm.brm("y ~ x", ROWS, file=file, chains=1, silent=2)),
}


def a_file(path: Path) -> None:
    path.write_text("a file, no folder")


@pytest.mark.parametrize("spoil", [a_folder, below_a_file], ids=lambda f: f.__name__)
@pytest.mark.parametrize("writer", WRITERS)
def test_a_file_that_cannot_be_written_is_named(
    writer: str, spoil: Spoil, tmp_path: Path, fit: pm.Fit
) -> None:
    ending, write = WRITERS[writer]
    file = tmp_path / "my data" / f"the file{ending}"
    file.parent.mkdir()
    (a_file if (writer, spoil) == ("make_folder", a_folder) else spoil)(file)
    with pytest.raises(PybrmsError) as caught:
        write(fit, file)
    assert str(file) in str(caught.value) or str(file.parent) in str(caught.value)
    assert "Errno" not in str(caught.value)


@pytest.mark.parametrize("words", [["port"], ["run"], ["jobs", "write"], ["jobs", "collect"]])
def test_the_command_line_names_the_file_and_its_folder(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "script.R").write_text("x <- 1\n")
    assert main([*words, str(tmp_path / "skript.R")]) == 2
    told = capsys.readouterr().err
    assert "There is no script" in told and "skript.R" in told
    assert f"It was searched in '{tmp_path}'. Did you mean 'script.R'?" in told


def test_the_command_line_tells_where_no_script_can_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "script.R"
    script.write_text("x <- 1\n")
    assert main(["port", str(script), "-o", str(tmp_path / "no" / "script.py")]) == 2
    assert f"there is no folder '{tmp_path / 'no'}'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), "Permission denied"),
        (IsADirectoryError(21, "Is a directory"), "it is a folder"),
        (OSError(28, "No space left on device"), "No space left on device"),
        (UnicodeDecodeError("utf-8", b"\xe9", 0, 1, "no"), "byte 1 is not UTF-8 text"),
        (ValueError("embedded null byte"), "embedded null byte"),
        (EOFError(), "EOFError"),
    ],
    ids=["permission", "folder", "space", "encoding", "null", "end"],
)
def test_a_reason_is_in_words(error: Exception, reason: str) -> None:
    told = rf"'a\.txt' cannot be read: {reason}\."
    with pytest.raises(PybrmsError, match=told) as caught, reading("a.txt"):
        raise error
    assert caught.value.__cause__ is error


def test_errors_of_the_package_pass_and_no_space_is_told() -> None:
    with pytest.raises(PybrmsError, match=r"^inner$"), reading("a"), writing("a"):
        raise PybrmsError("inner")
    told = "The file cannot be written to 'a': No space"
    with pytest.raises(PybrmsError, match=told), writing("a"):
        raise OSError(28, "No space left on device")
