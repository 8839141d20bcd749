"""Arguments of brms's functions in lists: their names in Python."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pybrms_mix.base.errors import InvalidArgument

# Arguments whose Python name differs from R's name in more than dots and underscores.
RENAMED = {
    "class": "class_",
    "lambda": "lambda_",
    "inits": "init",
    "nsamples": "ndraws",
    "subset": "draw_ids",
    "formula.": "formula",
    "pars": "variable",
    "re.form": "re_formula",
    "save_all_pars": "save_pars",
    "object": "fit",
    "x": "fit",
}

# Arguments that change the computation or the messages of brms, but not its results.
WITHOUT_EFFECT = {
    "backend": "pybrms_mix chooses its own engine",
    "threads": "a chain of pybrms_mix runs in one thread",
    "opencl": "programs of pybrms_mix run on the CPU",
    "normalize": "the posterior is the same",
    "future": "'cores' sets the number of parallel chains",
    "refresh": "'silent' controls the progress messages",
    "open_progress": "'silent' controls the progress messages",
    "save_model": "make_stancode() returns the program",
    "save_ranef": "all variables of brms are kept",
    "save_mevars": "the latent values of noisy variables are kept",
    "stan_model_args": "they are arguments of rstan",
    "rename": "variables have brms's names",
    "recompile": "programs are compiled when this is necessary",
    "ask": "pictures are shown one after another",
    "theme": "pictures have matplotlib's look",
}


def arguments_of(given: Any) -> dict[str, Any]:
    """Return a list of arguments of ``brm()`` or another function with their names in Python.

    Parameters
    ----------
    given : dict
        The arguments under brms's names.

    Returns
    -------
    dict
        The arguments under Python's names, without those that have no effect here.

    Raises
    ------
    InvalidArgument
        If an argument has no name.

    Examples
    --------
    >>> arguments_of({"chains": 2, "refresh": 0, "inits": 0})
    {'chains': 2, 'init': 0}
    """
    if not isinstance(given, Mapping) or not all(given):
        raise InvalidArgument("All arguments in the list need names here.")
    spelt = {n: RENAMED.get(n, n.replace(".", "_")) for n in given if n not in WITHOUT_EFFECT}
    return {new: given[old] for old, new in spelt.items()}
