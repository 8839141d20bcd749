"""Types of ``Fit`` and of its methods. Written by ``tests/stubs.py``: do not edit."""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Protocol, TypeVar, overload

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from typing_extensions import Unpack

from pybrms_mix.base.dialect import Dialect
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.lazy import xarray as xr
from pybrms_mix.base.public_calls import public_methods
from pybrms_mix.base.takes import Count, Digits, Names, Seed
from pybrms_mix.base.value_kinds import Between
from pybrms_mix.base.workers import Where
from pybrms_mix.formula.formula import Source
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Model
from pybrms_mix.model.tuning import Tuning
from pybrms_mix.plots.effects import ConditionalEffects
from pybrms_mix.plots.grid import Chosen
from pybrms_mix.plots.smooth_effects import ConditionalSmooths
from pybrms_mix.prior.table import Priors
from pybrms_mix.refits.distal import Distal
from pybrms_mix.refits.stability import Stability
from pybrms_mix.report.report import Report
from pybrms_mix.results.compare.criterion import Comparison, Criteria, Criterion
from pybrms_mix.results.compare.evidence import BayesFactor, Bridge
from pybrms_mix.results.covariances import Covariances
from pybrms_mix.results.describe import RopeRange
from pybrms_mix.results.hypotheses import Hypotheses
from pybrms_mix.results.mixture.by_mode import ByMode
from pybrms_mix.results.mixture.class_report import ClassReport
from pybrms_mix.results.mixture.dynamic import DynamicPredictions, Visits
from pybrms_mix.results.mixture.found_modes import FoundModes
from pybrms_mix.results.mixture.modes import ModeCheck
from pybrms_mix.results.mixture.relabel import Relabelled
from pybrms_mix.results.predict.averages import By, Wts
from pybrms_mix.results.predict.marginal import Scale
from pybrms_mix.results.predict.marginal_draws import Marginal
from pybrms_mix.results.predict.prediction_rows import Given, Which
from pybrms_mix.results.predict.re_formula import ReFormula
from pybrms_mix.results.predict.variable_contrasts import Variables
from pybrms_mix.results.summary import Summary

F = TypeVar("F", bound=Callable[..., Any])

class Table(Protocol):
    def __getitem__(self, at: slice) -> Table: ...
    def __add__(self, other: Any) -> Table: ...
    def __len__(self) -> int: ...
    def to_frame(self) -> pd.DataFrame: ...

@public_methods
@dataclass(frozen=True)
class Run:
    engine: str
    chains: int
    iter: int
    warmup: int
    thin: int
    seed: int | None
    adapt_delta: float
    max_treedepth: int
    gradients: int | None = ...
    auto: bool = ...
    modes: FoundModes | None = ...
    tuning: Tuning | None = ...
    algorithm: str = ...

@public_methods
@dataclass(frozen=True, eq=False)
class Fit:
    model: Model
    draws: Draws | None
    stats: Mapping[str, np.ndarray]
    run: Run | None
    program: str
    formula: tuple[str, ...]
    data_name: str
    prior: Table
    sample_prior: str = ...
    source: Mapping[str, Any] = ...
    criteria: Mapping[str, Any] = ...
    file: Path | None = ...
    dialect: Dialect = ...
    whole: Fit | None = ...

    @property
    def family(self) -> str: ...
    @property
    def data(self) -> pd.DataFrame: ...
    @property
    def nobs(self) -> int: ...
    @property
    def posterior(self) -> Draws: ...
    @functools.cached_property
    def _reported(self) -> Draws: ...
    def __str__(self) -> str: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str: ...
    def of_response(self, resp: object) -> Fit: ...
    def mode_masses(
        self, modes: FoundModes | None = None, *, seed: int | None = 1
    ) -> FoundModes: ...
    def find_modes(self, *, gradients: int = ...) -> FoundModes: ...
    def plot(
        self,
        variable: Names | None = None,
        *,
        combo: Sequence[str] | None = None,
        N: int = 5,
        regex: bool = False,
        resp: str | None = None,
    ) -> list[Figure]: ...
    def plot_dynamic_predictions(
        self,
        newdata: Any,
        x: str,
        *,
        visits: Visits | Iterable[Visits] = ...,
        group: str | None = None,
        component: Annotated[int, Between(1, 2**31 - 1)] | None = None,
        prob: float = 0.95,
        ndraws: Count | None = None,
        seed: Seed | None = 1,
        resp: str | None = None,
    ) -> Figure: ...
    def conditional_effects(
        self,
        effects: Names | None = None,
        conditions: Any = None,
        int_conditions: Chosen | None = None,
        re_formula: ReFormula = False,
        *,
        prob: float = 0.95,
        robust: bool = True,
        method: Literal[
            "posterior_epred", "posterior_predict", "posterior_linpred"
        ] = "posterior_epred",
        dpar: str | None = None,
        component: Annotated[int, Between(1, 2**31 - 1)] | None = None,
        components: bool = False,
        categorical: bool = False,
        spaghetti: bool = False,
        surface: bool = False,
        resolution: int = 100,
        **which: Unpack[Which],
    ) -> ConditionalEffects: ...
    def mcmc_plot(
        self,
        type: str = "intervals",
        variable: Names | None = None,
        *,
        regex: bool = False,
        prob: float | None = None,
        prob_outer: float | None = None,
        resp: str | None = None,
    ) -> Figure: ...
    def plot_membership(
        self,
        x: str | Iterable[Any],
        newdata: Any = None,
        re_formula: ReFormula = None,
        *,
        prob: float = 0.9,
        **which: Unpack[Which],
    ) -> Figure: ...
    def plot_classification(
        self,
        newdata: Any = None,
        re_formula: ReFormula = None,
        *,
        ax: Axes | None = None,
        **which: Unpack[Which],
    ) -> Figure: ...
    def plot_mixture(
        self,
        *,
        ndraws: Count | None = None,
        prob: float = 0.95,
        rug: bool | None = None,
        ax: Axes | None = None,
        resp: str | None = None,
    ) -> Figure: ...
    def pairs(
        self, variable: Names | None = None, *, regex: bool = False, resp: str | None = None
    ) -> Figure: ...
    def pp_check(
        self,
        type: str = "dens_overlay",
        *,
        group: Any = None,
        x: Any = None,
        stat: str | Callable[[np.ndarray], float] | Iterable[Any] | None = None,
        newdata: Any = None,
        re_formula: ReFormula = None,
        prob: float = 0.5,
        prob_outer: float = 0.9,
        ncol: Count | None = None,
        ax: Axes | None = None,
        component: Given = None,
        components: bool = False,
        **which: Unpack[Which],
    ) -> Figure: ...
    def conditional_smooths(
        self,
        smooths: Names | None = None,
        int_conditions: Chosen | None = None,
        *,
        prob: float = 0.95,
        spaghetti: bool = False,
        resolution: Annotated[int, Between(2, 2**31 - 1)] = 100,
        too_far: Annotated[float, Between(0, np.inf)] = 0.0,
        ndraws: Count | None = None,
        draw_ids: Sequence[int] | np.ndarray | None = None,
        seed: Seed | np.random.Generator | None = None,
        resp: str | None = None,
    ) -> ConditionalSmooths: ...
    def plot_trajectories(
        self,
        x: str,
        *,
        group: str | None = None,
        conditions: Any = None,
        prob: float = 0.95,
        ndraws: Count | None = None,
        seed: Seed | None = 1,
        ax: Axes | None = None,
        resp: str | None = None,
    ) -> Figure: ...
    def add_criterion(
        self,
        criterion: Names,
        *,
        model_name: str | None = None,
        overwrite: bool = False,
        file: str | Path | None = None,
        force_save: bool = False,
        **options: Any,
    ) -> Fit: ...
    def distal(
        self,
        formula: Source,
        data: Any,
        family: object = ...,
        prior: Priors = None,
        *,
        imputations: Count = 20,
        column: str = "class",
        names: Sequence[str] | None = None,
        seed: Seed | None = 1,
        executor: Where = None,
        file: str | Path | None = None,
        **options: Any,
    ) -> Distal: ...
    def kfold(
        self,
        *more: Fit,
        K: int = 10,
        Ksub: int | Sequence[int] | None = None,
        folds: str | Sequence[int] | np.ndarray | None = None,
        group: str | None = None,
        compare: bool = True,
        model_names: Sequence[str] | None = None,
        save_fits: bool = False,
        seed: Seed | None = None,
        executor: Where = None,
        file: str | Path | None = None,
        errors: Literal["raise", "keep"] = "raise",
        **options: Any,
    ) -> Criterion | Criteria: ...
    def reloo(
        self,
        loo: Criterion | Fit | None = None,
        *,
        k_threshold: float = 0.7,
        seed: Seed | None = None,
        executor: Where = None,
        file: str | Path | None = None,
        **options: Any,
    ) -> Criterion: ...
    def stability(
        self,
        n: Count = 50,
        *,
        method: Literal["bootstrap", "leave-out"] = "bootstrap",
        group: str | None = None,
        seed: Seed | None = None,
        executor: Where = None,
        file: str | Path | None = None,
        errors: Literal["raise", "keep"] = "raise",
        **options: Any,
    ) -> Stability: ...
    def update(
        self,
        formula: Source | None = None,
        newdata: Any = None,
        *,
        family: object = None,
        prior: Priors = None,
        sample_prior: str | bool | None = None,
        **options: Any,
    ) -> Fit: ...
    def report(
        self, file: str | Path | None = None, *, seed: Seed | None = 1, resp: str | None = None
    ) -> Report: ...
    def to_arviz(
        self,
        log_likelihood: bool = True,
        posterior_predictive: bool = False,
        *,
        resp: str | None = None,
    ) -> Any: ...
    def as_draws_rvars(
        self, variable: Names | None = None, regex: bool = False, *, resp: str | None = None
    ) -> xr.Dataset: ...
    def variables(self, *, resp: str | None = None) -> list[str]: ...
    def nvariables(self, *, resp: str | None = None) -> int: ...
    def ndraws(self, *, resp: str | None = None) -> int: ...
    def nchains(self, *, resp: str | None = None) -> int: ...
    def niterations(self, *, resp: str | None = None) -> int: ...
    def as_draws_df(
        self, variable: Names | None = None, regex: bool = False, *, resp: str | None = None
    ) -> pd.DataFrame: ...
    def as_draws_matrix(
        self, variable: Names | None = None, regex: bool = False, *, resp: str | None = None
    ) -> pd.DataFrame: ...
    def as_draws_array(
        self, variable: Names | None = None, regex: bool = False, *, resp: str | None = None
    ) -> xr.DataArray: ...
    def prior_draws(
        self, variable: Names | None = None, seed: Seed | None = None, *, resp: str | None = None
    ) -> pd.DataFrame: ...
    def model_weights(
        self,
        *more: Fit,
        weights: str = "stacking",
        model_names: Sequence[str] | None = None,
        seed: Seed | None = None,
        resp: str | None = None,
    ) -> pd.Series[float]: ...
    def loo_model_weights(
        self,
        *more: Fit,
        method: str = "stacking",
        model_names: Sequence[str] | None = None,
        seed: Seed | None = None,
        resp: str | None = None,
    ) -> pd.Series[float]: ...
    def pp_average(
        self,
        *more: Fit,
        weights: str | Sequence[float] = "stacking",
        method: str = "posterior_predict",
        ndraws: Count | None = None,
        summary: bool = True,
        robust: bool = False,
        probs: Sequence[float] = ...,
        model_names: Sequence[str] | None = None,
        seed: Seed | None = None,
        resp: str | None = None,
        **which: Any,
    ) -> pd.DataFrame | np.ndarray: ...
    def posterior_average(
        self,
        *more: Fit,
        variable: Names | None = None,
        weights: str | Sequence[float] = "stacking",
        ndraws: Count | None = None,
        missing: float | Mapping[str, float] | None = None,
        model_names: Sequence[str] | None = None,
        seed: Seed | None = None,
    ) -> pd.DataFrame: ...
    def bayes_factor(
        self, other: Fit | Bridge, log: bool = False, *, model_names: Sequence[str] | None = None
    ) -> BayesFactor: ...
    def post_prob(
        self,
        *more: Fit | Bridge,
        prior_prob: Sequence[float] | None = None,
        model_names: Sequence[str] | None = None,
    ) -> pd.Series[float]: ...
    @overload
    def loo(
        self,
        second: Fit,
        /,
        *more: Fit,
        compare: bool = True,
        reloo: bool = False,
        k_threshold: float = 0.7,
        reloo_args: Mapping[str, Any] | None = None,
        save_psis: bool = False,
        seed: Seed | None = None,
        executor: Where = None,
        file: str | Path | None = None,
        model_names: Sequence[str] | None = None,
        newdata: Any = None,
        resp: str | None = None,
    ) -> Criteria: ...
    @overload
    def loo(
        self,
        *,
        compare: bool = True,
        reloo: bool = False,
        k_threshold: float = 0.7,
        reloo_args: Mapping[str, Any] | None = None,
        save_psis: bool = False,
        seed: Seed | None = None,
        executor: Where = None,
        file: str | Path | None = None,
        model_names: Sequence[str] | None = None,
        newdata: Any = None,
        resp: str | None = None,
    ) -> Criterion: ...
    @overload
    def waic(
        self,
        second: Fit,
        /,
        *more: Fit,
        compare: bool = True,
        model_names: Sequence[str] | None = None,
        newdata: Any = None,
        resp: str | None = None,
    ) -> Criteria: ...
    @overload
    def waic(
        self,
        *,
        compare: bool = True,
        model_names: Sequence[str] | None = None,
        newdata: Any = None,
        resp: str | None = None,
    ) -> Criterion: ...
    def loo_compare(
        self,
        *more: Fit | Criterion,
        criterion: str = "loo",
        model_names: Sequence[str] | None = None,
        resp: str | None = None,
    ) -> Comparison: ...
    def p_direction(
        self, variable: Names | None = None, null: float = 0.0, *, resp: str | None = None
    ) -> pd.Series: ...
    def rope(
        self,
        range: RopeRange = "default",
        variable: Names | None = None,
        ci: float = 0.95,
        *,
        resp: str | None = None,
    ) -> pd.DataFrame: ...
    def describe_posterior(
        self,
        variable: Names | None = None,
        ci: float = 0.95,
        *,
        centrality: Literal["median", "mean"] = "median",
        null: float = 0.0,
        rope_range: RopeRange = "default",
        rope_ci: float = 0.95,
        resp: str | None = None,
    ) -> pd.DataFrame: ...
    def rhat(self, variable: Names | None = None, *, resp: str | None = None) -> pd.Series: ...
    def ess(self, variable: Names | None = None, *, resp: str | None = None) -> pd.DataFrame: ...
    def neff_ratio(
        self, variable: Names | None = None, *, resp: str | None = None
    ) -> pd.Series: ...
    def VarCorr(
        self,
        *,
        summary: bool = True,
        robust: bool = False,
        probs: Sequence[float] = ...,
        resp: str | None = None,
    ) -> Covariances: ...
    def ngrps(self, *, resp: str | None = None) -> dict[str, int]: ...
    def ranef(
        self,
        *,
        summary: bool = True,
        robust: bool = False,
        probs: Sequence[float] = ...,
        pars: Names | None = None,
        groups: str | Iterable[str] | None = None,
        resp: str | None = None,
    ) -> dict[str, xr.DataArray]: ...
    def coef(
        self,
        *,
        summary: bool = True,
        robust: bool = False,
        probs: Sequence[float] = ...,
        resp: str | None = None,
    ) -> dict[str, xr.DataArray]: ...
    def hypothesis(
        self,
        hypothesis: Mapping[str, str] | Names,
        class_: str | None = "b",
        group: str = "",
        scope: str = "standard",
        *,
        alpha: float = 0.05,
        robust: bool = False,
        seed: Seed | None = None,
        resp: str | None = None,
    ) -> Hypotheses: ...
    def by_mode(
        self,
        modes: FoundModes | None = None,
        *,
        probs: Sequence[float] = ...,
        combine: str | None = None,
        resp: str | None = None,
    ) -> ByMode: ...
    def class_report(
        self,
        newdata: Any = None,
        re_formula: ReFormula = None,
        *,
        names: Sequence[str] | None = None,
        robust: bool = False,
        probs: Sequence[float] = ...,
        **which: Unpack[Which],
    ) -> ClassReport: ...
    def co_membership(
        self, newdata: Any = None, re_formula: ReFormula = None, **which: Unpack[Which]
    ) -> pd.DataFrame: ...
    def dynamic_predictions(
        self,
        newdata: Any,
        x: str,
        *,
        visits: Visits | Iterable[Visits] = ...,
        group: str | None = None,
        component: Annotated[int, Between(1, 2**31 - 1)] | None = None,
        prob: float = 0.95,
        ndraws: Count | None = None,
        seed: Seed | None = None,
        resp: str | None = None,
    ) -> DynamicPredictions: ...
    def label_free(self, *, resp: str | None = None) -> pd.DataFrame: ...
    def marginal_log_lik(
        self, newdata: Any = None, *, group: str | None = None, resp: str | None = None
    ) -> pd.DataFrame: ...
    def log_lik(
        self, newdata: Any = None, re_formula: ReFormula = None, **which: Unpack[Which]
    ) -> np.ndarray: ...
    def pp_mixture(
        self,
        newdata: Any = None,
        re_formula: ReFormula = None,
        *,
        log: bool = False,
        summary: bool = True,
        robust: bool = False,
        probs: Sequence[float] = ...,
        **which: Unpack[Which],
    ) -> xr.DataArray | np.ndarray: ...
    def classify(
        self, newdata: Any = None, re_formula: ReFormula = None, **which: Unpack[Which]
    ) -> pd.DataFrame: ...
    def classification_entropy(
        self,
        newdata: Any = None,
        re_formula: ReFormula = None,
        *,
        summary: bool = True,
        robust: bool = False,
        probs: Sequence[float] = ...,
        **which: Unpack[Which],
    ) -> pd.DataFrame | np.ndarray: ...
    def mode_check(self, *, resp: str | None = None) -> ModeCheck: ...
    def occupied_components(
        self, *, seed: Seed | None = 1, resp: str | None = None
    ) -> pd.Series: ...
    def relabel(self, method: str = "stephens", *, resp: str | None = None) -> Relabelled: ...
    def nuts_params(
        self, pars: Names | None = None, *, resp: str | None = None
    ) -> pd.DataFrame: ...
    def log_posterior(self, *, resp: str | None = None) -> pd.DataFrame: ...
    def control_params(self, *, resp: str | None = None) -> dict[str, float]: ...
    def posterior_summary(
        self,
        variable: Names | None = None,
        probs: Sequence[float] = ...,
        robust: bool = False,
        regex: bool = False,
        *,
        resp: str | None = None,
    ) -> pd.DataFrame: ...
    def posterior_interval(
        self,
        variable: Names | None = None,
        prob: float = 0.95,
        regex: bool = False,
        *,
        resp: str | None = None,
    ) -> pd.DataFrame: ...
    def fixef(
        self,
        *,
        summary: bool = True,
        robust: bool = False,
        probs: Sequence[float] = ...,
        pars: Names | None = None,
        resp: str | None = None,
    ) -> pd.DataFrame: ...
    def vcov(
        self, correlation: bool = False, pars: Names | None = None, *, resp: str | None = None
    ) -> pd.DataFrame: ...
    def posterior_epred(
        self,
        newdata: Any = None,
        re_formula: ReFormula = None,
        *,
        dpar: str | None = None,
        nlpar: str | None = None,
        component: Given = None,
        **which: Unpack[Which],
    ) -> np.ndarray: ...
    def posterior_linpred(
        self,
        newdata: Any = None,
        re_formula: ReFormula = None,
        *,
        transform: bool = False,
        dpar: str | None = None,
        nlpar: str | None = None,
        **which: Unpack[Which],
    ) -> np.ndarray: ...
    def fitted(
        self,
        newdata: Any = None,
        re_formula: ReFormula = None,
        *,
        scale: Literal["response", "linear"] = "response",
        dpar: str | None = None,
        nlpar: str | None = None,
        component: Given = None,
        summary: bool = True,
        robust: bool = False,
        probs: Sequence[float] = ...,
        **which: Unpack[Which],
    ) -> pd.DataFrame | xr.DataArray | np.ndarray: ...
    def predictions(
        self,
        newdata: Any = None,
        re_formula: ReFormula = None,
        *,
        by: By = False,
        type: Scale = "response",
        dpar: str | None = None,
        component: Given = None,
        wts: Wts = None,
        prob: float = 0.95,
        **which: Unpack[Which],
    ) -> Marginal: ...
    def comparisons(
        self,
        variables: Variables = None,
        newdata: Any = None,
        re_formula: ReFormula = None,
        *,
        comparison: str = "difference",
        by: By = False,
        type: Scale = "response",
        dpar: str | None = None,
        component: Given = None,
        wts: Wts = None,
        prob: float = 0.95,
        **which: Unpack[Which],
    ) -> Marginal: ...
    def slopes(
        self,
        variables: Variables = None,
        newdata: Any = None,
        re_formula: ReFormula = None,
        *,
        by: By = False,
        type: Scale = "response",
        dpar: str | None = None,
        component: Given = None,
        wts: Wts = None,
        prob: float = 0.95,
        **which: Unpack[Which],
    ) -> Marginal: ...
    def posterior_predict(
        self,
        newdata: Any = None,
        re_formula: ReFormula = None,
        *,
        transform: Callable[[np.ndarray], np.ndarray] | None = None,
        component: Given = None,
        components: bool = False,
        **which: Unpack[Which],
    ) -> np.ndarray | tuple[np.ndarray, np.ndarray]: ...
    def predict(
        self,
        newdata: Any = None,
        re_formula: ReFormula = None,
        *,
        transform: Callable[[np.ndarray], np.ndarray] | None = None,
        component: Given = None,
        summary: bool = True,
        robust: bool = False,
        probs: Sequence[float] = ...,
        **which: Unpack[Which],
    ) -> pd.DataFrame | xr.DataArray | np.ndarray: ...
    def predictive_interval(
        self,
        newdata: Any = None,
        re_formula: ReFormula = None,
        *,
        prob: float = 0.9,
        component: Given = None,
        **which: Unpack[Which],
    ) -> pd.DataFrame: ...
    def predictive_error(
        self,
        newdata: Any = None,
        re_formula: ReFormula = None,
        *,
        method: Literal["posterior_predict", "posterior_epred"] = "posterior_predict",
        component: Given = None,
        **which: Unpack[Which],
    ) -> np.ndarray: ...
    def residuals(
        self,
        newdata: Any = None,
        re_formula: ReFormula = None,
        *,
        method: Literal["posterior_predict", "posterior_epred"] | None = None,
        type: Literal["ordinary", "pearson"] = "ordinary",
        component: Given = None,
        summary: bool = True,
        robust: bool = False,
        probs: Sequence[float] = ...,
        **which: Unpack[Which],
    ) -> pd.DataFrame | xr.DataArray | np.ndarray: ...
    def bayes_R2(
        self,
        *,
        newdata: Any = None,
        re_formula: ReFormula = None,
        summary: bool = True,
        robust: bool = False,
        probs: Sequence[float] = ...,
        **which: Unpack[Which],
    ) -> pd.DataFrame | np.ndarray: ...
    def loo_R2(
        self,
        *,
        newdata: Any = None,
        re_formula: ReFormula = None,
        summary: bool = True,
        robust: bool = False,
        probs: Sequence[float] = ...,
        **which: Unpack[Which],
    ) -> pd.DataFrame | np.ndarray: ...
    def posterior_smooths(
        self,
        smooth: str,
        newdata: Any = None,
        *,
        dpar: str | None = None,
        nlpar: str | None = None,
        ndraws: Count | None = None,
        draw_ids: Sequence[int] | np.ndarray | None = None,
        seed: Seed | np.random.Generator | None = None,
        resp: str | None = None,
    ) -> np.ndarray: ...
    def prior_sensitivity(
        self, variable: Names | None = None, *, threshold: float = ...
    ) -> pd.DataFrame: ...
    def prior_summary(self, all: bool = True, *, resp: str | None = None) -> Table: ...
    def summary(
        self,
        *,
        priors: bool = False,
        prob: float = 0.95,
        robust: bool = False,
        mc_se: bool = False,
        digits: Digits = 2,
        resp: str | None = None,
    ) -> Summary: ...
    def bridge_sampler(
        self,
        *,
        repetitions: int = 1,
        maxiter: int = 1000,
        seed: Seed | None = None,
        backend: str = "auto",
    ) -> Bridge: ...
    def save(self, file: str | Path, *, resp: str | None = None) -> Path: ...

def method(function: F) -> F: ...
def joint_method(function: F) -> F: ...
def mixture_method(function: F) -> F: ...
def whole_method(function: F) -> F: ...
def outcome_method(function: F) -> F: ...
def class_method(function: F) -> F: ...
def averaging_method(function: F) -> F: ...
