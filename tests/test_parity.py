"""The facts of pybrms_mix about every stored model are those of brms 2.18.0.

``reference/pending.txt`` names the cases whose features are not here yet: they have to be refused
as not supported, so that an entry that starts to work fails here until it is taken off the list.
``reference/own_words.txt`` names the refusals and warnings that are not worded as brms words them,
``reference/beyond.txt`` what brms refuses and this package does.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

import pybrms_mix
from pybrms_mix.base.errors import NotSupported, PybrmsError
from tests import parity
from tests.parity import Answer, answer, facts

CASES = sorted(parity.case_files())
PENDING = parity.matched(CASES, parity.listed("pending.txt"))
OWN_WORDS = parity.matched(CASES, parity.listed("own_words.txt"))
BEYOND = parity.matched(CASES, parity.listed("beyond.txt"))
READY = [id_ for id_ in CASES if id_ not in PENDING]
REFUSED = [id_ for id_ in READY if "error" in facts(id_) and id_ not in BEYOND]
ANSWERED = [id_ for id_ in READY if "error" not in facts(id_)]


def everything(id_: str) -> Answer:
    """Ask for all that R was asked for, in R's order."""
    ours = answer(id_)
    for aspect in ("offered", "code", "standata"):
        getattr(ours, aspect)
    return ours


def refusal(id_: str) -> PybrmsError | None:
    """Return the exception of the package by which it refuses the case; others are let through."""
    try:
        everything(id_)
    except PybrmsError as ours:
        return ours
    return None


def prior(id_: str) -> str:
    return parity.compare_priors(answer(id_).offered, facts(id_)["get_prior"])


def used_prior(id_: str) -> str:
    return parity.compare_priors(answer(id_).used, facts(id_)["used_prior"])


def data(id_: str) -> str:
    return parity.compare_data(answer(id_).standata, facts(id_)["standata"])


def names(id_: str) -> str:
    return parity.compare_names(answer(id_).program, facts(id_)["stan"])


def density(id_: str) -> str:
    data = (answer(id_).standata, facts(id_)["standata"])
    return parity.compare_density(answer(id_).program, facts(id_)["stan"], data)


def warned(id_: str) -> str:
    heard = everything(id_).warnings
    missing = [
        text
        for text in facts(id_).get("warnings", ())
        if not any(parity.says(ours, text) for ours in heard)
    ]
    return f"not given: {missing}; given: {heard}" if missing else ""


def aspects(id_: str) -> list[Callable[[str], str]]:
    """Return what can be compared of a case."""
    found: list[Callable[[str], str]] = [prior, data]
    if hasattr(pybrms_mix, "validate_prior"):
        found.append(used_prior)
    if "stan" in facts(id_):
        found += [names, density]
    if "warnings" in facts(id_) and id_ not in OWN_WORDS:
        found.append(warned)
    return found


@pytest.mark.parametrize(
    ("id_", "aspect"),
    [pytest.param(id_, a, id=f"{id_}-{a.__name__}") for id_ in ANSWERED for a in aspects(id_)],
)
def test_a_model_is_the_one_that_brms_makes(id_: str, aspect: Callable[[str], str]) -> None:
    difference = aspect(id_)
    assert not difference, f"{facts(id_)['case']['formula']}: {difference}"


@pytest.mark.parametrize("id_", REFUSED)
def test_what_brms_refuses_is_refused_in_its_words(id_: str) -> None:
    ours, brms = refusal(id_), facts(id_)["error"]
    assert ours is not None, f"accepted; brms: {brms}"
    assert id_ in OWN_WORDS or parity.says(str(ours), brms), f"{ours}\n--- brms: {brms}"


@pytest.mark.parametrize("id_", sorted(OWN_WORDS & set(REFUSED)))
def test_own_words_are_listed_only_while_they_differ_from_those_of_brms(id_: str) -> None:
    assert not parity.says(str(refusal(id_)), facts(id_)["error"])


@pytest.mark.parametrize("id_", sorted(PENDING))
def test_a_pending_case_is_refused_as_not_supported(id_: str) -> None:
    ours = refusal(id_)
    assert isinstance(ours, NotSupported), f"no longer pending? {ours!r}"


@pytest.mark.parametrize("id_", sorted(BEYOND))
def test_what_brms_refuses_and_is_here_is_answered(id_: str) -> None:
    assert "error" in facts(id_)
    assert refusal(id_) is None


@pytest.mark.parametrize("name", ["pending.txt", "own_words.txt", "beyond.txt"])
def test_every_entry_of_a_list_names_a_case_and_gives_a_reason(name: str) -> None:
    entries = parity.listed(name)
    idle = [pattern for pattern in entries if not parity.matched(CASES, [pattern])]
    assert not idle, f"no such case: {idle}"
    assert all(entries.values()), "an entry needs its reason: pattern  # reason"


def test_the_cases_are_stored_under_their_own_ids() -> None:
    assert len(CASES) > 400
    assert [id_ for id_ in CASES if facts(id_)["id"] != id_] == []
