"""The summary of a fit, laid out as brms prints it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from pybrms_mix.base.dialect import Dialect, current
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.extensible import Catalogue
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public_methods
from pybrms_mix.base.shown import Shown
from pybrms_mix.base.takes import Digits
from pybrms_mix.results import layout, published
from pybrms_mix.results.checks import warn_of_summary
from pybrms_mix.results.diagnostics import convergence, mcse
from pybrms_mix.results.estimates import estimates, interval, percent
from pybrms_mix.results.fit import Fit, Run, Table, joint_method
from pybrms_mix.results.group_effects import factors, ngrps
from pybrms_mix.results.mixture.modes import mode_check
from pybrms_mix.results.mixture.only_mixtures import knows_memberships
from pybrms_mix.results.mixture.unsearched import told, unsearched
from pybrms_mix.results.prior_summary import prior_summary
from pybrms_mix.results.summary_head import SAMPLER, counted, links, sampler

_FOOTER = (
    "Draws were sampled using {sampler}. For each parameter, Bulk_ESS",
    "and Tail_ESS are effective sample size measures, and Rhat is the potential",
    "scale reduction factor on split chains (at convergence, Rhat = 1).",
)
_NO_DRAWS = "The model does not contain posterior draws."
# The parts of the summary in brms, with the kinds of their variables, before and after the groups.
_BEFORE = {
    "Smooth Terms": ("sds",),
    "Gaussian Process Terms": ("sdgp", "lscale"),
    "Correlation Structures": ("structure",),
}
SECTIONS: Catalogue[tuple[str, ...]] = Catalogue(
    {
        "Population-Level Effects": ("b", "bs", "bsp"),
        "Simplex Parameters": ("simo",),
        "Family Specific Parameters": ("delta", "dpar"),
        "Residual Correlations": ("rescor",),
    }
)
_GROUPS = "Group-Level Effects"
_OF_GROUP = ("df", "sd", "cor")
_COUNTS = ("Bulk_ESS", "Tail_ESS")


@public_methods
@dataclass(frozen=True, eq=False)
class Summary(Shown):
    """The result of ``summary()``: tables as data frames. Prints as in brms.

    Attributes
    ----------
    family : str
        The name of the family in brms.
    links : str
        The links: "mu1 = identity; sigma1 = identity; ...".
    formula : tuple of str
        The formulas as brms prints them, one line for each parameter.
    data_name : str
        The name of the data.
    nobs : int
        The number of rows.
    parts : mapping of str to DataFrame
        The tables by brms's headings ("Population-Level Effects"), without those of groups.
    random : mapping of str to DataFrame
        A table for each grouping factor.
    ngrps : mapping of str to int
        The number of levels of each grouping factor.
    prior : Table or None
        The rows of the prior table that have a prior, if they were requested.
    draws : tuple of str or None
        The number of draws, as brms prints it; None without draws.
    digits : int
        The number of decimals in the print.
    modes : tuple of str
        The findings of ``mode_check()``, and the reason if there was no search for modes, one
        for each line; empty if there are none.
    dialect : Dialect
        The version of brms whose print the summary follows.
    whole : tuple of str
        The grouping factor whose levels belong to one component as a whole, if there is one.
    sampler : str
        The sampler, as brms prints it.
    run : Run or None
        The settings of the sampler; None without sampling.
    """

    family: str
    links: str
    formula: tuple[str, ...]
    data_name: str
    nobs: int
    parts: Mapping[str, pd.DataFrame]
    random: Mapping[str, pd.DataFrame]
    ngrps: Mapping[str, int]
    prior: Table | None
    draws: tuple[str, ...] | None
    digits: int = 2
    modes: tuple[str, ...] = ()
    dialect: Dialect = field(default_factory=current)
    whole: tuple[str, ...] = ()
    sampler: str = SAMPLER
    run: Run | None = field(default=None, compare=False, repr=False)

    @property
    def fixed(self) -> pd.DataFrame:
        """Return the table of population-level effects.

        Returns
        -------
        DataFrame
            One line for each coefficient, and the columns of brms's summary.

        Examples
        --------
        >>> fit.summary().fixed.index.tolist()
        ['mu1_Intercept', 'mu2_Intercept', 'mu1_x', 'mu2_x']
        """
        return self.parts["Population-Level Effects"]

    @property
    def spec_pars(self) -> pd.DataFrame:
        """Return the table of the family's parameters.

        Returns
        -------
        DataFrame
            One line for each parameter, and the columns of brms's summary.

        Examples
        --------
        >>> fit.summary().spec_pars.index.tolist()
        ['sigma1', 'sigma2', 'theta1', 'theta2']
        """
        return self.parts["Family Specific Parameters"]

    def __str__(self) -> str:
        return self.text(shutil.get_terminal_size((layout.WIDTH, 24)).columns)

    __repr__ = __str__

    def text(self, width: int = layout.WIDTH, *, short: bool = False) -> str:
        """Return the print of brms, with its trailing blanks.

        Parameters
        ----------
        width : int, default 80
            The number of characters in a line.
        short : bool, default False
            Whether to leave out the lines about the sampler and the meaning of the columns. brms
            2.18 has no such print and shows all lines.

        Returns
        -------
        str
            The lines of the print.

        Examples
        --------
        >>> fit.summary().text().splitlines()[0]
        ' Family: mixture(gaussian, gaussian) '
        """
        short = short and self.dialect.shortens
        lines_ = [*self._head(short=short), ""]
        if self.draws is None:
            return "\n".join([*lines_, _NO_DRAWS])
        lines_ += self._priors()
        for title, table in self._tables():
            lines_ += [title] if title else []
            lines_ += [*layout.lines(_texts(table, self.digits), width), ""]
        foot = () if short else (line.format(sampler=self.sampler) for line in _FOOTER)
        return "\n".join([*lines_, *foot, *(["", *self.modes] if self.modes else [])])

    def to_markdown(self) -> str:
        """Return the tables of the summary as Markdown.

        Returns
        -------
        str
            One table for each part, with the numbers of the print below the headings of brms.

        Examples
        --------
        >>> fit.summary().to_markdown().splitlines()[0]
        '**Group-Level Effects: g (6 levels)**'
        """
        return published.markdown(self._published())

    def to_latex(self) -> str:
        r"""Return the tables of the summary as LaTeX.

        Returns
        -------
        str
            One ``tabular`` for the package booktabs: ``\usepackage{booktabs}``.

        Examples
        --------
        >>> "toprule" in fit.summary().to_latex()
        True
        """
        return published.latex(self._published())

    def _published(self) -> list[published.Titled]:
        """Return the tables as text, each with a title of one line."""
        if self.draws is None:
            raise InvalidArgument("The fit has no draws: its summary has no tables.")
        titles = {title: _heading(self.dialect, title).rstrip(": ") for title in self.parts}
        groups = self.dialect.headings[_GROUPS].rstrip(": ")
        tables = [(titles[t], table) for t, table in self.parts.items() if t in _BEFORE]
        for group, table in self.random.items():
            tables.append((f"{groups}: {group} ({self.ngrps[group]} levels)", table))
        tables += [(titles[t], table) for t, table in self.parts.items() if t in SECTIONS]
        return [(title, _texts(table, self.digits)) for title, table in tables if len(table)]

    def _head(self, *, short: bool = False) -> Iterator[str]:
        first, *rest = self.formula
        yield f" Family: {self.family} "
        yield f"  Links: {self.links} "
        yield from (f" Groups: rows of one '{g}' belong to one component " for g in self.whole)
        yield f"Formula: {first} "
        yield from (f"         {line}" for line in rest)
        yield f"   Data: {self.data_name} (Number of observations: {self.nobs}) "
        yield from () if short else self.draws or ()

    def _priors(self) -> list[str]:
        if self.prior is None:
            return []
        rows = (str(self.prior[i : i + 1]) for i in range(len(self.prior)))
        return [
            self.dialect.headings["Priors"],
            *(r for r in rows if not r.endswith(" ~ (flat)")),
            "",
        ]

    def _tables(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Return the tables in brms's order under their headings."""
        for title, table in self.parts.items():
            if title in _BEFORE and len(table):
                yield _heading(self.dialect, title), table
        for at, (group, table) in enumerate(self.random.items()):
            title = f"~{group} (Number of levels: {self.ngrps[group]}) "
            yield title if at else f"{self.dialect.headings[_GROUPS]}\n{title}", table
        for title, table in self.parts.items():
            if title in SECTIONS and len(table):
                yield _heading(self.dialect, title), table


def _heading(dialect: Dialect, title: str) -> str:
    """Return the line over a part; parts that extensions add keep their own titles."""
    return dialect.headings.get(title, f"{title}: ")


@joint_method
def summary(
    fit: Fit,
    *,
    priors: bool = False,
    prob: float = 0.95,
    robust: bool = False,
    mc_se: bool = False,
    digits: Digits = 2,
) -> Summary:
    """Summarise the posterior, as ``summary()`` of brms does.

    The summary has estimates, intervals and convergence of all variables but the coefficients of
    the levels of groups, which ``ranef()`` returns.

    Parameters
    ----------
    fit : Fit
        A fit. Without draws the summary describes the model alone.
    priors : bool, default False
        Whether to show the priors.
    prob : float, default 0.95
        The probability of the intervals. Each tail has half of the rest.
    robust : bool, default False
        Whether estimate and error are median and MAD in place of mean and standard deviation.
    mc_se : bool, default False
        Whether to show the Monte Carlo standard errors of the estimates.
    digits : int, default 2
        The number of decimals in the print.

    Returns
    -------
    Summary
        The tables as data frames. It prints as in brms.

    Warns
    -----
    ConvergenceWarning
        If an R-hat is above 1.05, or if transitions diverged.

    See Also
    --------
    mode_check : Do all chains describe the same mode?

    Examples
    --------
    >>> fit = brm(formula, data, family)  # doctest: +SKIP
    >>> fit.summary().fixed.index.tolist()
    ['mu1_Intercept', 'mu2_Intercept', 'mu1_x', 'mu2_x']
    >>> fit.summary().ngrps
    {'g': 6}
    """
    levels = interval(prob)
    summary_ = Summary(
        family=fit.family,
        links=links(fit),
        formula=fit.formula,
        data_name=fit.data_name,
        nobs=fit.nobs,
        parts={},
        random={},
        ngrps=ngrps(fit) if fit.draws is not None else {},
        prior=prior_summary(fit, all=False) if priors else None,
        draws=None,
        sampler=sampler(fit),
        digits=digits,
        dialect=fit.dialect,
        whole=tuple(filter(None, (fit.model.mixture.gr,))),
        run=fit.run,
    )
    if fit.draws is None or not fit.draws.values.size:
        return summary_
    table = _numbers(fit, levels, robust, mc_se)
    warn_of_summary(fit, table["Rhat"])
    return replace(
        summary_, parts=_parts(fit, table), random=_random(fit, table), draws=counted(fit),
        modes=_modes(fit),
    )  # fmt: skip


def _modes(fit: Fit) -> tuple[str, ...]:
    """Return the findings of ``mode_check()`` for a mixture, and why there was no search.

    For draws of another sampler (``fit_from_draws()``), the summary prints only what brms prints.
    """
    lines_ = mode_check(fit).lines() if knows_memberships(fit) else ()
    ours = fit.run is not None and fit.run.modes is not None
    reason = unsearched(fit) if ours else ""
    return (*lines_, told(reason)) if reason else lines_


def _numbers(fit: Fit, levels: tuple[float, float], robust: bool, mc_se: bool) -> pd.DataFrame:
    """Return the statistics of all variables in the tables, in the order of the draws."""
    kinds = {k for part in (_BEFORE, SECTIONS) for ks in part.values() for k in ks} | {*_OF_GROUP}
    names_of_kinds = {v.name for v in fit.model.variables if v.kind in kinds}
    names = [n for n in fit.posterior.names if n in names_of_kinds]
    share = percent(levels[1] - levels[0])
    values = estimates(fit.posterior.matrix(names), robust, levels)
    heads = ["Estimate", "Est.Error", f"l-{share}% CI", f"u-{share}% CI"]
    table = pd.DataFrame(values, index=names, columns=heads)
    if mc_se:
        table.insert(1, "MCSE", mcse(fit.posterior, names, robust))
    return table.join(convergence(fit.posterior, names))


def _parts(fit: Fit, table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {title: _of_kinds(fit, table, kinds) for title, kinds in {**_BEFORE, **SECTIONS}.items()}


def _random(fit: Fit, table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {group: _of_kinds(fit, table, _OF_GROUP, group) for group in factors(fit)}


def _of_kinds(
    fit: Fit, table: pd.DataFrame, kinds: Sequence[str], group: str | None = None
) -> pd.DataFrame:
    """Return the rows of the variables of ``kinds``, kind by kind, under their labels."""
    by_name = {v.name: v for v in fit.model.variables if group in (None, v.group)}
    names = [n for kind in kinds for n in table.index if n in by_name and by_name[n].kind == kind]
    return table.loc[names].set_axis([by_name[n].label or n for n in names], axis=0)


def _texts(table: pd.DataFrame, digits: int) -> pd.DataFrame:
    """Return the numbers as brms prints them: effective sample sizes are whole."""
    columns = {
        name: layout.fixed(np.asarray(table[name], dtype=float), 0 if name in _COUNTS else digits)
        for name in table.columns
    }
    return pd.DataFrame(columns, index=table.index)
