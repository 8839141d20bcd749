"""A fit of brms with draws and tables, but without a model that this package can build.

This module parses the names of variables, since the file holds no other facts about them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

import numpy as np

from pybrms_mix.base.errors import NotSupported, PybrmsError
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import warn
from pybrms_mix.design.frame import Frame
from pybrms_mix.family.base import Component, Density, Dpar, Family, Mixture
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import GroupPiece, Model, Piece, PredictorPiece, ResponsePiece
from pybrms_mix.model.parts import Slot, Variable
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.results.fit import Fit
from pybrms_mix.rfile.language import node_of
from pybrms_mix.rfile.robjects import RObject, RVector, attributes, classes, named, texts
from pybrms_mix.rfile.streams import Damaged
from pybrms_mix.store.brmsfit.formula_family import components_of
from pybrms_mix.syntax.deparse import write

# Prefixes of brms's variable names with their kinds; the first matching prefix applies.
_PREFIXES = (
    ("prior_", "prior"), ("bsp_", "bsp"), ("bcs_", "b"), ("bs_", "bs"), ("b_", "b"),
    ("sds_", "sds"), ("sdgp_", "sdgp"), ("lscale_", "lscale"), ("simo_", "simo"), ("zgp_", "zgp"),
    ("s_", "s"), ("Intercept", "Intercept"), ("lprior", "lprior"), ("lp__", "lp__"),
)  # fmt: skip
_STRUCTURES = ("ar", "ma", "cosy", "cortime", "lagsar", "errorsar", "car", "sdcar", "rhocar")
_OWN = re.compile(r"[a-z]+[0-9]*(_[A-Za-z0-9.]+)?")


@dataclass(frozen=True)
class Reason:
    """The reason why there is no model, and the error for methods that need the model."""

    error: PybrmsError

    def refuse(self, *_: Any, **__: Any) -> NoReturn:
        """Raise the error that the model is needed.

        Raises:
            NotSupported: always.
        """
        raise NotSupported(
            f"The model of this fit cannot be built here: {self.error.message}",
            hint="The draws and the tables of the fit are available; prediction and log_lik "
            "need the model.",
        )


@dataclass(frozen=True)
class Unsaid(Mapping[str, Any]):
    """The arguments of a fit without a model, which cannot be used to fit the model again."""

    reason: Reason

    def __getitem__(self, name: str) -> Any:
        """Refuse."""
        self.reason.refuse()

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


@dataclass(frozen=True, eq=False)
class Unread(PredictorPiece):
    """The predictors of a model that cannot be built: they have variables but no values."""

    names: tuple[str, ...]
    variables_of_file: tuple[Variable, ...]
    reason: Reason
    template: str = field(default="unread", repr=False)

    def variables(self) -> tuple[Variable, ...]:
        """Return the variables with draws in the file, except those of groups."""
        return self.variables_of_file

    def predicts(self) -> tuple[str, ...]:
        """Return the names of the parameters with predictors."""
        return self.names

    def data(self) -> dict[str, Any]:
        """Refuse."""
        self.reason.refuse()

    def varies(self, name: str) -> bool:
        """Return True: predictors are assumed to vary between rows."""
        return True

    def eta(self, name: str, draws: Draws) -> np.ndarray:
        """Refuse."""
        self.reason.refuse()

    def at(self, frame: Frame) -> NoReturn:
        """Refuse."""
        self.reason.refuse()

    def reads(self) -> frozenset[str]:
        """Refuse."""
        self.reason.refuse()


@dataclass(frozen=True, eq=False)
class UnreadGroup(Unread, GroupPiece):
    """The coefficients of one grouping factor in a fit without a model."""

    group: str = ""
    levels: tuple[str, ...] = ()
    factors: frozenset[str] = frozenset()
    size: int = 0

    def with_terms(self, *_: Any) -> NoReturn:
        """Refuse."""
        self.reason.refuse()

    def unseen(self, *_: Any) -> NoReturn:
        """Refuse."""
        self.reason.refuse()

    def with_levels(self, *_: Any) -> NoReturn:
        """Refuse."""
        self.reason.refuse()

    def peers(self, *_: Any) -> NoReturn:
        """Refuse."""
        self.reason.refuse()

    def borrowed(self, *_: Any) -> NoReturn:
        """Refuse."""
        self.reason.refuse()

    def sampled(self, *_: Any) -> NoReturn:
        """Refuse."""
        self.reason.refuse()


@dataclass(frozen=True, eq=False)
class UnreadResponse(ResponsePiece):
    """The response in a fit without a model."""

    name: str
    y: np.ndarray
    basis: np.ndarray
    extra: dict[str, np.ndarray] = field(default_factory=dict)
    facts: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    trials: tuple[str, ...] = ()
    whole_numbers: tuple[str, ...] = ()
    template: str = field(default="unread", repr=False)


def unmodelled(
    parts: Mapping[str, RObject],
    data: pd.DataFrame,
    draws: Draws | None,
    data_name: str,
    error: PybrmsError,
) -> Fit:
    """Return a fit whose model consists of variables only, and warn about ``error``.

    Raises:
        Damaged: if the formula, family or groups in the file are invalid.
    """
    warn(
        f"The model of this fit cannot be built here: {error.message} The draws and the "
        "tables of the fit are available; methods that need the model raise an error."
    )
    reason = Reason(error)
    mixture = _mixture(named(parts["family"]), reason)
    lines = _lines(parts["formula"])
    groups = _groups(parts.get("ranef"), draws, reason)
    group_variables = {v.name for g in groups for v in g.variables_of_file}
    names = draws.names if draws is not None else ()
    variables = tuple(_with_prior(_variable(n), names) for n in names if n not in group_variables)
    predicted = named(named(parts["formula"]).get("pforms"))
    mus = tuple(p.name for p in mixture.places if _is_mu(p.dpar.name) or p.name in predicted)
    unknown = np.full(len(data), np.nan)
    name = (texts(named(parts["formula"]).get("resp")) or ("",))[0]
    response = UnreadResponse(name, unknown, unknown)
    pieces: tuple[Piece, ...] = (Unread(mus, variables, reason), *groups, response)
    frame = Frame(data.reset_index(drop=True), {}, np.arange(len(data)), data.index)
    return Fit(
        model=Model(mixture, frame, pieces),
        draws=None,
        stats={},
        run=None,
        program="".join(texts(parts.get("model"))),
        formula=lines,
        data_name=data_name,
        prior=PriorTable(),
        source=Unsaid(reason),
    )


def _mixture(parts: Mapping[str, RObject], reason: Reason) -> Mixture:
    mix = components_of(parts)
    components = [named(part) for part in mix] if mix is not None else [dict(parts)]
    return Mixture(tuple(_component(k, c, reason) for k, c in enumerate(components, start=1)))


def _component(number: int, parts: Mapping[str, RObject], reason: Reason) -> Component:
    name = (texts(parts.get("name")) or texts(parts.get("family")) or ("",))[0]
    dpars = texts(parts.get("dpars")) or ("mu",)
    links = {d: _link(parts, d) for d in ("mu", *dpars)}
    refuse: Callable[..., Any] = reason.refuse
    family = Family(
        name, tuple(Dpar(d, (links[d],)) for d in dpars), "real", Density("", ()), refuse, refuse,
        refuse,
    )  # fmt: skip
    return Component(number, family, links)


def _is_mu(dpar: str) -> bool:
    """Return whether a parameter is a mu; a family of categories has one for each category."""
    return dpar.startswith("mu")


def _link(parts: Mapping[str, RObject], dpar: str) -> str:
    """Return the link of a parameter; all mus of a family of categories have one link."""
    links = texts(parts.get("link" if _is_mu(dpar) else f"link_{dpar}"))
    return links[0] if links else "identity"


def _lines(formula: RObject) -> tuple[str, ...]:
    """Return the formulas as brms prints them, with the formulas of several responses in turn."""
    parts = named(formula)
    if "forms" in parts:
        forms = named(parts["forms"])
        return tuple(line for form in forms.values() for line in _lines(form))
    if "formula" not in parts:
        raise Damaged("an object that should be a formula is not one")
    return (
        write(node_of(parts["formula"])),
        *(write(node_of(p)) for p in named(parts.get("pforms")).values()),
    )


def _groups(ranef: RObject | None, draws: Draws | None, reason: Reason) -> tuple[UnreadGroup, ...]:
    """Return the grouping factors, with names and levels from the table in the file.

    brms 2.22 keeps no such table. Names and levels are then those in the names of variables.
    """
    if draws is None:
        return ()
    if ranef is None or "data.frame" not in classes(ranef):
        spreads = (n.removeprefix("sd_").partition("__") for n in draws.names if _is_spread(n))
        named_levels = {group: _levels_in(draws.names, group) for group, _, _ in spreads}
        return tuple(_group(g, levels, draws, reason) for g, levels in named_levels.items())
    columns = named(ranef)
    levels = named(attributes(ranef).get("levels"))
    return tuple(
        _group(group, texts(levels.get(group)), draws, reason)
        for group in dict.fromkeys(_texts_of(columns.get("group")))
    )


def _is_spread(name: str) -> bool:
    return name.startswith("sd_") and "__" in name


def _levels_in(names: Sequence[str], group: str) -> tuple[str, ...]:
    """Return the levels of a grouping factor that have coefficients among the variables."""
    return tuple(dict.fromkeys(v.level for name in names for v in _level(name, group)))


def _texts_of(value: RObject | None) -> tuple[str, ...]:
    """Return the strings in a character vector or a factor."""
    if isinstance(value, RVector) and "levels" in value.attributes:
        levels = texts(value.attributes["levels"])
        return tuple(levels[int(c) - 1] for c in value.values if 1 <= c <= len(levels))
    return texts(value)


def _group(group: str, levels: tuple[str, ...], draws: Draws, reason: Reason) -> UnreadGroup:
    variables = []
    for name in draws.names:
        for head, kind in ((f"sd_{group}__", "sd"), (f"cor_{group}__", "cor"),
                           (f"df_{group}", "df")):  # fmt: skip
            if name.startswith(head):
                effects = tuple(name.removeprefix(head).split("__")) if head != name else ()
                label = f"{kind}({','.join(effects)})" if effects else kind
                spread = Variable(name, kind, label, group, effects=effects)
                variables.append(_with_prior(spread, draws.names))
        variables += _level(name, group)
    return UnreadGroup((), tuple(variables), reason, group=group, levels=levels)


def _level(name: str, group: str) -> list[Variable]:
    """Return the variable of ``r_g__mu1[level,x]`` with its level; an empty list otherwise."""
    head, mark, inner = name.partition("[")
    is_of_group = head == f"r_{group}" or head.startswith(f"r_{group}__")
    if not is_of_group or not mark:
        return []
    dpar = head.removeprefix(f"r_{group}").removeprefix("__")
    # A level may contain commas. A coefficient contains none, since brms removes them.
    level, _, coef = inner.removesuffix("]").rpartition(",")
    effect = f"{dpar}_{coef}" if dpar else coef
    slots = (Slot(dpar or "mu", coef),)
    return [Variable(name, "r", effect, group, slots, level, "", head, (level, coef), (effect,))]


def _label(name: str, head: str, kind: str) -> str:
    """Return the label of a variable in brms's summary."""
    if kind in ("sds", "sdgp", "lscale"):
        return f"{kind}({name.removeprefix(head)})"
    return name.removeprefix(head) if head.endswith("_") else name


def _with_prior(variable: Variable, names: Sequence[str]) -> Variable:
    """Return the variable with its prior draws: those with the longest prefix of its name."""
    heads = [n for n in names if n.startswith("prior_")]
    matching = [h for h in heads if variable.name.startswith(h.removeprefix("prior_"))]
    return replace(variable, prior=max(matching, key=len, default=""))


def _variable(name: str) -> Variable:
    array, mark, inner = name.partition("[")
    kind, label = "dpar" if _OWN.fullmatch(name) else "stan", name
    if array.partition("_")[0] in _STRUCTURES:
        kind = "structure"
    for head, prefix_facts in reversed(_PREFIXES):
        if name.startswith(head):
            kind, label = prefix_facts, _label(name, head, prefix_facts)
    slots: tuple[Slot, ...] = ()
    of, _, coef = f"_{array.removeprefix('b_')}".rpartition("_")
    if kind == "b" and coef == "Intercept":
        slots = (Slot(of.removeprefix("_") or "mu", coef),)
    if not mark:
        return Variable(name, kind, label, slots=slots)
    cell = tuple(inner.removesuffix("]").split(","))
    if kind == "prior":  # prior draws are labelled by the array that they belong to
        label = label.partition("[")[0]
    return Variable(name, kind, label, slots=slots, array=array, cell=cell)
