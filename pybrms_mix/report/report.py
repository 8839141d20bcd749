"""Reports: a description of the model, priors, diagnostics, components and predictions."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from pybrms_mix.base.file_errors import writing
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public_methods
from pybrms_mix.base.resources import folder
from pybrms_mix.base.takes import Seed
from pybrms_mix.design.columns import table as table_of
from pybrms_mix.model import values
from pybrms_mix.plots.memberships import plot_classification
from pybrms_mix.plots.mixture import plot_mixture
from pybrms_mix.plots.panels import png
from pybrms_mix.plots.ppc import pp_check
from pybrms_mix.prior.table import PriorTable
from pybrms_mix.report.class_sections import classes, modes, sensitivity
from pybrms_mix.report.model_text import words
from pybrms_mix.report.section import Section
from pybrms_mix.report.verdicts import diagnostics, mixtures
from pybrms_mix.results.diagnostics import convergence
from pybrms_mix.results.fit import Fit, joint_method
from pybrms_mix.results.mixture.membership import classification_entropy, classify
from pybrms_mix.results.parameters import posterior_summary

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LEVELS = ("r", "prior", "lprior", "lp__")
_MANY = 40  # the largest number of distinct counts for which bars are drawn
_SURE = 0.8


@public_methods
@dataclass(frozen=True, eq=False)
class Report:
    """A report of a fit. ``str()`` gives its text, and ``html`` a self-contained page.

    Attributes
    ----------
    title : str
        The title, such as "mixture(gaussian, gaussian) of faithful".
    sections : tuple of Section
        The sections in their order.
    """

    title: str
    sections: tuple[Section, ...]

    def __str__(self) -> str:
        head = f"{self.title}\n{'=' * len(self.title)}"
        return "\n\n".join([head, *map(str, self.sections)]) + "\n"

    __repr__ = __str__

    @property
    def html(self) -> str:
        """Return the report as a self-contained HTML page.

        Returns
        -------
        str
            The page, with its pictures.

        Examples
        --------
        >>> from pybrms_mix import Report
        >>> Report("y ~ x of d", ()).html[:15]
        '<!DOCTYPE html>'
        """
        return _page().render(title=self.title, sections=self.sections)

    def _repr_html_(self) -> str:
        page = _page()
        facts = {"title": self.title, "sections": self.sections}
        return "".join(page.blocks["body"](page.new_context(facts)))

    def save(self, path: str | Path) -> Path:
        """Write the report to a file.

        Parameters
        ----------
        path : str or path
            The file. A name that ends in ``.html`` gets the page, any other name the text.

        Returns
        -------
        Path
            The path of the file.

        Raises
        ------
        InvalidFile
            If the file cannot be written.
        """
        file = Path(path)
        text = self.html if file.suffix.lower() in (".html", ".htm") else str(self)
        with writing(file, "report"):
            file.write_text(text, encoding="utf-8")
        return file


@joint_method
def report(fit: Fit, file: str | Path | None = None, *, seed: Seed | None = 1) -> Report:
    """Return a report of a fit.

    A model of several responses has a section on the components of each mixture, or on the classes
    that responses share, and a picture of the predictions of each response.

    Parameters
    ----------
    fit : Fit
        A fit with draws.
    file : str or path, optional
        The file to which the report is written: a page (``.html``) or text.
    seed : int, optional
        The seed of the predictions in the pictures.

    Returns
    -------
    Report
        The report. ``str()`` gives its text, and ``html`` a self-contained page.

    Raises
    ------
    InvalidArgument
        If the fit has no draws.

    Examples
    --------
    >>> import numpy as np, pandas as pd, pybrms_mix as pm
    >>> d = pd.DataFrame({"y": np.random.default_rng(1).normal(size=30)})
    >>> fit = pm.brm("y ~ 1", d, chains=1, iter=200, seed=1, silent=2)
    >>> str(pm.report(fit)).splitlines()[0]
    'gaussian of d'
    """
    report_ = Report(f"{fit.family} of {fit.data_name}", tuple(_sections(fit, seed)))
    if file is not None:
        report_.save(file)
    return report_


def _sections(fit: Fit, seed: Seed | None) -> Iterator[Section]:
    fit.posterior  # noqa: B018  # refuses a fit without draws
    mixed = dict(mixtures(fit))
    for end, view in mixed.items():
        yield _titled(end, _components(view))
    if not mixed:
        yield _parameters(fit)
    yield diagnostics(fit)
    if mixed:
        yield replace(_parameters(fit), folded=True)
    for end, view in mixed.items():
        yield _titled(end, classes(view))
        yield _titled(end, _memberships(view))
    if mixed:
        yield from modes(fit)
    if fit.sample_prior != "only":
        yield _predictions(fit, seed, folded=bool(mixed))
    yield Section("Model", tuple(words(fit)), folded=True)
    priors = _priors(PriorTable(fit.prior))  # type: ignore[arg-type]
    yield Section("Priors", tables=(priors,), folded=True)
    yield from sensitivity(fit)


def _priors(table: PriorTable) -> pd.DataFrame:
    """Return the rows with a specified or a flat prior; rows that inherit a prior are dropped."""
    frame, priors_shown = table.to_frame(), table.shown()["prior"]
    is_specified = (frame["prior"] != "").to_numpy()
    keys = [row.key for row in table]
    below = {replace(k, coef="") for k in keys if k.coef}
    flat = (priors_shown == "(flat)").to_numpy() & np.array(
        [k in below and not k.group for k in keys]
    )
    rows = frame.assign(prior=priors_shown)[is_specified | flat]
    columns = ["class", "coef", "group", "resp", "dpar", "nlpar", "lb", "ub", "prior", "source"]
    filled = [c for c in columns if (rows[c].fillna("").astype(str) != "").any()]
    table_: pd.DataFrame = rows[filled].fillna("").set_index("class")
    return table_


def _parameters(fit: Fit) -> Section:
    """Return the estimates of parameters, without constants and group-level coefficients."""
    draws = fit.posterior
    kinds = {v.name for v in fit.model.variables if v.kind not in _LEVELS}
    names = [n for n in draws.names if n in kinds]
    fixed = [n for n in names if np.ptp(draws[n]) == 0]
    moving = [n for n in names if n not in fixed]
    diagnostics = convergence(draws, moving)
    table = posterior_summary(fit, moving).join(diagnostics["Rhat"]).round(3)
    table = table.join(diagnostics[["Bulk_ESS", "Tail_ESS"]].round(0).fillna(0).astype(int))
    lines = (f"Constant: {', '.join(f'{n} = {draws[n][0]:g}' for n in fixed)}.",) if fixed else ()
    return Section("Parameters", lines, (table,))


def _titled(end: str, section: Section) -> Section:
    """Return a section with ``end`` appended to its title."""
    return replace(section, title=f"{section.title}{end}")


def _each(fit: Fit) -> list[Fit]:
    """Return the fits of single responses: the fit, or those of several responses."""
    return [*map(fit.of_response, fit.model.views)] or [fit]


def _predictions(fit: Fit, seed: Seed | None, *, folded: bool) -> Section:
    """Return the data of each response beside predictions."""
    lines = ["The observed data beside data sets that the fit predicts."]
    if fit.model.views:
        lines.append(f"One picture for each response: {', '.join(fit.model.views)}.")
    pictures = tuple(_picture(_predicted(view, seed)) for view in _each(fit))
    return Section("Predictions", tuple(lines), pictures=pictures, folded=folded)


def _predicted(fit: Fit, seed: Seed | None) -> Figure:
    """Return a posterior predictive check of a response, of the type that suits its values."""
    piece = fit.model.response()
    discrete = fit.model.mixture.components[0].family.values == "int"
    type_ = "bars" if discrete and np.ptp(piece.y[piece.observed]) < _MANY else "dens_overlay"
    type_ = "ecdf_overlay" if discrete and type_ != "bars" else type_
    return pp_check(fit, type_, seed=seed)


def _components(fit: Fit) -> Section:
    """Return the sizes of the components and the certainty of the memberships."""
    classes = table_of(classify(fit))
    entropy = float(np.mean(classification_entropy(fit, summary=False)))
    numbers = [c.number for c in fit.model.mixture.components]
    grouped = classes.groupby("component")["probability"]
    columns: dict[str, object] = {
        **_families(fit),
        **_proportions(fit),
        "rows": grouped.size().reindex(numbers, fill_value=0).to_numpy(),
    }
    whole_groups = values.together(fit.model)
    if whole_groups is not None:
        first = np.unique(whole_groups.index, return_index=True)[1]
        counts = np.bincount(classes["component"].to_numpy()[first], minlength=numbers[-1] + 1)
        columns[f"levels of {whole_groups.name}"] = counts[numbers]
    columns["mean probability"] = grouped.mean().reindex(numbers).round(3).to_numpy()
    unsure = grouped.apply(lambda p: int((p < _SURE).sum()))
    columns[f"rows with probability below {_SURE}"] = unsure.reindex(
        numbers, fill_value=0
    ).to_numpy()
    table = pd.DataFrame(columns, index=pd.Index(numbers, name="component"))
    lines = (
        "theta: the mean proportion over the rows, with its 95 % interval.",
        "rows: the number of rows for which the component is the most probable one; "
        f"entropy {entropy:.2f} (1: all rows are certain).",
    )
    members = (
        [fit]
        if not fit.model.views
        else [fit.of_response(member.resp) for member in fit.model.mixture.members]
    )
    pictures = tuple(_picture(plot_mixture(view)) for view in members)
    return Section("Components", lines, (table,), pictures)


def _families(fit: Fit) -> dict[str, list[str]]:
    """Return the families of the components, with one column for each response of a class."""
    members = fit.model.mixture.members
    end = {member.resp: f" of {member.resp}" if fit.model.views else "" for member in members}
    return {
        f"family{end[member.resp]}": [c.family.name for c in member.components]
        for member in members
    }


def _memberships(fit: Fit) -> Section:
    line = "Each line is a row of the data, divided in proportion to its membership probabilities."
    if values.together(fit.model) is not None:
        line = line.replace("a row of the data", "a group of rows")
    return Section("Memberships", (line,), (), (_picture(plot_classification(fit)),), folded=True)


def _proportions(fit: Fit) -> dict[str, np.ndarray]:
    """Return the proportions of the components, averaged over rows, with credible intervals."""
    total = np.exp(values.log_weights(fit.model, fit.posterior)).mean(axis=1)
    low, high = np.quantile(total, (0.025, 0.975), axis=0).round(3)
    return {"theta": total.mean(axis=0).round(3), "Q2.5": low, "Q97.5": high}


def _picture(figure: Figure) -> str:
    return base64.b64encode(png(figure)).decode("ascii")


@cache
def _page() -> Template:
    environment = Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined,
    )  # fmt: skip
    return environment.get_template("report.html.jinja")
