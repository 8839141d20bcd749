"""Compare fits of one model with different numbers of components."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from pybrms_mix.api.brm import brm, name_of
from pybrms_mix.api.programs import GAUSSIAN
from pybrms_mix.base.errors import InvalidArgument, PybrmsError
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.psis import HIGH_K
from pybrms_mix.base.public_calls import beginning, public, user_frame
from pybrms_mix.base.takes import Seed
from pybrms_mix.base.workers import Where
from pybrms_mix.formula.formula import Source
from pybrms_mix.prior.table import Priors
from pybrms_mix.refits.any_number import AnyNumber
from pybrms_mix.refits.component_comparison import ComponentComparison
from pybrms_mix.refits.criteria_at_mode import AtMode, at_mode
from pybrms_mix.refits.jobs import Job
from pybrms_mix.refits.many import answered, seed_of, warn_of_failed
from pybrms_mix.refits.work import separate
from pybrms_mix.results.checks import check
from pybrms_mix.results.compare.loo import compared, criterion_of
from pybrms_mix.results.diagnostics import rhats
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.mixture.class_report import class_report
from pybrms_mix.results.mixture.membership import classification_entropy
from pybrms_mix.results.mixture.modes import mode_check, warn_of_groups
from pybrms_mix.results.mixture.occupied import occupied

if TYPE_CHECKING:
    pass


@public
def compare_components(
    formula: Source,
    data: Any,
    family: object = GAUSSIAN,
    prior: Priors | Callable[[int], Priors] = None,
    *,
    K: Iterable[int] = range(1, 6),  # noqa: N803
    gr: str | None = None,
    order: str | None = None,
    seed: Seed | None = None,
    executor: Where = None,
    file: str | Path | None = None,
    errors: Literal["raise", "keep"] = "raise",
    **arguments: Any,
) -> ComponentComparison:
    """Fit a model with different numbers of components, and compare the fits.

    Parameters
    ----------
    formula : str or Formula
        A ``bf()`` or R text, the same for all fits. Several responses, such as ``mvbind(u1, u2) ~
        1``, have one class in common: the table compares numbers of classes.
    data : DataFrame
        A table.
    family : optional
        One family; its mixtures have 1, 2, ... components of this family. For several responses one
        family for all or a list; families in the formulas take precedence.
    prior : optional
        Priors for all fits, or a function that takes the number of components and returns priors. A
        prior of one component (``dpar = mu2``) does not suit every number.
    K : iterable of int, default range(1, 6)
        The numbers of components.
    gr : str, optional
        The column whose levels belong to one component as a whole, as in ``mixture()``. Groups are
        then left out in place of rows.
    order : str, optional
        The order of the components, as in ``mixture()``: for several responses "theta" or "none".
    seed : int, optional
        The seed of each fit.
    executor : optional
        Where the fits run: an executor of ``concurrent.futures``, a Dask ``Client``, or a number of
        processes of this machine (1: this process). The default is one process for each processor,
        or this process if the chains of one fit use all processors.
    file : str or Path, optional
        A folder that keeps the fits. An interrupted call resumes there.
    errors : str, default "raise"
        With "keep", the comparison goes on if the fit with some number of components fails. A
        warning names this number, and ``errors`` of the result holds the error.
    **arguments
        Further arguments of ``brm()``: ``iter``, ``chains``, .... The default of ``warmup`` is
        "auto". The metric and the step size are adapted for each number of components.

    Returns
    -------
    ComponentComparison
        A table with one line for each number. Its columns are ``elpd`` (leave-one-out) with its
        ``se``; the difference ``elpd_diff`` to the best number with its ``se_diff``; ``log_lik``,
        the log likelihood at the mode; ``parameters``, the number of free parameters; ``BIC``,
        ``SABIC`` and ``ICL``; ``entropy``, the relative entropy of the classification;
        ``smallest``, the share of the units that are assigned to the smallest class; ``occupied``,
        the mean number of components that hold a row; ``modes``, the number of modes with more than
        1 % of the posterior mass; ``high_k``, the number of rows or groups with a Pareto k above
        0.7; ``divergent`` transitions; ``rhat`` of the log posterior, which does not depend on
        labels; and the ``verdict`` of ``mode_check()``. In print an asterisk marks ``chosen``: the
        smallest number whose elpd is within two standard errors of the highest.

    Raises
    ------
    InvalidArgument
        If ``family`` is a mixture, or if ``K`` is empty.
    PybrmsError
        For the errors of ``brm()``, with the number of components.

    Notes
    -----
    With the log likelihood log L at the mode, p free parameters and n rows (groups with ``gr``),
    BIC = -2 log L + p log n, SABIC = -2 log L + p log((n + 2) / 24), and ICL = BIC + 2 E. E is
    minus the sum of t log t over the units and their memberships t at the mode. Small values are
    better. p is the dimension of the parameters without their constraints: K - 1 for the mixing
    proportions of K components.

    Some of the starting values for K components split one component of a solution with K - 1
    components in two (``brm()`` does so for every mixture). The fits therefore need not wait for
    each other.

    The mode is the highest maximum of the posterior density of the unconstrained parameters around
    which the density falls in every direction. It takes the place of the maximum of the likelihood,
    which is infinite for many mixtures. Priors therefore have a small influence on the criteria,
    which decreases with n. The criteria are NaN, and ``without_mode`` has the reason, for models
    with group-level effects or missing values that are imputed: their joint mode is not typical of
    the posterior. One component needs no search for ``modes``, which is then missing.

    References
    ----------
    Vehtari, Gelman and Gabry (2017): elpd by PSIS-LOO. Schwarz (1978): BIC. Sclove (1987): SABIC.
    Biernacki, Celeux and Govaert (2000), McLachlan and Peel (2000): ICL and its approximation by
    the BIC. Fraley and Raftery (2007): BIC at the mode of the posterior.

    Examples
    --------
    >>> found = compare_components("y ~ x", data, K=range(1, 4), seed=1)  # doctest: +SKIP
    >>> print(found)  # doctest: +SKIP
    """
    name = name_of(data, user_frame())
    numbers = sorted(set(K))
    if not numbers or numbers[0] < 1:
        raise InvalidArgument(
            f"K must hold numbers of components from 1 upwards, not {list(numbers)}."
        )
    models_of = AnyNumber.of(formula, family, gr, order, "compare_components")
    if any(not hasattr(k, "__index__") or isinstance(k, bool) for k in numbers):
        raise InvalidArgument(f"K must hold whole numbers, not {list(numbers)}.")
    settings = {"silent": 2, "warmup": "auto", "seed": seed_of(seed, file), **arguments}
    jobs = {}
    for k in numbers:
        prior_of_model = prior(k) if callable(prior) else prior
        with beginning(f"K = {k}"):
            form, mix = models_of.model(k)
            empty = brm(form, data, mix, prior_of_model, empty=True, **settings)
        jobs[f"K = {k}"] = replace(Job.of(empty, **settings), data_name=name)
    fits, failed = _fitted(
        dict(zip(numbers, jobs, strict=True)), jobs, executor=executor, file=file, errors=errors,
        silent=int(arguments.get("silent", 1)),
    )  # fmt: skip
    for k, fit in fits.items():
        with beginning(f"K = {k}"):
            check(fit)
            warn_of_groups(fit)
    at = {k: at_mode(fit) for k, fit in fits.items()}
    unavailable = {
        k: criterion_at_mode.reason
        for k, criterion_at_mode in at.items()
        if criterion_at_mode.reason
    }
    return ComponentComparison(_table(fits, at), fits, failed, unavailable)


def _fitted(
    names: Mapping[int, str], jobs: Mapping[str, Job], **how: Any
) -> tuple[dict[int, Fit], dict[int, PybrmsError]]:
    """Return the fits and the errors by their number of components."""
    outcomes = answered(separate(jobs), label="compare_components", **how)
    by_name = {outcome.name: outcome for outcome in outcomes}
    outcome_of = {k: by_name[name] for k, name in names.items()}
    failed = {k: outcome.error for k, outcome in outcome_of.items() if outcome.error is not None}
    warn_of_failed({names[k]: error for k, error in failed.items()}, len(names))
    return {k: outcome.fit for k, outcome in outcome_of.items() if k not in failed}, failed


def _table(fits: Mapping[int, Fit], at: Mapping[int, AtMode]) -> pd.DataFrame:
    criteria = {str(k): criterion_of(fit, "loo", str(k)) for k, fit in fits.items()}
    rows = {}
    differences = compared(criteria).table if len(criteria) > 1 else None
    for k, fit in fits.items():
        criterion, mode = criteria[str(k)], at[k]
        difference = (0.0, 0.0)
        if differences is not None:
            place = list(differences.index).index(str(k))
            difference = tuple(differences[["elpd_diff", "se_diff"]].to_numpy()[place])
        elpd = criterion.elpd
        rows[k] = {
            "elpd": float(elpd.sum()), "se": float(np.sqrt(len(elpd)) * elpd.std(ddof=1)),
            "elpd_diff": difference[0], "se_diff": difference[1],
            "log_lik": mode.log_lik, "parameters": mode.parameters,
            "BIC": mode.bic, "SABIC": mode.sabic, "ICL": mode.icl,
            **_of_classes(fit),
            "occupied": float(np.mean(occupied(fit, np.random.default_rng(1)))),
            "modes": mode.modes,
            "high_k": int((criterion.pareto_k > HIGH_K).sum()),
            "divergent": int(np.sum(fit.stats.get("divergent__", 0))),
            "rhat": rhats(fit.posterior, ["lp__"]).to_numpy()[0],
            "verdict": mode_check(fit).verdict,
        }  # fmt: skip
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("K")
    counts = [name for name in ("parameters", "modes") if name in table]
    return table.astype(dict.fromkeys(counts, "Int64"))  # integers that may be missing


def _of_classes(fit: Fit) -> dict[str, float]:
    """Return the entropy of the classification, and the share of the units in the smallest class.

    With one component, both numbers are 1.
    """
    if not fit.model.mixture.thetas:
        return {"entropy": 1.0, "smallest": 1.0}
    entropy = np.mean(classification_entropy(fit, summary=False))
    return {"entropy": float(entropy), "smallest": float(class_report(fit).sizes["share"].min())}
