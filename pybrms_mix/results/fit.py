"""``Fit``: a model with its draws and the settings of the sampler."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import numpy as np

from pybrms_mix.base.dialect import Dialect, current
from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.on_demand import MethodOnDemand
from pybrms_mix.base.public_calls import public, public_methods
from pybrms_mix.base.public_names import METHODS, MODULES
from pybrms_mix.base.shown import preformatted
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import GroupPiece, Model
from pybrms_mix.model.tuning import Tuning
from pybrms_mix.results.chosen_fit import (
    Chooser,
    as_it_is,
    of_all,
    of_class,
    of_one,
    of_outcome,
    of_shared,
    of_whole,
)
from pybrms_mix.results.mixture.found_modes import FoundModes

F = TypeVar("F", bound=Callable[..., Any])


class Table(Protocol):
    """A table of priors, with its rows as brms stores them and as brms prints them."""

    def __getitem__(self, at: slice) -> Table: ...

    def __add__(self, other: Any) -> Table: ...

    def __len__(self) -> int: ...

    def to_frame(self) -> pd.DataFrame:
        """Return brms's columns."""


@public_methods
@dataclass(frozen=True)
class Run:
    """The settings of a run of the sampler, and the facts that the run recorded.

    Attributes
    ----------
    engine : str
        The engine with its version, such as "stanli 0.24.0".
    chains : int
        The number of chains.
    iter : int
        The number of iterations of each chain, warm-up included.
    warmup : int
        The number of iterations of the warm-up of each chain.
    thin : int
        The interval between the draws that are kept.
    seed : int or None
        The seed.
    adapt_delta : float
        The target of the acceptance rate.
    max_treedepth : int
        The largest depth of a trajectory's tree.
    gradients : int or None
        The number of gradients of the log density in all chains, with warm-up and preparation; None
        if it is unknown.
    auto : bool
        Whether the length of the warm-up was chosen by the adaptation (``warmup = "auto"``).
    modes : FoundModes or None
        The modes that were found before sampling; None without a search.
    tuning : Tuning or None
        The metric and the step size of the first chain, if they were known before it started.
    algorithm : str
        "sampling", or the approximation that the draws come from: "meanfield" or "fullrank".
    """

    engine: str
    chains: int
    iter: int
    warmup: int
    thin: int
    seed: int | None
    adapt_delta: float
    max_treedepth: int
    gradients: int | None = None
    auto: bool = False
    modes: FoundModes | None = None
    tuning: Tuning | None = field(default=None, compare=False, repr=False)
    algorithm: str = "sampling"


@public_methods
@dataclass(frozen=True, eq=False)
class Fit:
    """The result of ``brm()``: a model with its draws.

    Each function of a fit is also a method: ``fixef(fit)`` is ``fit.fixef()``.

    Attributes
    ----------
    model : Model
        The model, with its rows and priors.
    draws : Draws or None
        The draws under brms's names in brms's order; None for ``empty = True``.
    stats : mapping of str to ndarray
        The statistics of the sampler by Stan's names, each (chains, draws).
    run : Run or None
        The settings of the sampler; None without sampling.
    program : str
        The Stan program.
    formula : tuple of str
        The formulas as brms prints them, one line for each parameter.
    data_name : str
        The name of the data.
    prior : Table
        The complete prior table.
    sample_prior : str
        "no", "yes" or "only".
    source : mapping of str to Any
        The R text of the model: ``formula``, ``family``, and the rows of ``prior``.
    criteria : mapping of str to Any
        The criteria that ``add_criterion()`` stored: "loo", "waic", ....
    file : Path or None
        The file of the fit; None if the fit is not stored.
    dialect : Dialect
        The version of brms whose messages, tables and defaults the fit follows.
    whole : Fit or None
        The fit of all responses, if this is the fit of one response that shares its class with
        others.
    """

    model: Model
    draws: Draws | None
    stats: Mapping[str, np.ndarray]
    run: Run | None
    program: str
    formula: tuple[str, ...]
    data_name: str
    prior: Table
    sample_prior: str = "no"
    source: Mapping[str, Any] = field(default_factory=dict)
    criteria: Mapping[str, Any] = field(default_factory=dict)
    file: Path | None = None
    dialect: Dialect = field(default_factory=current)
    whole: Fit | None = None

    @property
    def family(self) -> str:
        """Return brms's name of the family.

        Returns
        -------
        str
            The name of a family, or ``mixture()`` with the names of its families.

        Examples
        --------
        >>> fit.family
        'mixture(gaussian, gaussian)'
        """
        return self.model.mixture.name

    @property
    def data(self) -> pd.DataFrame:
        """Return the rows of the fit, with the columns that the model uses; group columns are last.

        Returns
        -------
        DataFrame
            Shape (N, columns). The index holds the labels of the rows in the user's table.

        Examples
        --------
        >>> fit.data.columns.tolist()
        ['y', 'x', 'g']
        """
        rows = self.model.frame.labelled
        groups = {name for piece in self.model.of(GroupPiece) for name in piece.factors}
        return rows[sorted(rows.columns, key=lambda name: str(name) in groups)]

    @property
    def nobs(self) -> int:
        """Return the number of rows.

        Returns
        -------
        int
            The number of rows of the fit, without rows that were left out for missing values.

        Examples
        --------
        >>> fit.nobs == len(fit.data)
        True
        """
        return self.model.frame.N

    @property
    def posterior(self) -> Draws:
        """Return the draws of the variables that brms has.

        Returns
        -------
        Draws
            The draws, whose ``values`` have the axes (chains, draws, variables).

        Raises
        ------
        InvalidArgument
            If the fit has no draws.

        Examples
        --------
        >>> fit.posterior.values.ndim
        3
        """
        if self.draws is None or not self.draws.values.size:
            raise InvalidArgument(
                "The model does not contain posterior draws.",
                hint="The fit was made with empty=True or chains=0.",
            )
        return self._reported

    @functools.cached_property
    def _reported(self) -> Draws:
        """Return the draws without parameters that the fit has under brms's names as well.

        ``save_pars(all = TRUE)`` keeps ``b_mu1[1]``, which ``bridge_sampler()`` reads; brms has it
        under the name ``b_mu1_x`` alone.
        """
        assert self.draws is not None
        renamed = self.model.renamed
        facts = self.model.facts(self.draws.names)
        names = [
            name for name, variable in facts.items()
            if variable.kind != "stan" or (variable.array or name) not in renamed
        ]  # fmt: skip
        return self.draws if len(names) == len(facts) else self.draws.select(names)

    def __str__(self) -> str:
        """Return brms's summary."""
        return str(self.summary())

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return preformatted(str(self))

    def of_response(self, resp: object) -> Fit:
        """Return the fit of one response of several, as if the model had no other.

        Parameters
        ----------
        resp : str
            The name of the response.

        Returns
        -------
        Fit
            A fit with the draws of the variables of this response. A class that responses share is
            part of the fit: its proportions, and the components of this response. Predictions with
            ``component="membership"`` take the membership in this class, given all responses.

        Raises
        ------
        InvalidArgument
            If the model has no such response, or only one response.

        Examples
        --------
        >>> fit = brm("mvbind(y, z) ~ x", data)  # doctest: +SKIP
        >>> fit.of_response("y").conditional_effects()  # doctest: +SKIP
        """
        views = self.model.views
        if not isinstance(resp, str) or resp not in views:
            words = f"'resp' should be one of {', '.join(map(repr, views))}."
            raise InvalidArgument(
                words if views else "The model has one response: leave 'resp' out.",
                hint=did_you_mean(str(resp), views) if views else "",
            )
        view = views[resp]
        draws = self.draws
        if draws is not None:
            names_of_view = {v.name for v in view.variables} | {"lprior", "lp__"}
            names_of_view = names_of_view.union(*(piece.borrows() for piece in view.pieces))
            draws = draws.select([n for n in draws.names if n in names_of_view])
        full_fit = self if view.mixture.class_ else None
        return replace(self, model=view, draws=draws, criteria={}, file=None, whole=full_fit)

    if TYPE_CHECKING:
        # The functions that ``method`` adds at run time, which a type checker cannot see.
        def __getattr__(self, name: str) -> Callable[..., Any]: ...


def method(function: F) -> F:
    """Make ``function(fit, ...)`` also ``fit.function(...)``, and return it as ``public``.

    The function takes a fit of one response. If the fit has several responses, the argument
    ``resp`` chooses the response, and a call without ``resp`` is refused.
    """
    return _as_method(function, of_one)


def joint_method(function: F) -> F:
    """Return a method that also takes fits of several responses as a whole; see ``method``."""
    return _as_method(function, of_all)


def mixture_method(function: F) -> F:
    """Return a method about the components of one response, or the classes that responses share."""
    return _as_method(function, of_class)


def whole_method(function: F) -> F:
    """Return a method about the whole model, never about one of several responses."""
    return _as_method(function, of_whole)


def outcome_method(function: F) -> F:
    """Return a method that predicts one response of a class from all of them; see ``method``.

    The argument ``resp`` names this response. If the responses share no class, the method uses the
    fit of this response alone.
    """
    return _as_method(function, of_outcome)


def class_method(function: F) -> F:
    """Return a method about the class of a whole model, never about one of several responses."""
    return _as_method(function, of_shared)


def averaging_method(function: F) -> F:
    """Return a method about several fits, whose argument ``resp`` names a response of each."""
    return _as_method(function, as_it_is)


def _as_method(function: F, choose: Chooser) -> F:
    name = function.__name__
    is_expected = MODULES.get(name) == function.__module__ and name in METHODS
    assert is_expected or not (name in Fit.__annotations__ or hasattr(Fit, name)), (
        f"Fit already has a method '{name}'"
    )

    parameters = inspect.signature(function).parameters
    first, keeps_resp = next(iter(parameters)), "resp" in parameters

    @functools.wraps(function)
    def on_response(*args: Any, **named: Any) -> Any:
        resp = named.get("resp") if keeps_resp else named.pop("resp", None)

        def chosen_value(value: Any) -> Any:
            """Replace fits by the fits of the chosen response, also within a list or a mapping."""
            if isinstance(value, Fit):
                return choose(name, value, resp)
            if isinstance(value, (list, tuple)) and any(isinstance(v, Fit) for v in value):
                return [chosen_value(v) for v in value]
            if isinstance(value, dict) and any(isinstance(v, Fit) for v in value.values()):
                return {key: chosen_value(v) for key, v in value.items()}
            return value

        if first in named:
            named[first] = chosen_value(named[first])
        return function(*map(chosen_value, args), **named)

    method = public(on_response, "resp")
    member = vars(Fit).get(name)
    origin = getattr(member, "module" if isinstance(member, MethodOnDemand) else "__module__", "")
    # A user may have replaced the method before its module is imported.
    if member is None or origin == function.__module__:
        setattr(Fit, name, method)
    return method  # type: ignore[return-value]


for _name in METHODS:
    setattr(Fit, _name, MethodOnDemand(MODULES[_name], _name))
