"""``custom_family()``: a family whose density is a Stan function of the user."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from pybrms_mix.base.bounds import Bounds
from pybrms_mix.base.errors import InvalidFamily, NotSupported, Span, did_you_mean
from pybrms_mix.base.public_calls import public, user_frame
from pybrms_mix.base.stan_names import is_stan_name
from pybrms_mix.family import dpars as common
from pybrms_mix.family.base import Density, Dpar, Family, Mixture
from pybrms_mix.family.choice import Choice
from pybrms_mix.family.dpars import CONTINUOUS
from pybrms_mix.family.links import LINKS
from pybrms_mix.family.mix import single
from pybrms_mix.family.prep import LogDensity, Mean, Sample
from pybrms_mix.family.user_facts import METHODS, Functions, UserFacts, remember, remembered
from pybrms_mix.syntax.by_parameter import by_parameter
from pybrms_mix.syntax.literal import literal
from pybrms_mix.syntax.nodes import Argument, Call, Name

# The common parameters by name: brms's default priors depend on the name alone.
_COMMON = {d.name: d for d in vars(common).values() if isinstance(d, Dpar)}
_TYPES = ("real", "int")
_WITHOUT_MI = CONTINUOUS - {"mi"}
_ADDITIONS = _WITHOUT_MI | {"trials", "dec", "vint", "vreal"}
_ARGUMENTS = (
    "name", "dpars", "links", "type", "lb", "ub", "vars", "loop", "specials", "threshold",
    *METHODS, "predict", "fitted", "env",
)  # fmt: skip

Side = float | str | None


@dataclass(frozen=True)
class Described:
    """The checked arguments of ``custom_family()``, with one entry for each parameter."""

    name: str
    dpars: tuple[str, ...]
    links: tuple[str, ...]
    type: str
    lb: tuple[str, ...]
    ub: tuple[str, ...]
    vars: tuple[str, ...]
    loop: bool

    @property
    def text(self) -> str:
        """Return the R text of the call of ``custom_family()``."""
        sides = {
            n: ", ".join(_quoted(v) if v else "NA" for v in values)
            for n, values in (("lb", self.lb), ("ub", self.ub))
        }
        more = f", vars = c({_listed(self.vars)})" if self.vars else ""
        return (
            f"custom_family({_quoted(self.name)}, dpars = c({_listed(self.dpars)}), "
            f"links = c({_listed(self.links)}), type = {_quoted(self.type)}, "
            f"lb = c({sides['lb']}), ub = c({sides['ub']}){more}"
            f"{'' if self.loop else ', loop = FALSE'})"
        )

    @property
    def family(self) -> Family:
        """Return the record of the family, with the Python functions that this process holds."""
        functions = remembered(self.text, self.name)
        return Family(
            self.name,
            tuple(map(self._dpar, self.dpars, self.links, self.lb, self.ub)),
            "int" if self.type == "int" else "real",
            # A user's density may be zero anywhere.
            Density(self.name, self.dpars, vanishes=True, written=self.vars),
            LogDensity(functions), Mean(functions), Sample(functions),
            additions=_ADDITIONS, facts=("min_Y",) if "ndt" in self.dpars else (),
            origin="user", own=UserFacts(self.text, functions, self.loop),
        )  # fmt: skip

    def _dpar(self, name: str, link: str, lower: str, upper: str) -> Dpar:
        if name == "mu":
            return replace(common.mu((link,)), bounds=Bounds(lower, upper))
        dpar = _COMMON.get(name, Dpar(name, ()))
        return replace(
            dpar, links=(link,), bounds=Bounds(lower, upper), stan="", alone="",
            alone_intercepts=(),
        )  # fmt: skip


@public
def custom_family(
    name: str,
    dpars: str | Sequence[str] = "mu",
    links: str | Sequence[str] = "identity",
    type: str = "real",
    lb: float | str | Sequence[float | str | None] | None = None,
    ub: float | str | Sequence[float | str | None] | None = None,
    vars: str | Sequence[str] | None = None,
    loop: bool = True,
    specials: object = None,
    threshold: str = "flexible",
    *,
    log_lik: Callable[..., Any] | None = None,
    posterior_predict: Callable[..., Any] | None = None,
    posterior_epred: Callable[..., Any] | None = None,
) -> Mixture:
    """Return a family whose density is a Stan function of the user.

    The program calls ``NAME_lpdf(Y[n] | mu[n], ..., vars)``, or ``NAME_lpmf`` for ``type = "int"``.
    ``stanvar(scode = "...", block = "functions")`` adds this function to the program. The family
    can be a component of a ``mixture()``.

    Parameters
    ----------
    name : str
        The name of the family, and of its Stan function without ``_lpdf``.
    dpars : str or sequence of str, default "mu"
        The names of the distributional parameters, in the order of the arguments of the Stan
        function. One of them is "mu".
    links : str or sequence of str, default "identity"
        The link of each parameter, or one link for all.
    type : {"real", "int"}, default "real"
        Whether the response is continuous or discrete.
    lb, ub : float, str or sequence, optional
        The bounds of each parameter, or one bound for all. None, NaN and "NA" mean no bound. The
        bounds apply to parameters that are not predicted.
    vars : str or sequence of str, optional
        Further arguments of the Stan function, as Stan expressions: "vreal1[n]" for the values of
        ``y | vreal(x)``, "trials[n]", or the name of a ``stanvar()``.
    loop : bool, default True
        Whether the Stan function gives the density of one row. With False it gets all rows at once:
        the vector ``Y``, and a vector for each predicted parameter.
    specials : None
        Special features of families in brms, which are not supported.
    threshold : str
        The relation of thresholds of ordinal families. It has no effect on other families.
    log_lik : callable, optional
        The log density in Python: ``log_lik(i, prep)`` returns the values of row ``i`` for all
        draws. ``loo()``, ``pp_mixture()`` and starting values need it. Without this argument the
        function ``log_lik_NAME`` of the script is used, as in brms.
    posterior_predict : callable, optional
        Draws of new responses: ``posterior_predict(i, prep)``, or ``posterior_predict_NAME``.
    posterior_epred : callable, optional
        The mean: ``posterior_epred(prep)`` of shape (draws, rows), or ``posterior_epred_NAME``.

    Returns
    -------
    Mixture
        The family: a mixture with one component.

    Raises
    ------
    InvalidFamily
        If an argument is invalid.
    NotSupported
        If ``specials`` are given.

    See Also
    --------
    stanvar : Stan code and data of the user that are added to a program.
    get_dpar : The draws of a parameter inside ``log_lik(i, prep)`` and similar functions.

    Notes
    -----
    Python functions are not stored with a fit. A script that loads one finds them under brms's
    names, or it calls ``custom_family()`` again with the same arguments.

    Examples
    --------
    >>> from pybrms_mix import custom_family, make_stancode, stanvar
    >>> laplace = custom_family("laplace", ["mu", "scale"], ["identity", "log"], lb=[None, 0])
    >>> density = stanvar(block="functions", scode='''
    ... real laplace_lpdf(real y, real mu, real scale) {
    ...   return double_exponential_lpdf(y | mu, scale);
    ... }
    ... ''')
    >>> code = make_stancode("y ~ 1", {"y": [0.1, 2.0]}, laplace, stanvars=density)
    >>> "laplace_lpdf(Y[n] | mu, scale)" in code
    True
    """
    description = described(name, dpars, links, type, lb, ub, vars, loop=loop)
    _check_specials(specials)
    by_method = dict(zip(METHODS, (log_lik, posterior_predict, posterior_epred), strict=True))
    functions = {n: f for n, f in by_method.items() if f is not None}
    remember(description.text, Functions(description.name, functions, user_frame().f_globals))
    return single(_choice(description))


def described(
    name: object,
    dpars: object,
    links: object,
    type_: object,
    lb: object,
    ub: object,
    variables: object,
    *,
    loop: bool,
) -> Described:
    """Return the arguments of ``custom_family()`` after brms's checks.

    Raises:
        InvalidFamily: in brms's words where brms has the same check.
    """
    if not isinstance(name, str) or not is_stan_name(name):
        raise InvalidFamily(
            f"'{name}' is not a valid name of a Stan function.",
            hint="A name begins with a letter and continues with letters, digits and underscores.",
        )
    names = _texts(dpars)
    _check_dpars(names)
    if type_ not in _TYPES:
        raise InvalidFamily("'arg' should be one of “real”, “int”", hint=f"It is {type_!r}.")
    link_names = _repeated("links", _texts(links), len(names))
    for link in link_names:
        if link not in LINKS:
            raise InvalidFamily(
                f"'{link}' is not a supported link.",
                hint=did_you_mean(link, LINKS) or f"Supported links are: {', '.join(LINKS)}",
            )
    lower, upper = (_sides(n, v, len(names)) for n, v in (("lb", lb), ("ub", ub)))
    more = () if variables is None else _texts(variables)
    return Described(name, names, link_names, str(type_), lower, upper, more, loop)


def _check_dpars(names: Sequence[str]) -> None:
    problems = (
        (len(set(names)) < len(names), "Duplicated 'dpars' are not allowed."),
        ("mu" not in names, "All families must have a 'mu' parameter."),
        (any("." in n or "_" in n for n in names), "Dots or underscores are not allowed in "
         "'dpars'."),
        (any(n[-1:].isdigit() for n in names), "'dpars' should not end with a number."),
        (not all(n.isidentifier() and n.isascii() for n in names), "'dpars' must be valid names."),
        ("theta" in names, "'theta' is reserved for the mixing proportions."),
    )  # fmt: skip
    for wrong, message in problems:
        if wrong:
            raise InvalidFamily(message, hint=f"They are: {', '.join(map(repr, names))}.")


def _check_specials(specials: object, span: Span | None = None) -> None:
    if specials is not None:
        raise NotSupported(
            "'specials' of custom families are not supported.",
            span=span,
            hint="Custom families that need special treatment, such as ordinal ones, are not "
            "available.",
        )


def _texts(value: object) -> tuple[str, ...]:
    """Return a single text or several texts as a tuple."""
    texts = (value,) if isinstance(value, str) or not isinstance(value, Iterable) else tuple(value)
    if not all(isinstance(v, str) and v for v in texts):
        raise InvalidFamily("Names, links and variables of a custom family must be strings.")
    return texts


def _repeated(argument: str, values: tuple[str, ...], size: int) -> tuple[str, ...]:
    """Return one value for each parameter; a single value is repeated for all parameters."""
    if len(values) not in (1, size):
        raise InvalidFamily(f"'{argument}' must be of the same length as 'dpars'.")
    return values * size if len(values) == 1 else values


def _sides(argument: str, bounds: object, size: int) -> tuple[str, ...]:
    """Return the bounds of the parameters as text; "" means no bound."""
    is_single = isinstance(bounds, str) or not isinstance(bounds, Iterable)
    bounds_list = [bounds] if is_single else list(cast("Iterable[object]", bounds))
    return _repeated(argument, tuple(map(_side, bounds_list)), size)


def _side(value: object) -> str:
    if value is None or value in ("NA", ""):
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return "" if math.isnan(value) else f"{value:.15g}"
    raise InvalidFamily("Bounds of a custom family must be numbers.", hint=f"One is {value!r}.")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(map(_quoted, texts))


def _choice(description: Described, span: Span | None = None) -> Choice:
    return Choice(
        description.family, dict(zip(description.dpars, description.links, strict=True)), span
    )


def from_call(node: Call) -> Choice:
    """Return the family that R text describes: ``custom_family("name", dpars = c("mu"))``.

    Raises:
        InvalidFamily: if an argument is invalid. The error points at the call.
        NotSupported: for ``specials``, and for functions, which R text cannot give to Python.
    """
    by_name = by_parameter(node, _ARGUMENTS, InvalidFamily)
    for name in ("predict", "fitted", "env", *METHODS):
        if name in by_name and by_name[name].value != Name("NULL"):
            raise NotSupported(
                f"The argument '{name}' of a custom family cannot be given in R text.",
                span=by_name[name].span,
                hint="Call custom_family() in Python, or define log_lik_NAME(i, prep) and its "
                "like in the script.",
            )
    values = {n: _value(a) for n, a in by_name.items() if n not in METHODS}
    _check_specials(values.get("specials"), node.span)
    try:
        description = described(
            values.get("name"), values.get("dpars", "mu"), values.get("links", "identity"),
            values.get("type", "real"), values.get("lb"), values.get("ub"), values.get("vars"),
            loop=values.get("loop", True) is True,
        )  # fmt: skip
    except InvalidFamily as error:
        raise InvalidFamily(error.message, span=node.span, hint=error.hint) from None
    return _choice(description, node.span)


def functions_of(mixture: Mixture) -> dict[str, Functions]:
    """Return the functions of the custom families, by the R text of each family."""
    user_facts = [c.family.own for m in (mixture, *mixture.parts) for c in m.components]
    return {facts.text: facts.functions for facts in user_facts if facts is not None}


def with_functions(mixture: Mixture, held: Mapping[str, Functions]) -> Mixture:
    """Return the mixture whose custom families have the functions ``held``, by their R text.

    A process that receives a model from another process has no functions of its own.
    """
    components = tuple(
        c if c.family.own is None or c.family.own.text not in held
        else replace(c, family=_having(c.family, c.family.own, held[c.family.own.text]))
        for c in mixture.components
    )  # fmt: skip
    parts = tuple(with_functions(part, held) for part in mixture.parts)
    return replace(mixture, components=components, parts=parts)


def _having(family: Family, facts: UserFacts, functions: Functions) -> Family:
    return replace(
        family,
        log_density=LogDensity(functions),
        mean=Mean(functions),
        sample=Sample(functions),
        own=replace(facts, functions=functions),
    )


def _value(argument: Argument) -> Any:
    """Return the value of an argument; NA in a vector is None."""
    node = argument.value
    if isinstance(node, Call) and isinstance(node.function, Name) and node.function.text == "c":
        return [_value(a) for a in node.arguments]
    if node is None or node in (Name("NA"), Name("NULL"), Name("NA_real_")):
        return None
    return literal(node)
