"""Store criteria in a fit and in its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.base.public_calls import user_frame
from pybrms_mix.base.takes import Names
from pybrms_mix.results.compare.loo import names_of
from pybrms_mix.results.fit import Fit, whole_method
from pybrms_mix.store.store import Store

_COMPUTE: Mapping[str, Callable[..., Any]] = {
    "loo": lambda fit, name, **options: fit.loo(model_names=[name], **options),
    "waic": lambda fit, name, **options: fit.waic(model_names=[name], **options),
    "kfold": lambda fit, name, **options: fit.kfold(model_names=[name], **options),
    "bayes_R2": lambda fit, name, **options: fit.bayes_R2(summary=False, **options),
    "loo_R2": lambda fit, name, **options: fit.loo_R2(summary=False, **options),
    "marglik": lambda fit, name, **options: fit.bridge_sampler(**options),
}


@whole_method
def add_criterion(
    fit: Fit,
    criterion: Names,
    *,
    model_name: str | None = None,
    overwrite: bool = False,
    file: str | Path | None = None,
    force_save: bool = False,
    **options: Any,
) -> Fit:
    """Return the fit with criteria stored in it.

    Functions such as ``loo()`` return a stored criterion instead of computing it again. The
    argument ``fit`` is not changed: write ``fit = add_criterion(fit, "loo")``. If the fit has a
    file and a new criterion, the file is written again.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    criterion : str or sequence of str
        "loo", "waic", "kfold", "bayes_R2", "loo_R2" (the draws of R2) and "marglik"
        (``bridge_sampler()``).
    model_name : str, optional
        The name of the fit. The default is the name of the caller's variable.
    overwrite : bool, default False
        Whether to compute a stored criterion again.
    file : str or Path, optional
        The file in which to store the fit. The default is the present file of the fit.
    force_save : bool, default False
        Whether to store the fit even if there is no new criterion.
    **options
        Arguments of the function that computes the criterion, such as ``K`` of ``kfold()``.

    Returns
    -------
    Fit
        The fit with its criteria.

    Raises
    ------
    InvalidArgument
        If a criterion does not exist.
    InvalidFile
        If the fit cannot be stored.

    Examples
    --------
    >>> from pybrms_mix import add_criterion
    >>> list(add_criterion(fit, "waic").criteria)
    ['waic']
    >>> fit = add_criterion(fit, ["loo", "waic"], file="fit.nc")  # doctest: +SKIP
    """
    names = [criterion] if isinstance(criterion, str) else list(criterion)
    unknown = [c for c in names if c not in _COMPUTE]
    if unknown or not names:
        raise InvalidArgument(
            f"Argument 'criterion' should be a subset of {', '.join(map(repr, _COMPUTE))}",
            hint=did_you_mean(unknown[0], _COMPUTE) if unknown else "",
        )
    store = Store.of(file or fit.file, "always")
    name = model_name or names_of([fit], None, user_frame())[0]
    missing = [c for c in names if overwrite or c not in fit.criteria]
    stored = {k: v for k, v in fit.criteria.items() if k not in missing}
    bare = replace(fit, criteria=stored)
    criteria = {**stored, **{c: _COMPUTE[c](bare, name, **options) for c in missing}}
    updated = replace(fit, criteria=criteria, file=store.path)
    return store.write(updated) if missing or force_save else updated
