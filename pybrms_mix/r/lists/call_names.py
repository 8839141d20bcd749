"""Calls whose arguments are the elements of a list, and the names of arguments in Python."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.r.lists.applying import items
from pybrms_mix.r.values.r_vectors import read
from pybrms_mix.r.values.vector_records import NamedList

__all__ = ["arguments_of", "call_on_vectors", "do_call", "sampler_settings"]

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
    "init_r": "starting values come from the model and its data",
    "save_model": "make_stancode() returns the program",
    **dict.fromkeys(
        ("sample_file", "diagnostic_file", "output_dir", "output_basename", "sig_figs"),
        "draws are kept in the fit: 'file' stores it",
    ),
    **dict.fromkeys(
        ("show_messages", "show_exceptions", "verbose"), "'silent' controls the messages"
    ),
    **dict.fromkeys(("check_data", "include", "compile"), "it is an argument of rstan"),
    "save_ranef": "all variables of brms are kept",
    "save_mevars": "the latent values of noisy variables are kept",
    "stan_model_args": "they are arguments of rstan",
    "rename": "variables have brms's names",
    "recompile": "programs are compiled when this is necessary",
    "ask": "pictures are shown one after another",
    "theme": "pictures have matplotlib's look",
}

# The settings of a sampler that control has in brms and here.
SAMPLER_SETTINGS = frozenset({"adapt_delta", "max_treedepth"})
# The settings of rstan's sampler that have no counterpart here. They change how chains are tuned,
# not the posterior that chains sample from.
TUNING_OF_RSTAN = frozenset(
    {"adapt_engaged", "adapt_gamma", "adapt_kappa", "adapt_t0", "adapt_init_buffer"}
    | {"adapt_term_buffer", "adapt_window", "stepsize", "stepsize_jitter", "metric"}
)


def keyword_of(name: str) -> str:
    """Return the Python spelling of the name of an R argument, with underscores in place of dots.

    >>> keyword_of("re.form"), keyword_of("sep.by")
    ('re_formula', 'sep_by')
    """
    return RENAMED.get(name, name.replace(".", "_"))


def sampler_settings(given: Any) -> Any:
    """Return the argument ``control`` of ``brm()`` without settings that have no counterpart.

    Parameters
    ----------
    given : dict or None
        The settings under rstan's names.

    Returns
    -------
    dict or None
        The settings ``adapt_delta`` and ``max_treedepth`` among them.

    Raises
    ------
    InvalidArgument
        If a name is not the name of a setting of rstan's sampler.

    Examples
    --------
    >>> sampler_settings({"adapt_delta": 0.95, "stepsize": 0.01})
    {'adapt_delta': 0.95}
    """
    if not isinstance(given, Mapping):
        return given or None
    unknown = [str(n) for n in given if n not in SAMPLER_SETTINGS | TUNING_OF_RSTAN]
    if unknown:
        raise InvalidArgument(
            f"'control' has no setting '{unknown[0]}'.",
            hint=f"It has: {', '.join(sorted(SAMPLER_SETTINGS))}.",
        )
    return {n: v for n, v in given.items() if n in SAMPLER_SETTINGS}


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
    spelt = {n: keyword_of(n) for n in given if n not in WITHOUT_EFFECT}
    arguments = {new: given[old] for old, new in spelt.items()}
    if "control" in arguments:
        arguments["control"] = sampler_settings(arguments["control"])
    return arguments


def do_call(
    function: Callable[..., Any], arguments: Any, *, spellings: Mapping[str, str] | None = None
) -> Any:
    """Call a function with the elements of a list: ``do.call(f, arguments)``.

    Parameters
    ----------
    function : callable
        The function.
    arguments : dict, list or DataFrame
        The arguments. Elements with names become keyword arguments. The other elements become the
        arguments of the remaining parameters, in their order.
    spellings : dict, optional
        The Python names of parameters whose R names are no names in Python.

    Returns
    -------
    object
        The value of the function.

    Examples
    --------
    >>> do_call(lambda a, b: a - b, {"b": 1, "a": 3})
    2
    """
    values = items(arguments)
    names = names_of_items(arguments, len(values))
    spelt = spellings or {}
    pairs = list(zip(names, values, strict=True))
    keywords = {spelt.get(n, n): v for n, v in pairs if n}
    if len(keywords) < sum(bool(n) for n in names):
        raise InvalidArgument("Two arguments in the list have the same name.")
    unnamed = [v for n, v in pairs if not n]
    if not keywords or not unnamed:
        return function(*unnamed, **keywords)
    places = inspect.signature(function).parameters.values()
    free_names = [
        p.name for p in places if p.kind is p.POSITIONAL_OR_KEYWORD and p.name not in keywords
    ]
    by_place = dict(zip(free_names, unnamed, strict=False))
    return function(*unnamed[len(by_place) :], **keywords, **by_place)


def call_on_vectors(
    function: Callable[..., Any], arguments: Any, *, leads: Sequence[Any] = (), **settings: Any
) -> Any:
    """Call a function of any number of vectors with a list: ``do.call(order, d)``.

    Parameters
    ----------
    function : callable
        The function. Elements of the list with the names of its keyword arguments are options;
        the other elements are vectors, whatever their names are.
    arguments : dict, list or DataFrame
        The vectors and the options.
    leads : sequence
        Arguments before the vectors.
    **settings
        Further options.

    Returns
    -------
    object
        The value of the function.

    Examples
    --------
    >>> call_on_vectors(lambda *x, na_rm=False: (x, na_rm), {"a": 1, "b": 2, "na.rm": True})
    ((1, 2), True)
    """
    values = items(arguments)
    pairs = list(zip(names_of_items(arguments, len(values)), values, strict=True))
    places = inspect.signature(function).parameters.values()
    options = {p.name for p in places if p.kind is p.KEYWORD_ONLY} - set(settings)
    spelt = [_OPTIONS.get(n, n.replace(".", "_")) for n, _ in pairs]
    keywords = {n: v for n, (_, v) in zip(spelt, pairs, strict=True) if n in options}
    vectors = [v for n, (_, v) in zip(spelt, pairs, strict=True) if n not in options]
    return function(*leads, *vectors, **settings, **keywords)


# Options of functions of vectors whose Python names have other words.
_OPTIONS = {"useNA": "use_na"}


def names_of_items(arguments: Any, size: int) -> list[str]:
    """Return the names of the elements of a list; an element without a name has an empty one."""
    if isinstance(arguments, Mapping):
        return [str(n) for n in arguments]
    if hasattr(arguments, "columns"):
        return [str(n) for n in arguments.columns]
    names = arguments.names if isinstance(arguments, NamedList) else read(arguments).names
    return [""] * size if names is None else [str(n or "") for n in names]
