"""A fit that is still to be made, as plain values: it can travel to another process."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from types import CodeType, FunctionType
from typing import Any

import numpy as np

from pybrms_mix.api.brm import brm
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.version import __version__
from pybrms_mix.base.workers import quiet
from pybrms_mix.build.build import default_table
from pybrms_mix.design.frame import Frame
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.tuning import Tuning
from pybrms_mix.prior.rows import Row
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.prior.validate import internal
from pybrms_mix.results.fit import Fit, Run
from pybrms_mix.sampling.save_pars import SavePars
from pybrms_mix.stan.data import reported

_IRRELEVANT = ("cores", "silent")  # the draws do not depend on them


@dataclass(frozen=True, eq=False)
class Job:
    """A call of ``brm()`` whose arguments are known to be right.

    Attributes:
        formula, family: R text.
        data: the rows, as an earlier model has them.
        prior: the rows of the prior table.
        sample_prior: "no", "yes" or "only".
        data_name: what the data are called.
        settings: further arguments of ``brm()``; ``seed`` is among them.
    """

    formula: str
    data: Frame
    family: str
    prior: PriorTable
    sample_prior: str
    data_name: str
    settings: Mapping[str, Any]

    @classmethod
    def like(cls, fit: Fit, **settings: Any) -> Job:
        """Return the job that made ``fit``, sampled as it was but for ``settings``."""
        return cls.of(fit, **changed(fit, settings))

    @classmethod
    def of(cls, fit: Fit, **settings: Any) -> Job:
        """Return the job that makes the model of ``fit``, sampled as ``settings`` say."""
        return cls(
            formula=str(fit.source["formula"]),
            data=fit.model.frame,
            family=str(fit.source["family"]),
            prior=PriorTable(fit.prior),  # type: ignore[arg-type]  # its rows
            sample_prior=fit.sample_prior,
            data_name=fit.data_name,
            settings=settings,
        )

    def on(self, data: Frame) -> Job:
        """Return the same job on other rows: with the same priors, but those of lost levels."""
        if data.levels == self.data.levels:
            return replace(self, data=data)
        return replace(self, data=data, prior=self.fitting(data))

    def beside(self, settings: Mapping[str, Any]) -> Job:
        """Return the same job with these settings where it has none of its own."""
        return replace(self, settings={**settings, **self.settings})

    def trying(self, tuning: Tuning) -> Job:
        """Return the same job, which tries this metric and step size first."""
        control = {**(self.settings.get("control") or {}), "tuning": tuning}
        return replace(self, settings={**self.settings, "control": control})

    def fitting(self, data: Frame) -> PriorTable:
        """Return the rows of the prior table for which a model of ``data`` has a place."""
        places = {r.key for r in internal(list(default_table(self.formula, data, self.family)))}
        return PriorTable(r for r in internal(list(self.prior)) if r.key in places)

    def run(self) -> Fit:
        """Return the fit. Its warnings are left to who asked for it (``results.checks``)."""
        with quiet():
            fit = brm(
                self.formula,
                self.data,
                self.family,
                self.prior,
                sample_prior=self.sample_prior,
                **{"silent": 2, **self.settings},
            )
        return replace(fit, data_name=self.data_name)

    def empty(self) -> Fit:
        """Return the fit without draws."""
        with quiet():
            settings = {n: v for n, v in self.settings.items() if n == "dialect"}
            model = brm(
                self.formula, self.data, self.family, self.prior,
                sample_prior=self.sample_prior, empty=True, **settings,
            )  # fmt: skip
        return replace(model, data_name=self.data_name)

    def fit_of(self, found: Sampled) -> Fit:
        """Return the fit whose draws a worker has sent."""
        model = replace(self, data=replace(self.data, bases=found.bases)).empty()
        return replace(model, draws=found.draws, stats=found.stats, run=found.run)

    @property
    def fingerprint(self) -> str:
        """Return a text that two jobs share only if they are the same: 16 hexadecimal digits."""
        settings = {n: v for n, v in sorted(self.settings.items()) if n not in _IRRELEVANT}
        rows = [[str(r.key), r.prior, r.lb, r.ub] for r in self.prior]
        said = [__version__, self.formula, self.family, rows, self.sample_prior, settings]
        found = hashlib.sha256(json.dumps(said, default=_text).encode())
        for part in _parts(self.data):
            found.update(part)
        return found.hexdigest()[:16]


@dataclass(frozen=True, eq=False)
class Sampled:
    """The draws of a fit, without the model and its data, which the job has.

    A worker sends this in place of the fit, with the bases of its terms: another machine may have
    computed others from the same rows, to which the draws do not belong.
    """

    draws: Draws | None
    stats: Mapping[str, np.ndarray]
    run: Run | None
    bases: Mapping[str, Mapping[str, np.ndarray]]

    @classmethod
    def of(cls, fit: Fit) -> Sampled:
        """Return the draws of ``fit``."""
        return cls(fit.draws, fit.stats, fit.run, fit.model.frame.bases)


def sampling(fit: Fit) -> dict[str, Any]:
    """Return the arguments of ``brm()`` that say how ``fit`` was sampled and what was kept of it.

    Where it is not known how it was sampled, ``brm()`` has its defaults.
    """
    run = fit.run
    if run is None:
        return {"save_pars": kept(fit), "dialect": fit.dialect.name}
    return {
        "dialect": fit.dialect.name,
        "chains": run.chains,
        **_length(run),
        "thin": run.thin,
        "control": _control(run),
        "save_pars": kept(fit),
    }


def _length(run: Run) -> dict[str, Any]:
    """Return the iterations to ask for: a warm-up that was given, or as many as are needed.

    Half of ``iter`` is what ``brm()`` has by default: nobody asked for it.
    """
    if run.auto or run.warmup == run.iter // 2:
        return {"iter": 2 * (run.iter - run.warmup), "warmup": "auto"}
    return {"iter": run.iter, "warmup": run.warmup}


def _control(run: Run) -> dict[str, Any]:
    """Return the settings of the sampler, and what the fit found for it: tried, then kept."""
    found = {"adapt_delta": run.adapt_delta, "max_treedepth": run.max_treedepth}
    return found if run.tuning is None else {**found, "tuning": run.tuning}


def changed(fit: Fit, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of sampling of ``fit`` with ``options`` in their place.

    As in brms the old warm-up belongs to the old number of iterations.
    """
    old = sampling(fit)
    if "iter" in options:
        old["warmup"] = "auto"
    control = {**old.pop("control", {}), **(options.get("control") or {})}
    return {**old, **options, "control": control}


def kept(fit: Fit) -> SavePars:
    """Return what was asked to be kept beside brms's variables, to judge by the draws."""
    assert fit.source["formula"]  # a fit whose model is not here says so
    own = {v.name: v.kind for v in fit.model.variables}
    names = fit.draws.names if fit.draws else tuple(own)
    levels = [n for n, kind in own.items() if kind == "r"]
    others = fit.model.facts(n for n in names if n not in own)
    more = {v.array or n for n, v in others.items() if v.kind == "stan"}
    program = set(reported(fit.model))
    manual = tuple(sorted(more & program))
    declared = {p.stan for p in fit.model.declared} - own.keys()
    every = bool(manual) and declared <= more
    return SavePars(not levels or levels[0] in names, every, () if every else manual)


def seeds(seed: int | None, count: int) -> list[int]:
    """Return a seed for each of ``count`` fits, the same ones for the same ``seed``."""
    words = np.random.SeedSequence(seed).generate_state(count)
    return [int(word) % 2**31 for word in words]


def _text(value: object) -> object:
    """Return what JSON lacks as what it has, or as text: a function as what it does."""
    match value:
        case SavePars() | Tuning():
            return asdict(value)
        case Row():
            return str(value)
        case np.ndarray():
            return value.tolist()
        case np.generic():
            return value.item()
        case partial():
            return [value.func, value.args, value.keywords]
        case FunctionType():
            own = [cell.cell_contents for cell in value.__closure__ or ()]
            return [
                value.__qualname__,
                value.__code__,
                value.__defaults__,
                value.__kwdefaults__,
                own,
            ]
        case CodeType():
            return [value.co_code.hex(), value.co_names, value.co_consts]
        case Callable():
            return (
                [type(value).__qualname__, vars(value)]
                if hasattr(value, "__dict__")
                else repr(value)
            )
    return repr(value)


def _parts(frame: Frame) -> Iterator[bytes]:
    """Yield what the rows are made of, and what is known beside them."""
    for name in frame.data.columns:
        column = frame.data[name]
        yield f"{name}:{column.dtype}:{frame.levels.get(name)}".encode()
        factor = isinstance(column.dtype, pd.CategoricalDtype)
        values = column.cat.codes if factor else column
        yield np.ascontiguousarray(values.to_numpy()).tobytes()
    for name, value in frame.data2.items():
        yield name.encode()
        table = np.asarray(value)
        yield table.tobytes() if table.dtype != object else repr(table.tolist()).encode()
        if isinstance(value, pd.DataFrame):
            yield repr([list(value.index), list(value.columns)]).encode()
