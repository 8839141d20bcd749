"""The command line reports the engines that work on this machine."""

from __future__ import annotations

import pytest

from pybrms_mix.cli import main


def test_the_doctor_names_engines_compiler_cache_and_choice(capsys):
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    for fact in ("Python 3.", "stanli", "PyStan", "C++ compiler:", "Compiled programs:", "uses:"):
        assert fact.lower() in said.lower()


def test_an_unknown_word_is_refused_with_the_known_ones(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["physician"])
    assert stop.value.code == 2
    assert "doctor" in capsys.readouterr().err
