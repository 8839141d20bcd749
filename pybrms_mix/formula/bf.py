"""The functions of brms that write formulas: ``bf()``, ``lf()``, ``nlf()`` and ``set_nl()``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.base.public_calls import public
from pybrms_mix.base.wording import described
from pybrms_mix.formula.formula import Formula, Formulas, Source, together, with_parts
from pybrms_mix.formula.predictors import Mecor, Nonlinear, Parts, Rescor, helper, parts
from pybrms_mix.formula.reading import read_any, read_call
from pybrms_mix.syntax.nodes import Argument, Call, Name, Node, String
from pybrms_mix.syntax.parse import parse


@public
# The annotation "Any" stands for Formulas, the result for mvbind() or a sum. Callers know which.
def bf(formula: Source, *others: str | Parts, **options: Any) -> Formula | Any:
    """Return the formula of a model, like ``bf()`` of brms.

    Parameters
    ----------
    formula : Formula or str
        The shared formula as R text, such as ``"y ~ x + (1 | g)"``, or the whole call as R text,
        such as ``"bf(y ~ x, sigma1 ~ z)"``.
    *others : str or Parts
        Formulas of further parameters, such as ``"sigma1 ~ z"``, or results of ``lf()`` and
        ``nlf()``.
    **options
        The options ``center``, ``cmc``, ``sparse``, ``decomp``, ``nl`` and ``family``. Any other
        name is a parameter, which is fixed by a number (``theta1=1``), equated by the name of
        another parameter (``sigma2="sigma1"``; ``mu2="mu1"`` equates whole predictors), or
        predicted by a formula (``sigma1="~ z"``).

    Returns
    -------
    Formula or Formulas
        The formula, which ``brm()`` takes. With ``"mvbind(y, z) ~ x"`` on the left, the formulas of
        several responses.

    Raises
    ------
    RSyntaxError
        If a text is not valid R.
    InvalidFormula
        If a text is not a formula, or if a parameter is specified twice.

    See Also
    --------
    lf : Linear formulas of further parameters.
    mvbf : Formulas of several responses.
    nlf : Non-linear formulas.
    set_nl : Make a formula non-linear.

    Examples
    --------
    >>> print(bf("y ~ x + (1 | g)", "sigma1 ~ x", sigma2=1.5))
    y ~ x + (1 | g)
    sigma1 ~ x
    sigma2 = 1.5
    >>> print(bf("y ~ a * exp(b * x)", "a + b ~ 1", nl=True))
    y ~ a * exp(b * x)
    a ~ 1
    b ~ 1
    """
    parsed = read_any(formula)
    if options.get("family") is not None:
        parsed = parsed + options.pop("family")
    arguments = [Argument(name, _node(value)) for name, value in options.items()]
    for source in others:
        more = source if isinstance(source, Parts) else _text_parts(source)
        if isinstance(parsed, Formulas):
            parsed = replace(parsed, forms=tuple(with_parts(form, more) for form in parsed.forms))
        else:
            parsed = with_parts(parsed, more)
    return read_call(parsed, arguments)


@public
def mvbf(*formulas: Source, rescor: bool | None = None) -> Formulas:
    """Return the formulas of several responses, like ``mvbf()`` of brms.

    ``bf(...) + bf(...)`` returns the same formulas.

    Parameters
    ----------
    *formulas : Formula or str
        The formula of each response: results of ``bf()``, or R text.
    rescor : bool, optional
        Whether the residuals are correlated across responses.

    Returns
    -------
    Formulas
        The formulas, which ``brm()`` takes.

    Raises
    ------
    InvalidFormula
        If two formulas have the same response, or if there is no formula.

    See Also
    --------
    set_rescor : Whether residuals are correlated, to be added to ``bf() + bf()``.

    Examples
    --------
    >>> print(mvbf("y ~ x", "z ~ 1", rescor=False))
    y ~ x
    z ~ 1
    """
    parsed = [read_any(formula) for formula in formulas]
    if not parsed:
        raise InvalidFormula("'mvbf()' needs formulas.")
    combined = parsed[0] if isinstance(parsed[0], Formulas) else Formulas((parsed[0],))
    for further in parsed[1:]:
        combined = together(combined, further)
    return combined if rescor is None else replace(combined, rescor=rescor)


@public
def set_rescor(rescor: bool = True) -> Rescor:
    """Declare whether residuals are correlated across responses, like brms's ``set_rescor()``.

    Parameters
    ----------
    rescor : bool, optional
        Whether the residuals of several responses are correlated.

    Returns
    -------
    Rescor
        The object, to be added to the formulas of several responses with ``+``.

    Examples
    --------
    >>> (bf("y ~ x") + bf("z ~ 1") + set_rescor(False)).text()
    'bf(y ~ x) + bf(z ~ 1) + set_rescor(FALSE)'
    """
    return Rescor(rescor)


@public
def set_mecor(mecor: bool = True) -> Mecor:
    """Declare whether the latent variables of ``me()`` are correlated, like brms's ``set_mecor()``.

    Parameters
    ----------
    mecor : bool, optional
        Whether the values without measurement error of several variables are correlated.

    Returns
    -------
    Mecor
        The object, to be added to a formula with ``+``, as in brms.

    Examples
    --------
    >>> (bf("y ~ me(x, sdx) + me(z, sdz)") + set_mecor(False)).text()
    'bf(y ~ me(x, sdx) + me(z, sdz)) + set_mecor(FALSE)'
    """
    return Mecor(mecor)


def _text_parts(text: str) -> Parts:
    if not isinstance(text, str):
        raise InvalidFormula(
            f"This is neither a formula nor a named value: {described(text)}.",
            hint='Write it as "sigma1 ~ x" or sigma1=1.5.',
        )
    return parts([Argument(None, parse(text))])


@public
def lf(*formulas: str, **options: Any) -> Parts:
    """Return linear formulas that can be added to a ``bf()``, like ``lf()`` of brms.

    Parameters
    ----------
    *formulas : str
        Formulas such as ``"sigma1 ~ z"``. Several parameters on the left share the right side.
    **options
        Options of these formulas, such as ``cmc`` and ``center``, or fixed parameters.

    Returns
    -------
    Parts
        The formulas, to be added with ``+``.

    Examples
    --------
    >>> print(bf("y ~ x") + lf("sigma1 + sigma2 ~ x", cmc=False))
    y ~ x
    sigma1 ~ x
    sigma2 ~ x
    """
    return helper(_call("lf", formulas, options))


@public
def nlf(formula: str, *others: str, **options: Any) -> Parts:
    """Return a non-linear formula that can be added to a ``bf()``, like ``nlf()`` of brms.

    Parameters
    ----------
    formula : str
        The non-linear formula. Its names are columns of the data, or parameters that have formulas
        of their own.
    *others : str
        Formulas of further parameters.
    **options
        Options of these formulas.

    Returns
    -------
    Parts
        The formulas, to be added with ``+``.

    Examples
    --------
    >>> print(bf("y ~ x") + nlf("sigma1 ~ exp(a) * x") + lf("a ~ 1"))
    y ~ x
    sigma1 ~ exp(a) * x
    a ~ 1
    """
    return helper(_call("nlf", (formula, *others), options))


@public
def set_nl(nl: bool = True, dpar: str | None = None, resp: str | None = None) -> Nonlinear:
    """Return an object that makes a formula non-linear when it is added, like brms's ``set_nl()``.

    Parameters
    ----------
    nl : bool, optional
        Whether the formula is non-linear.
    dpar : str, optional
        The parameter to which the formula belongs. The default is the shared formula.
    resp : str, optional
        The response to which the formula belongs, in a model of several responses.

    Returns
    -------
    Nonlinear
        The object to be added with ``+``.

    Examples
    --------
    >>> (bf("y ~ a * x", "a ~ 1") + set_nl()).text()
    'bf(y ~ a * x, nl = TRUE) + lf(a ~ 1)'
    """
    return Nonlinear(nl, dpar or "", resp=resp)


def _call(name: str, formulas: Iterable[str], options: dict[str, Any]) -> Call:
    arguments = [Argument(None, parse(f)) for f in formulas]
    arguments += [Argument(n, _node(v)) for n, v in options.items()]
    return Call(Name(name), tuple(arguments))


def _node(value: Any) -> Node:
    """Return the node that corresponds to a Python value."""
    match value:
        case bool():
            return Name("TRUE" if value else "FALSE")
        case None:
            return Name("NULL")
        case str() if "~" in value:
            return parse(value)
        case str():
            return String(value)
        case int() | float():
            return parse(repr(value))
    raise InvalidFormula(
        f"A formula cannot hold {described(value)}.",
        hint="A parameter can have a number, the name of another parameter, or a formula: "
        'sigma1="~ x".',
    )
