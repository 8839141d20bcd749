"""A report of a fit: the model in words, its priors, verdicts, components and predictions."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from pybrms_mix.lazy import pandas as pd
from pybrms_mix.model.ir import GroupPiece
from pybrms_mix.plots.mixture import plot_mixture
from pybrms_mix.plots.panels import png
from pybrms_mix.plots.ppc import pp_check
from pybrms_mix.resources import folder
from pybrms_mix.results.checks import ebfmi
from pybrms_mix.results.diagnostics import convergence
from pybrms_mix.results.fit import Fit, method
from pybrms_mix.results.look import can_check
from pybrms_mix.results.membership import classification_entropy, classify
from pybrms_mix.results.modes import mode_check
from pybrms_mix.results.parameters import posterior_summary

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LEVELS = ("r", "prior", "lprior", "lp__")


@dataclass(frozen=True, eq=False)
class Section:
    """A part of a report: sentences, tables, and pictures as base64 text of a PNG."""

    title: str
    lines: tuple[str, ...] = ()
    tables: tuple[pd.DataFrame, ...] = ()
    pictures: tuple[str, ...] = field(default=(), repr=False)

    def __str__(self) -> str:
        tables = [table.to_string() for table in self.tables]
        body = "\n".join([*self.lines, *tables])
        return f"{self.title}\n{'-' * len(self.title)}\n{body}"


@dataclass(frozen=True, eq=False)
class Report:
    """What ``report()`` returns: ``str()`` is the text, ``html`` one page that needs no other.

    Attributes:
        title: "mixture(gaussian, gaussian) of faithful".
        sections: in their order.
    """

    title: str
    sections: tuple[Section, ...]

    def __str__(self) -> str:
        head = f"{self.title}\n{'=' * len(self.title)}"
        return "\n\n".join([head, *map(str, self.sections)]) + "\n"

    __repr__ = __str__

    @property
    def html(self) -> str:
        """Return the page."""
        return _page().render(title=self.title, sections=self.sections)

    def _repr_html_(self) -> str:
        return "\n".join(
            f"<h3>{s.title}</h3>" + "".join(t.to_html() for t in s.tables) for s in self.sections
        )

    def save(self, path: str | Path) -> Path:
        """Write the page, or the text if ``path`` does not end in ``.html``; return the path."""
        file = Path(path)
        text = self.html if file.suffix.lower() in (".html", ".htm") else str(self)
        file.write_text(text, encoding="utf-8")
        return file


@method
def report(fit: Fit, file: str | Path | None = None, *, seed: int | None = 1) -> Report:
    """Return a report of ``fit``, and write it to ``file`` if one is given.

    Args:
        fit: a fit with draws.
        file: where it is written: a page (``.html``) or text.
        seed: of the predictions in the pictures.

    Raises:
        InvalidArgument: if the fit has no draws.

    >>> import numpy as np, pandas as pd, pybrms_mix as pm
    >>> d = pd.DataFrame({"y": np.random.default_rng(1).normal(size=30)})
    >>> fit = pm.brm("y ~ 1", d, chains=1, iter=200, seed=1, silent=2)
    >>> str(pm.report(fit)).splitlines()[0]
    'gaussian of d'
    """
    made = Report(f"{fit.family} of {fit.data_name}", tuple(_sections(fit, seed)))
    if file is not None:
        made.save(file)
    return made


def _sections(fit: Fit, seed: int | None) -> Iterator[Section]:
    draws = fit.posterior
    yield Section("Model", tuple(_words(fit)))
    priors = fit.prior.to_frame()
    shown = priors[priors["prior"] != ""][["prior", "class", "coef", "group", "dpar"]]
    yield Section("Priors", tables=(shown.set_index("prior"),))
    yield _diagnostics(fit)
    kinds = {v.name: v.kind for v in fit.model.variables if v.kind not in _LEVELS}
    names = [n for n in draws.names if n in kinds]
    table = posterior_summary(fit, names).join(convergence(draws, names)["Rhat"])
    yield Section("Parameters", tables=(table.round(3),))
    if fit.model.mixture.thetas and can_check(fit):
        yield _components(fit)
    if fit.sample_prior != "only":
        pictures = [_picture(plot_mixture(fit))] if can_check(fit) else []
        yield Section(
            "Predictions",
            ("Data sets that the fit predicts beside the data; the components' densities.",),
            pictures=(_picture(pp_check(fit, seed=seed)), *pictures),
        )


def _words(fit: Fit) -> Iterator[str]:
    components = fit.model.mixture.components
    rows = f"{fit.nobs} rows of {fit.data_name}"
    names = ", ".join(c.family.name for c in components)
    many = f"one of {len(components)} components ({names})"
    kind = many if fit.model.mixture.thetas else f"the family {names}"
    group = fit.model.mixture.gr
    each = (
        f"All rows of one '{group}' among the {rows} come" if group else f"Each of the {rows} comes"
    )
    yield f"{each} from {kind}."
    yield from (f"Formula: {line}" for line in fit.formula)
    places = fit.model.mixture.places
    links = {p.name: p.link for p in places if p.name in fit.model.predicted}
    yield "Links: " + "; ".join(f"{n} = {link}" for n, link in links.items()) + "."
    for piece in fit.model.of(GroupPiece):
        yield (
            f"{piece.group} has {len(piece.levels)} levels, with {piece.size} "
            f"coefficient{'s' if piece.size > 1 else ''} each."
        )
    if fit.run:
        run = fit.run
        yield (
            f"Sampled by {run.engine}: {run.chains} chains of {run.iter} iterations, of which "
            f"{run.warmup} are warm-up; seed {run.seed}."
        )


def _diagnostics(fit: Fit) -> Section:
    """Return what the sampler's numbers say, each with its verdict."""
    skipped = {v.name for v in fit.model.variables if v.kind in _LEVELS}
    names = [n for n in fit.posterior.names if n not in skipped | {"lprior"}]
    found = convergence(fit.posterior, names)
    chains = fit.posterior.chains
    limit = 100 * chains
    depth = fit.run.max_treedepth if fit.run else 10
    rhat = float(np.nanmax([1.0, *found["Rhat"]]))
    ess = float(np.nanmin([np.inf, *found["Bulk_ESS"], *found["Tail_ESS"]]))
    divergent = int(np.sum(fit.stats.get("divergent__", 0)))
    deep = int(np.sum(fit.stats.get("treedepth__", 0) >= np.float64(depth)))
    energy = ebfmi(fit)
    low = int(np.sum(energy < 0.2))
    lines = [
        ("largest R-hat", f"{rhat:.3f}", rhat <= 1.05),
        ("least effective sample size", f"{ess:.0f}", ess >= limit),
        ("divergent transitions", str(divergent), not divergent),
        ("transitions at the maximum treedepth", str(deep), not deep),
        ("chains with a low E-BFMI", str(low), not low),
    ]
    rows = [{"": n, "value": v, "verdict": "good" if ok else "look"} for n, v, ok in lines]
    check = mode_check(fit) if can_check(fit) else None
    told = (check.lines() or (f"Modes: {check.verdict}.",)) if check else ()
    tables = (pd.DataFrame(rows).set_index(""), *([check.chains.round(3)] if check else []))
    return Section("Diagnostics", told, tables)


def _components(fit: Fit) -> Section:
    """Return how large the components are and how certain their members."""
    found = classify(fit)
    entropy = float(np.mean(classification_entropy(fit, summary=False)))
    numbers = [c.number for c in fit.model.mixture.components]
    grouped = found.groupby("component")["probability"]
    table = pd.DataFrame({
        "family": [c.family.name for c in fit.model.mixture.components],
        "rows": grouped.size().reindex(numbers, fill_value=0).to_numpy(),
        "mean probability": grouped.mean().reindex(numbers).round(3).to_numpy(),
        "rows below 0.8": grouped.apply(lambda p: int((p < 0.8).sum())).reindex(numbers).to_numpy(),
    }, index=pd.Index(numbers, name="component"))  # fmt: skip
    line = f"Rows by their most probable component; entropy {entropy:.2f} (1: all are certain)."
    return Section("Components", (line,), (table,))


def _picture(figure: Figure) -> str:
    return base64.b64encode(png(figure)).decode("ascii")


@cache
def _page() -> Template:
    made = Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined,
    )  # fmt: skip
    return made.get_template("report.html.jinja")
