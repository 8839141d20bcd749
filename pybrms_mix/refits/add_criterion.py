"""Criteria that a fit carries along, in its file too."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.results.compare.loo import names_of
from pybrms_mix.results.fit import Fit, method
from pybrms_mix.store.store import Store

_COMPUTE: Mapping[str, Callable[..., Any]] = {
    "loo": lambda fit, name, **options: fit.loo(model_names=[name], **options),
    "waic": lambda fit, name, **options: fit.waic(model_names=[name], **options),
    "kfold": lambda fit, name, **options: fit.kfold(model_names=[name], **options),
    "bayes_R2": lambda fit, name, **options: fit.bayes_R2(summary=False, **options),
    "loo_R2": lambda fit, name, **options: fit.loo_R2(summary=False, **options),
    "marglik": lambda fit, name, **options: fit.bridge_sampler(**options),
}


@method
def add_criterion(
    fit: Fit,
    criterion: str | Sequence[str],
    *,
    model_name: str | None = None,
    overwrite: bool = False,
    file: str | Path | None = None,
    force_save: bool = False,
    **options: Any,
) -> Fit:
    """Return the fit with criteria stored in it, which are then looked up and not computed again.

    The fit itself does not change: write ``fit = add_criterion(fit, "loo")``. A fit that came from
    a file, or was stored in one, is stored there again with what is new.

    Args:
        fit: a fit with draws.
        criterion: one or several of "loo", "waic", "kfold", "bayes_R2", "loo_R2" (their draws) and
            "marglik" (``bridge_sampler``).
        model_name: what the fit is called; by default as the caller's variable.
        overwrite: compute what is there already once more.
        file: where to store the fit; by default where it was stored before.
        force_save: store it even if nothing is new.
        options: of the function that computes the criterion, as ``K`` of ``kfold``.

    Raises:
        InvalidArgument: if there is no such criterion.
        InvalidFile: if the fit cannot be stored.

    >>> from pybrms_mix import add_criterion
    >>> fit = add_criterion(fit, ["loo", "waic"], file="fit.nc")  # doctest: +SKIP
    """
    wanted = [criterion] if isinstance(criterion, str) else list(criterion)
    unknown = [c for c in wanted if c not in _COMPUTE]
    if unknown or not wanted:
        raise InvalidArgument(
            f"Argument 'criterion' should be a subset of {', '.join(map(repr, _COMPUTE))}",
            hint=did_you_mean(unknown[0], _COMPUTE) if unknown else "",
        )
    store = Store.of(file or fit.file, "always")
    name = model_name or names_of([fit], None, sys._getframe(1))[0]
    missing = [c for c in wanted if overwrite or c not in fit.criteria]
    kept = {k: v for k, v in fit.criteria.items() if k not in missing}
    bare = replace(fit, criteria=kept)
    found = {**kept, **{c: _COMPUTE[c](bare, name, **options) for c in missing}}
    made = replace(fit, criteria=found, file=store.path)
    return store.write(made) if missing or force_save else made
