"""Posterior predictive checks: the data beside predicted data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, InvalidData, did_you_mean
from pybrms_mix.base.public_calls import warn
from pybrms_mix.base.takes import Count
from pybrms_mix.design.columns import table
from pybrms_mix.model import values
from pybrms_mix.model.ir import ImputingPiece, ResponsePiece
from pybrms_mix.plots import style
from pybrms_mix.plots.check_data import Check, Kind, column_of, statistics
from pybrms_mix.plots.completed import by_component, drawn_components, of_class, of_components
from pybrms_mix.plots.ppc_censored import CENSORED
from pybrms_mix.plots.ppc_distributions import DISTRIBUTIONS
from pybrms_mix.plots.ppc_rows import ROWS
from pybrms_mix.results.compare.pointwise_criteria import importance
from pybrms_mix.results.estimates import interval
from pybrms_mix.results.fit import Fit, method
from pybrms_mix.results.mixture.membership import pointwise
from pybrms_mix.results.predict.expected import expected
from pybrms_mix.results.predict.new_responses import sampled
from pybrms_mix.results.predict.new_table import Need
from pybrms_mix.results.predict.prediction_rows import Given, Rows, Which, rows
from pybrms_mix.results.predict.re_formula import ReFormula
from pybrms_mix.results.predict.rowwise import whole

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from typing_extensions import Unpack

_GROUPED = "_grouped"
_KINDS: dict[str, Kind] = {**DISTRIBUTIONS, **ROWS}


def _types(kinds: Mapping[str, Kind]) -> list[str]:
    """Return the types of checks, with those that have a panel for each group."""
    return sorted([*kinds, *(n + _GROUPED for n, k in kinds.items() if k.grouped)])


_TYPES = _types(_KINDS)


@method
def pp_check(
    fit: Fit,
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
) -> Figure:
    """Draw the data beside data that the fit predicts.

    Checks of one class (``component = 2``) or of each class (``components = True``) draw the class
    of each row from its membership. They compare the rows of a class with predictions of this
    class. Another ``seed`` draws other classes.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    type : str, default "dens_overlay"
        The kind of picture. Distributions: "dens_overlay", "ecdf_overlay", "hist", "dens",
        "freqpoly", "boxplot", "violin_grouped", "pit_ecdf". Statistics: "stat", "stat_2d",
        "stat_freqpoly". Counts: "bars", "rootogram". Rows: "intervals", "ribbon", "scatter",
        "scatter_avg". Errors: "error_hist", "error_scatter", "error_scatter_avg",
        "error_scatter_avg_vs_x", "error_binned". Rows left out: "loo_pit_overlay", "loo_pit_qq",
        "loo_intervals", "loo_ribbon". Many kinds have a variant "..._grouped" with a panel for each
        group.
    group : str or array-like, optional
        A column of the model's data (or of ``newdata``), or one value for each row.
    x : str or array-like, optional
        The horizontal positions of the rows, given like ``group``.
    stat : str, callable or pair of these, optional
        "mean", "median", "sd", "var", "mad", "min", "max", "sum", or a function of one data set;
        two of them for "stat_2d".
    newdata : DataFrame, optional
        Other rows, with their response.
    re_formula : optional
        The group-level terms to include; by default all.
    prob, prob_outer : float
        The probabilities of the inner and the outer interval.
    ncol : int, optional
        The number of columns of panels.
    ax : Axes, optional
        The axes to draw on, for a picture with one panel.
    component : int or "membership", optional
        The number of a component, from 1, whose rows and predictions are drawn. "membership" draws
        all rows, and predicts each from a component that is drawn by the membership of the row.
    components : bool, default False
        Whether to draw a panel for each component.
    **which
        ``ndraws``, ``draw_ids``, ``seed``, ...; see ``Which``. By default 10 draws are used where
        data sets are drawn one by one, otherwise all draws.

    Returns
    -------
    Figure
        The figure.

    Raises
    ------
    InvalidArgument
        For an unknown type (the message lists the valid types), for a missing ``group`` or ``x``,
        and for a type that cannot be drawn by component.
    InvalidData
        If a column does not exist, or if the picture needs another kind of response.

    References
    ----------
    Gelman, Van Mechelen, Verbeke, Heitjan and Meulders (2005), Multiple imputation for model
    checking: completed-data plots with missing and latent data.

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.pp_check("stat_grouped", stat="sd", group="g", seed=1).savefig("spread.png")
    >>> fit.pp_check("ecdf_overlay", components=True, seed=1).savefig("classes.png")
    """
    if components:
        type, group = by_component(type, _TYPES, group, component)
    kind, grouped = _kind(type)
    _required(type, kind, grouped, group, x)
    if kind.loo and (components or component is not None):
        raise InvalidArgument(f"Type '{type}' checks the mixture as a whole, not its components.")
    if kind.draws is not None and not {"ndraws", "draw_ids", "nsamples"} & which.keys():
        which["ndraws"] = min(kind.draws, fit.posterior.chains * fit.posterior.per_chain)
    gaps = newdata is None and not kind.loo and _has_gaps(fit)
    need: Need = "taken" if gaps else "needed"
    rows_ = rows(fit, newdata, re_formula, response=need, component=component, **which)
    assigned = drawn_components(rows_) if components or isinstance(component, int) else None
    compute = expected if kind.expected else (lambda part: sampled(part)[0])
    predicted = of_components(rows_, compute, assigned) if components else whole(rows_, compute)
    is_observed = rows_.model.response().observed
    if gaps:
        warn("NA responses are not shown in 'pp_check'.")
        is_observed = is_observed & ~np.isnan(rows_.model.response().y)
    check = _check(fit, rows_, type, predicted, newdata, assigned if components else group, x)
    check = check if is_observed.all() else check.where(is_observed)
    if assigned is not None:
        check = _with(check, several=False, group_name="component" if components else "")
    if assigned is not None and isinstance(component, int):
        check = of_class(check, assigned[is_observed], component)
    ends = (interval(prob), interval(prob_outer))
    check = _with(check, stats=statistics(stat, kind), ends=ends)
    if kind.loo:
        smoothed = importance(whole(rows_, pointwise), _chains(fit, rows_))[0]
        check = _with(check, weights=np.exp(values.by_row(rows_.model, smoothed))[:, is_observed])
    if ax is not None and (grouped or kind.each):
        raise InvalidArgument(f"Type '{type}' has several panels, and cannot be drawn on 'ax'.")
    return _drawn(check, kind, grouped, ncol, ax)


def drawn_check(type: str, given: Check, *, stat: Any = None) -> Figure:
    """Draw data beside predicted data that come without a fit; see ``pp_check()``.

    Args:
        type: A kind of picture that needs no fit.
        given: The data and the predictions.
        stat: One or two statistics, as in ``pp_check()``.

    Raises:
        InvalidArgument: for an unknown type, and for a type that needs a fit.
    """
    kind, grouped = _kind(type, {**_KINDS, **CENSORED})
    if kind.loo:
        raise InvalidArgument(f"Type '{type}' needs a fit: pp_check(fit, \"{type}\") draws it.")
    _required(type, kind, grouped, given.group, given.x)
    if type.startswith(("bars", "rootogram")) and not given.discrete:
        raise InvalidData(f"ppc_{type} expects 'y' to be discrete.")
    if type == "rootogram" and given.y.min() < 0:
        raise InvalidData("ppc_rootogram expects counts as inputs to 'y'.")
    return _drawn(_with(given, stats=statistics(stat, kind)), kind, grouped, None, None)


def _drawn(check: Check, kind: Kind, grouped: bool, ncol: int | None, ax: Axes | None) -> Figure:
    if not grouped and not kind.each:
        return _single(check, kind, ax)
    return _by_group(check, kind, ncol) if grouped else _by_draw(check, kind, ncol)


def _kind(type: str, kinds: Mapping[str, Kind] | None = None) -> tuple[Kind, bool]:
    """Return the kind of check, and whether it has a panel for each group."""
    kinds = _KINDS if kinds is None else kinds
    valid = _types(kinds)
    if type not in valid:
        raise InvalidArgument(
            f"Type '{type}' is not a valid ppc type. Valid types are:\n"
            f"{', '.join(map(repr, valid))}",
            hint=did_you_mean(str(type), valid),
        )
    grouped = type not in kinds
    return kinds[type.removesuffix(_GROUPED) if grouped else type], grouped


def _required(type: str, kind: Kind, grouped: bool, group: Any, x: Any) -> None:
    if group is None and (grouped or kind.needs_group):
        raise InvalidArgument(
            f"Argument 'group' is required for ppc type '{type}'.",
            hint="'group' is the name of a column, or one value for each row.",
        )
    if x is None and kind.needs_x:
        raise InvalidArgument(
            f"Argument 'x' is required for ppc type '{type}'.",
            hint="'x' is the name of a column, or one value for each row.",
        )


def _has_gaps(fit: Fit) -> bool:
    """Return whether ``mi()`` estimates missing values of a response that is measured exactly."""
    imputing = fit.model.of(ImputingPiece)
    return any(len(p.labels) for p in imputing) and not any(p.error for p in imputing)


def _check(
    fit: Fit, rows_: Rows, type: str, predicted: np.ndarray, newdata: Any, group: Any, x: Any
) -> Check:
    y = np.asarray(values.response(rows_.model)[0])
    response = fit.model.of(ResponsePiece)[0]
    frame = rows_.model.frame
    data = frame.data if newdata is None else table(newdata, "newdata").iloc[frame.rows]
    discrete = fit.model.mixture.components[0].family.values == "int"
    if type.startswith("rootogram") and (not discrete or y.min() < 0):
        raise InvalidData("ppc_rootogram expects counts as inputs to 'y'.")
    if type.startswith("bars") and not discrete:
        raise InvalidData("ppc_bars expects 'y' to be discrete.")
    return Check(
        y=y,
        predicted=predicted,
        name=response.name,
        discrete=discrete,
        group=None if group is None else column_of(group, data, len(y), newdata).astype(str),
        group_name=group if isinstance(group, str) else "",
        x=None if x is None else _numbers(column_of(x, data, len(y), newdata)),
        x_name=x if isinstance(x, str) else "row" if x is None else "x",
        several=bool(fit.model.mixture.thetas) and not discrete,
        rng=rows_.rng,
    )


def _with(check: Check, **changes: Any) -> Check:
    return Check(**{**vars(check), **changes})


def _numbers(array: np.ndarray) -> np.ndarray:
    if array.dtype.kind not in "biuf":
        raise InvalidData("Argument 'x' must be numeric.")
    return array.astype(float)


def _chains(fit: Fit, rows_: Rows) -> int:
    """Return the number of chains of the draws; one if only some draws were taken."""
    total = fit.posterior.chains * fit.posterior.per_chain
    return fit.posterior.chains if total == rows_.S else 1


def _single(check: Check, kind: Kind, ax: Axes | None) -> Figure:
    axes = style.axes_or(ax)
    kind.draw(axes, check)
    style.legend(axes)
    return axes.get_figure(root=True)  # type: ignore[return-value]


def _by_group(check: Check, kind: Kind, ncol: int | None) -> Figure:
    groups = check.groups()
    figure, axes = style.panels(len(groups), ncol=ncol)
    for (name, check_of_group), ax in zip(groups.items(), axes, strict=True):
        (kind.in_group or kind.draw)(ax, check_of_group)
        ax.set_title(f"{check.group_name} = {name}" if check.group_name else name, fontsize=10)
    style.legend(*axes)
    return figure


def _by_draw(check: Check, kind: Kind, ncol: int | None) -> Figure:
    predictions = check.predicted
    first = [] if kind.first is None or not check.has_data else [kind.first]
    figure, axes = style.panels(
        len(predictions) + len(first), ncol=ncol, size=(2.4, 1.9), sharex=True, sharey=True
    )
    for draw, ax in zip(first, axes, strict=False):
        draw(ax, check)
    for prediction, ax in zip(predictions, axes[len(first) :], strict=True):
        kind.draw(ax, _with(check, predicted=prediction[None, :], beside=predictions))
    style.outer(axes)
    style.legend(*axes)
    return figure
