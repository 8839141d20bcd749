"""Calls of mixtures in the dialect 2.23: priors, refusals and warnings of brms 2.23.

``reference/dialect-calls.txt`` names the aspects of calls that differ from brms 2.23, with the
reason. Calls that only 2.23 refuses give a warning here.
"""

from __future__ import annotations

import json
from functools import cache

import pytest

from pybrms_mix.base.dialect import using
from pybrms_mix.base.errors import NotSupported, PybrmsError
from tests import parity
from tests.parity import Answer
from tests.sampled import one_in

CALLS = {
    found["call"]["id"]: found
    for found in json.loads((parity.REFERENCE / "dialect-calls.json").read_text("utf-8"))
}
LISTED = parity.listed("dialect-calls.txt")


SAMPLED = one_in(10, CALLS)
TABLES = {"get_prior": "offered", "used_prior": "used"}


@cache
def asked(id_: str) -> tuple[Answer, PybrmsError | None]:
    """Return the answers of the package to a call under 2.23, and its error, if any."""
    ours = Answer(CALLS[id_]["call"])
    with using("2.23"):
        try:
            for aspect in ("offered", "used", "code", "standata"):
                getattr(ours, aspect)
        except PybrmsError as found:
            return ours, found
    return ours, None


def differences(id_: str) -> dict[str, str]:
    """Return the aspects in which the answer differs from that of brms, and how."""
    (ours, error), said = asked(id_), CALLS[id_]
    heard = [*ours.warnings, *([str(error)] if error is not None else [])]
    lost = [w for w in said.get("warnings", ()) if not any(parity.says(h, w) for h in heard)]
    found = {"warnings": f"{lost}; said: {heard}"} if lost else {}
    if "error" in said:
        told = any(parity.says(h, said["error"]) for h in heard)
        return found if told else {**found, "error": f"{said['error']}; said: {heard}"}
    if error is not None:
        return {**found, "refused": str(error)}
    for table, name in TABLES.items():
        rows = [dict(zip(parity.PRIOR_COLUMNS, row, strict=True)) for row in said[table]]
        difference = parity.compare_priors(getattr(ours, name), rows)
        found |= {table: difference} if difference else {}
    return found


@pytest.mark.parametrize("id_", SAMPLED)
def test_an_answer_is_that_of_brms_or_is_listed(id_: str) -> None:
    found = {f"{id_}.{aspect}": how for aspect, how in differences(id_).items()}
    listed = parity.matched(found, LISTED)
    assert {name: how for name, how in found.items() if name not in listed} == {}


@pytest.mark.wide
def test_every_entry_of_the_list_names_a_difference() -> None:
    names = [f"{id_}.{aspect}" for id_ in CALLS for aspect in differences(id_)]
    assert [p for p in LISTED if not parity.matched(names, [p])] == []


def test_every_entry_of_the_list_gives_a_reason() -> None:
    assert all(LISTED.values())


@pytest.mark.parametrize("id_", SAMPLED)
def test_what_is_not_here_is_refused_as_not_supported(id_: str) -> None:
    _, error = asked(id_)
    reasons = [reason for p, reason in LISTED.items()
               if parity.matched([f"{id_}.{a}" for a in differences(id_)], [p])]  # fmt: skip
    if any("NotSupported" in reason for reason in reasons):
        assert isinstance(error, NotSupported)


@pytest.mark.wide
@pytest.mark.parametrize("id_", [id_ for id_, said in CALLS.items() if "stan" in said])
def test_the_density_is_that_of_the_program_of_brms(id_: str) -> None:
    said = CALLS[id_]["stan"]
    ours, _ = asked(id_)
    program = parity.Program(ours.code, ours.standata)
    assert parity.compare_names(program, said) == ""
    assert parity.compare_density(program, said) == ""


def test_trials_that_are_not_given_are_refused_by_the_later_version_alone() -> None:
    call = CALLS["e_no_trials"]["call"]
    for version, words in (("2.18", "is deprecated"), ("2.23", "brms 2.23 refuses this")):
        with using(version):
            ours = Answer(call)
            assert ours.standata["trials"].max() > 1
        assert all(words in w for w in ours.warnings) and ours.warnings
