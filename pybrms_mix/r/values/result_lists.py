"""Lists that functions of R return: their classes, and the names of the parts that only R has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pybrms_mix.base.errors import NotSupported

__all__ = ["control_list"]


class ResultList(dict[str, Any]):
    """The list that a function of R returns.

    Attributes
    ----------
    classes : tuple of str
        Its classes in R.
    further : tuple of str
        The parts that it has in R and lacks here. To ask for one of them is an error, because a
        part that does not exist is NULL in R.
    order : tuple of str
        The names of all parts, if those that are lacking do not come last in R.
    """

    classes: tuple[str, ...] = ("list",)
    further: tuple[str, ...] = ()
    order: tuple[str, ...] = ()

    def names_in_r(self) -> list[str]:
        """Return the names of all parts in R's order."""
        return list(self.order or (*self, *self.further))


class ModelList(ResultList):
    """A linear model or its summary, of whose parts in R many are lacking here."""

    def names_in_r(self) -> list[str]:
        """Refuse the names of all parts."""
        raise NotSupported("The names that R gives to the parts of a model are not known here.")


def result_list(
    parts: Mapping[str, Any], class_: str, further: Sequence[str] = (), order: Sequence[str] = ()
) -> ResultList:
    """Return a list with one class, and the names of the parts that only R has.

    Examples
    --------
    >>> found = result_list({"value": 1.0}, "integrate", ["call"])
    >>> found.classes, found.names_in_r()
    (('integrate',), ['value', 'call'])
    """
    result = ResultList(parts)
    result.classes, result.further, result.order = (class_,), tuple(further), tuple(order)
    return result


def refuse_further(x: Any, name: str) -> None:
    """Refuse a part of a list that only R has; the beginning of its name is sufficient in R.

    Raises
    ------
    NotSupported
        If the list is the result of a function and lacks the part.
    """
    if isinstance(x, ResultList):
        for label in x.further:
            if label == name or (name not in x and label.startswith(name)):
                raise NotSupported(f"The part '{label}' of this result of R is not available here.")


# Settings of rstan's sampler in the order of its list.
_SETTINGS = ("adapt_delta", "adapt_engaged", "adapt_gamma", "adapt_init_buffer", "adapt_kappa",
             "adapt_t0", "adapt_term_buffer", "adapt_window", "max_treedepth", "metric", "stepsize",
             "stepsize_jitter")  # fmt: skip


def control_list(settings: Mapping[str, Any]) -> ResultList:
    """Return the settings of a sampler, of which rstan has more.

    Examples
    --------
    >>> control_list({"adapt_delta": 0.8, "max_treedepth": 10})["adapt_delta"]
    0.8
    """
    further = [n for n in _SETTINGS if n not in settings]
    return result_list(settings, "list", further, _SETTINGS)


# Parts of linear models in R, of generalised ones, and of their summaries.
_OF_MODELS = ("effects", "qr", "na.action", "contrasts", "xlevels", "call", "terms", "model")
_OF_GENERALISED = ("R", "family", "formula", "data", "control")


def parts_in_r(generalised: bool, weighted: bool, offset: bool) -> tuple[str, ...]:
    """Return the names of the parts that only R's ``lm()`` or ``glm()`` returns."""
    further = _OF_GENERALISED if generalised else ("assign", *(("weights",) if weighted else ()))
    return (*_OF_MODELS, *further, *(("offset",) if offset else ()))


def parts_of_summary(generalised: bool) -> tuple[str, ...]:
    """Return the names of the parts that only R's summary of a linear model has."""
    further = ("family", "contrasts", "deviance.resid") if generalised else ("weights",)
    return ("call", "terms", "na.action", *further)
