"""A fit to be made, as plain values that can be sent to another process."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import numpy as np

from pybrms_mix.api.brm import brm
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.version import __version__
from pybrms_mix.base.workers import quiet
from pybrms_mix.build.build import default_table
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.packing import PackedValues
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.parts import LATENT
from pybrms_mix.model.tuning import Tuning
from pybrms_mix.prior.rows import Row
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.prior.validate import internal
from pybrms_mix.refits.referred import Referred, read_source
from pybrms_mix.results.fit import Fit, Run
from pybrms_mix.sampling.save_pars import SavePars
from pybrms_mix.stan.data import reported

_IRRELEVANT = ("cores", "silent")  # settings that do not affect the draws


@dataclass(frozen=True, eq=False)
class Job:
    """A call of ``brm()`` whose arguments have been validated.

    Attributes:
        formula, family: R text.
        data: the rows, in the form of an earlier model's frame, or their origin.
        prior: the rows of the prior table.
        sample_prior: "no", "yes" or "only".
        data_name: the name of the data in printed output.
        settings: further arguments of ``brm()``, including ``seed``.
        stem: the beginning of the name of the job's file, if it is not the name of the job.
    """

    formula: str
    data: Frame | Referred
    family: str
    prior: PriorTable
    sample_prior: str
    data_name: str
    settings: Mapping[str, Any]
    stem: str = ""

    @classmethod
    def like(cls, fit: Fit, **settings: Any) -> Job:
        """Return the job of ``fit`` with the same sampling settings, except for ``settings``."""
        return cls.of(fit, **changed(fit, settings))

    @classmethod
    def of(cls, fit: Fit, **settings: Any) -> Job:
        """Return the job for the model of ``fit`` with the sampling settings ``settings``."""
        return cls(
            formula=str(fit.source["formula"]),
            data=fit.model.frame,
            family=str(fit.source["family"]),
            prior=PriorTable(fit.prior),  # type: ignore[arg-type]  # the rows
            sample_prior=fit.sample_prior,
            data_name=fit.data_name,
            settings=settings,
        )

    def referring(self, source: Path | Callable[[], Any]) -> Job:
        """Return the same job with the origin of its rows in place of the rows."""
        frame = self.frame
        content = _digest(frame)
        return replace(self, data=Referred(source, frame.data2, frame.knots, content))

    @property
    def frame(self) -> Frame:
        """Return the rows. Rows that the job does not hold are read at each access.

        Raises:
            InvalidData: if the rows cannot be read, or have changed.
        """
        if isinstance(self.data, Frame):
            return self.data
        with quiet():
            rows = read_source(self.data.source)
            frame = self._built(rows, data2=self.data.data2, knots=self.data.knots).model.frame
        self.data.check(_digest(frame))
        return frame

    def on(self, data: Frame) -> Job:
        """Return the same job for other rows, with the same priors except those of lost levels."""
        if data.levels == self.frame.levels:
            return replace(self, data=data)
        return replace(self, data=data, prior=self.fitting(data))

    def beside(self, settings: Mapping[str, Any]) -> Job:
        """Return the same job with ``settings`` as defaults for its own settings."""
        return replace(self, settings={**settings, **self.settings})

    def trying(self, tuning: Tuning) -> Job:
        """Return the same job, which tries this metric and step size first."""
        control = {**(self.settings.get("control") or {}), "tuning": tuning}
        return replace(self, settings={**self.settings, "control": control})

    def fitting(self, data: Frame) -> PriorTable:
        """Return the prior rows that apply to a model of ``data``."""
        places = {r.key for r in internal(list(default_table(self.formula, data, self.family)))}
        return PriorTable(r for r in internal(list(self.prior)) if r.key in places)

    def run(self) -> Fit:
        """Return the fit. The caller issues its convergence warnings (``results.checks``)."""
        rows = self.frame
        with quiet():
            fit = brm(
                self.formula,
                rows,
                self.family,
                self.prior,
                sample_prior=self.sample_prior,
                **{"silent": 2, **self.settings},
            )
        return replace(fit, data_name=self.data_name)

    def empty(self) -> Fit:
        """Return the fit without draws."""
        rows = self.frame
        with quiet():
            model = self._built(rows)
        return replace(model, data_name=self.data_name)

    def _built(self, rows: Any, **beside: Any) -> Fit:
        """Return the model of the job on a table or a frame, without draws."""
        settings = {n: v for n, v in self.settings.items() if n == "dialect"}
        return brm(
            self.formula, rows, self.family, self.prior,
            sample_prior=self.sample_prior, empty=True, **settings, **beside,
        )  # fmt: skip

    def fit_of(self, found: Sampled) -> Fit:
        """Return the fit with the draws that a worker sent."""
        model = replace(self, data=replace(self.frame, bases=found.bases)).empty()
        return replace(model, draws=found.draws, stats=found.stats, run=found.run)

    @property
    def fingerprint(self) -> str:
        """Return a hash of the job: 16 hexadecimal digits."""
        settings = {n: v for n, v in sorted(self.settings.items()) if n not in _IRRELEVANT}
        rows = [[str(r.key), r.prior, r.lb, r.ub] for r in self.prior]
        facts = [__version__, self.formula, self.family, rows, self.sample_prior, settings]
        digest = hashlib.sha256(json.dumps(facts, default=_text).encode())
        data = self.data
        digest.update(data.content if isinstance(data, Referred) else _digest(data))
        return digest.hexdigest()[:16]


@dataclass(frozen=True, eq=False)
class Sampled:
    """The draws of a fit, without the model and the data, which the receiver has in the job.

    A worker sends this in place of the fit. It includes the bases of smooth terms, because another
    machine may compute other basis functions from the same rows. Arrays are sent in a compact form.
    """

    draws: Draws | None
    stats: Mapping[str, np.ndarray]
    run: Run | None
    bases: Mapping[str, Mapping[str, np.ndarray]]

    @classmethod
    def of(cls, fit: Fit) -> Sampled:
        """Return the draws of ``fit``."""
        return cls(fit.draws, fit.stats, fit.run, fit.model.frame.bases)

    def __getstate__(self) -> dict[str, Any]:
        """Return the state with arrays in few bytes."""
        draws = self.draws and (PackedValues.of(self.draws.values), self.draws.names)
        stats = {name: PackedValues.of(values) for name, values in self.stats.items()}
        return {**vars(self), "draws": draws, "stats": stats}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore the arrays."""
        draws = state["draws"] and Draws(state["draws"][0].values(), state["draws"][1])
        stats = {name: packed.values() for name, packed in state["stats"].items()}
        vars(self).update({**state, "draws": draws, "stats": stats})


def sampling(fit: Fit) -> dict[str, Any]:
    """Return the arguments of ``brm()`` that controlled the sampling and the saved variables.

    If the sampling settings of the fit are unknown, the defaults of ``brm()`` apply.
    """
    run = fit.run
    if run is None:
        return {"save_pars": save_pars_of(fit), "dialect": fit.dialect.name}
    if run.algorithm != "sampling":
        settings = {"algorithm": run.algorithm, "save_pars": save_pars_of(fit)}
        return {"dialect": fit.dialect.name, **settings}
    return {
        "dialect": fit.dialect.name,
        "chains": run.chains,
        **_length(run),
        "thin": run.thin,
        "control": _control(run),
        "save_pars": save_pars_of(fit),
    }


def _length(run: Run) -> dict[str, Any]:
    """Return the arguments for iterations, with ``warmup`` "auto" unless the user set it.

    A warm-up of half of ``iter`` is the default of ``brm()``, so it does not count as set.
    """
    if run.auto or run.warmup == run.iter // 2:
        return {"iter": 2 * (run.iter - run.warmup), "warmup": "auto"}
    return {"iter": run.iter, "warmup": run.warmup}


def _control(run: Run) -> dict[str, Any]:
    """Return the sampler's settings, with the fit's metric and step size to be tried first."""
    settings = {"adapt_delta": run.adapt_delta, "max_treedepth": run.max_treedepth}
    return settings if run.tuning is None else {**settings, "tuning": run.tuning}


def changed(fit: Fit, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the sampling settings of ``fit``, updated by ``options``.

    As in brms, a new number of iterations discards the old warm-up.
    """
    old = sampling(fit)
    if "iter" in options:
        old["warmup"] = "auto"
    control = {**old.pop("control", {}), **(options.get("control") or {})}
    return {**old, **options, "control": control}


def save_pars_of(fit: Fit) -> SavePars:
    """Return the ``save_pars()`` of a fit, inferred from the variables of its draws."""
    assert fit.source["formula"]  # raises the error of a fit without a model
    kind_of = {v.name: v.kind for v in fit.model.variables}
    names = fit.draws.names if fit.draws else tuple(kind_of)
    levels = [n for n, kind in kind_of.items() if kind == "r"]
    latent = [n for n, kind in kind_of.items() if kind in LATENT]
    further = fit.model.facts(n for n in names if n not in kind_of)
    more = {v.array or n for n, v in further.items() if v.kind == "stan"}
    program = set(reported(fit.model))
    manual = tuple(sorted(more & program))
    declared = {p.stan for p in fit.model.declared} - kind_of.keys()
    saves_all = bool(manual) and declared <= more
    group, values = (
        not names_of_kind or names_of_kind[0] in names for names_of_kind in (levels, latent)
    )
    return SavePars(group, saves_all, () if saves_all else manual, values)


def seeds(seed: int | None, count: int) -> list[int]:
    """Return one seed for each of ``count`` fits, determined by ``seed``."""
    words = np.random.SeedSequence(seed).generate_state(count)
    return [int(word) % 2**31 for word in words]


def _text(value: object) -> object:
    """Convert a value to JSON types for hashing; a function becomes its code."""
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
            cells = [cell.cell_contents for cell in value.__closure__ or ()]
            return [
                value.__qualname__,
                value.__code__,
                value.__defaults__,
                value.__kwdefaults__,
                cells,
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


def _digest(frame: Frame) -> bytes:
    """Return a hash of the rows, ``data2`` and the knots."""
    digest = hashlib.sha256()
    for part in _parts(frame):
        digest.update(part)
    return digest.digest()


def _parts(frame: Frame) -> Iterator[bytes]:
    """Yield the bytes that determine the rows, ``data2`` and knots, for hashing."""
    for name, knots in sorted(frame.knots.items()):
        yield f"knots {name}".encode()
        yield knots.tobytes()
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
