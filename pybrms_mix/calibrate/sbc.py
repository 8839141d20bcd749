"""Simulation-based calibration of a model: ``sbc()``."""

from __future__ import annotations

import inspect
import json
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pybrms_mix.api.arguments import check_other
from pybrms_mix.api.brm import brm
from pybrms_mix.api.programs import GAUSSIAN
from pybrms_mix.base.errors import InvalidArgument, InvalidData, InvalidFile
from pybrms_mix.base.fit_count import counted
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public, warn
from pybrms_mix.base.workers import Failed, Where, place, results_of
from pybrms_mix.calibrate.calibration import Calibration
from pybrms_mix.calibrate.replicate import Task
from pybrms_mix.calibrate.replication_job import stored_task
from pybrms_mix.calibrate.simulate import simulated
from pybrms_mix.formula.formula import Source
from pybrms_mix.prior.table import Priors
from pybrms_mix.stan.engines.settings import Settings
from pybrms_mix.store.job_files import hand_over
from pybrms_mix.store.sealed import Damaged, seal, unsealed

_LENGTH = ("chains", "iter", "warmup", "thin")
_OWN = ("sample_prior", "empty", "file_refit", "save_pars")
_TOLD = ("rhat", "ess", "divergent", "seconds")


@public
def sbc(
    formula: Source,
    data: Any,
    family: object = GAUSSIAN,
    prior: Priors = None,
    *,
    n: int = 200,
    kept: int = 99,
    prob: float = 0.95,
    seed: int = 1,
    executor: Where = None,
    file: str | Path | None = None,
    **arguments: Any,
) -> Calibration:
    """Check by simulation whether the posteriors of a model are calibrated.

    Each replication draws parameters from the prior and responses from the model, fits the model
    to these responses, and ranks the true value of each parameter among draws of its posterior.
    The log likelihood of all rows is ranked as well. If the program, the sampler and the
    simulation agree, the ranks are uniform. The converse does not hold: under a nearly flat prior
    the ranks of a coefficient are nearly uniform even if the program has another prior.

    Parameters
    ----------
    formula : Formula or str
        A ``bf()`` or R text. Each response has to be a column of ``data``.
    data : DataFrame or mapping
        The rows. Their responses affect only the default priors, so set all priors explicitly.
    family : Family, Mixture or str
        A family, a ``mixture()``, or R text.
    prior : PriorTable, str or list
        Proper priors of all parameters.
    n : int, default 200
        The number of replications.
    kept : int, default 99
        The number of draws of each posterior among which the true value is ranked.
    prob : float, default 0.95
        The probability that the bands of all quantities hold at the same time.
    seed : int, default 1
        The seed. The same seed gives the same ranks; a larger ``n`` adds further replications.
    executor : concurrent.futures.Executor or int, optional
        The executor of the fits, or a number of processes of this machine (1 stands for the present
        process). The default is the number of processors. If a worker dies, its fits are run again.
    file : str or path, optional
        A folder that keeps the ranks of each replication. A call that was interrupted, or one
        with a larger ``n``, continues there. Ranks of other models in the folder are not used.
    **arguments
        Further arguments of ``brm()``: ``chains`` (1), ``iter`` (600), ``warmup`` ("auto"). Each
        fit adapts its own metric, because posteriors of different data have different shapes.

    Returns
    -------
    Calibration
        The ranks, with a test and a band for each quantity.

    Raises
    ------
    InvalidArgument
        If a response is not a column of ``data``, if it cannot be simulated (``cens()``,
        ``weights()``), or if fewer than ``kept`` draws are left.
    InvalidPrior
        If a parameter has no proper prior.
    EngineError
        If a worker was lost three times with the same fit.

    See Also
    --------
    prior_check : Data sets that the priors predict.

    References
    ----------
    Talts et al. (2018), Validating Bayesian inference algorithms with simulation-based
    calibration. Modrak et al. (2023), on the log likelihood as a further quantity. Saeilynoja,
    Buerkner and Vehtari (2022), on the bands.

    Examples
    --------
    >>> found = sbc("y ~ x", data, "gaussian", priors, n=100, file="ranks")  # doctest: +SKIP
    >>> found.plot()  # doctest: +SKIP
    """
    if n < 1:
        raise InvalidArgument(f"Argument 'n' must be a number of replications, not {n}.")
    verbosity = int(arguments.get("silent", 1))
    arguments = _arguments(arguments, kept)
    tasks = list(simulated(formula, data, family, prior, n=n, kept=kept, seed=seed,
                           arguments=arguments))  # fmt: skip
    results = _results(tasks, executor, file, verbosity)
    good = [f for f in results if "error" not in f]
    errors = {f["replication"]: str(f["error"]) for f in results if "error" in f}
    if not good:
        raise InvalidData(
            "No data set that was simulated from the prior could be fitted. The error of the "
            "first:\n"
            f"{next(iter(errors.values()), '')}",
            hint="prior_check() shows what the priors imply for the response.",
        )
    index = pd.Index([f["replication"] for f in good], name="replication")
    ranks = pd.DataFrame([f["ranks"] for f in good], index=index)
    diagnostics = pd.DataFrame([{k: f[k] for k in _TOLD} for f in good], index=index)
    return Calibration(ranks, kept, diagnostics, prob, errors)


def _arguments(arguments: Mapping[str, Any], draws_kept: int) -> dict[str, Any]:
    """Return the arguments of the fits.

    Raises:
        InvalidArgument: for an argument that a replication cannot have, or if too few draws are
            left.
    """
    for name in _OWN:
        if name in arguments:
            raise InvalidArgument(
                f"sbc() has no argument '{name}'.", hint="sbc() sets this argument itself."
            )
    brm_arguments = inspect.signature(brm).parameters
    check_other({n: v for n, v in arguments.items() if n not in brm_arguments}, brm_arguments)
    with_defaults = {
        "chains": 1,
        "iter": 600,
        "warmup": "auto",
        "cores": 1,
        "silent": 2,
        **arguments,
    }
    settings = Settings(**{k: with_defaults[k] for k in _LENGTH if k in with_defaults})
    if settings.chains * settings.stored < draws_kept:
        raise InvalidArgument(
            f"Each fit keeps {settings.chains * settings.stored} draws, fewer than "
            f"'kept' ({draws_kept})."
        )
    return with_defaults


def _results(
    tasks: Sequence[Task], executor: Where, folder: str | Path | None, silent: int
) -> list[dict[str, Any]]:
    """Return the result of each replication, in order; ``folder`` may hold some of them."""
    paths = _paths(tasks, folder)
    results = {i: _stored_ranks(path) for i, path in paths.items() if path.exists()}
    waiting = {f"replication {t.number}": t for t in tasks if t.number not in results}
    hand_over(
        folder, "sbc", len(tasks), list(waiting),
        lambda name: stored_task(waiting[name], paths[waiting[name].number]),
    )  # fmt: skip
    key = secrets.token_hex(8)
    tasks_left = {name: task.sharing(key) for name, task in waiting.items()}
    with counted("sbc", len(tasks), silent) as count:
        for _ in results:
            count()
        for _, result in results_of(tasks_left, place(executor, len(tasks_left), 1)):
            assert not isinstance(result, Failed)  # ``results_of`` raises errors of tasks
            number = result["replication"]
            results[number] = result
            count()
            # A failure is not stored, since the next call may succeed: a worker may have run out of
            # memory.
            if number in paths and "error" not in result:
                _keep(result, paths[number])
    return [results[task.number] for task in tasks]


def _stored_ranks(path: Path) -> dict[str, Any]:
    """Return the ranks that a file holds, if its checksum is right."""
    try:
        return dict(json.loads(unsealed(path)))
    except (Damaged, OSError, ValueError, TypeError) as error:
        raise InvalidFile(
            f"The file '{path}' does not hold the ranks of a replication.",
            hint="The file is damaged, or an earlier version wrote it. Remove it: the "
            "replication then runs again.",
        ) from error


def _keep(result: dict[str, Any], path: Path) -> None:
    try:
        seal(path, json.dumps(result).encode())
    except OSError as error:
        warn(f"The ranks could not be stored in '{path}': {error.strerror}.")


def _paths(tasks: Sequence[Task], folder: str | Path | None) -> dict[int, Path]:
    """Return the file of each replication; an empty mapping without a folder."""
    if folder is None:
        return {}
    home = Path(folder)
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidFile(
            f"'{home}' cannot be the folder of the ranks: {error.strerror}."
        ) from error
    return {t.number: home / f"{t.number:05d}-{t.fingerprint}.ranks" for t in tasks}
