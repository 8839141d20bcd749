"""Sections of a report on classes, modes of the posterior and sensitivity to the priors."""

from __future__ import annotations

from collections.abc import Iterator

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.report.section import Section
from pybrms_mix.results.fit import Fit
from pybrms_mix.results.mixture.class_report import class_report
from pybrms_mix.results.prior_sensitivity import prior_sensitivity


def classes(fit: Fit) -> Section:
    """Return the sizes of the classes and the certainty of the assignment to them."""
    report = class_report(fit)
    entropy = report.entropy
    lines = (
        f"Classes of {report.count} {report.units}; each belongs to the class with the "
        "highest membership probability.",
        f"Relative entropy {entropy['Estimate']:.2f}, 95 % interval {entropy['Q2.5']:.2f} to "
        f"{entropy['Q97.5']:.2f} (1: every class is certain).",
        "The last table has the mean membership probability of each class (columns) by "
        "assigned class (rows).",
    )
    sizes, table = report.table.round(3), report.classification.round(3)
    sizes.index.name, table.index.name = "class", "assigned to"
    return Section("Classes", lines, (sizes, table), folded=True)


def modes(fit: Fit) -> Iterator[Section]:
    """Yield the modes that were found before sampling, if there was a search."""
    modes_ = fit.run.modes if fit.run is not None else None
    if modes_ is None:
        return
    tables: tuple[pd.DataFrame, ...] = ()
    if modes_.masses:
        rows = {
            "mass": [round(float(mass), 3) for mass in modes_.masses],
            "log density": [round(float(value), 1) for value in modes_.log_densities],
        }
        numbers = pd.RangeIndex(1, len(modes_.masses) + 1, name="mode")
        tables = (pd.DataFrame(rows, index=numbers),)
    yield Section("Modes", tuple(str(modes_).splitlines()), tables, folded=True)


def sensitivity(fit: Fit) -> Iterator[Section]:
    """Yield a table of the sensitivity of each variable to prior and likelihood, if available."""
    if "lprior" not in fit.posterior or fit.sample_prior == "only":
        return
    title = "Sensitivity to the priors"
    try:
        sensitivities = prior_sensitivity(fit)
    except InvalidArgument as error:
        yield Section(title, (error.message,), folded=True)
        return
    is_notable = sensitivities["diagnosis"] != "-"
    answer = (
        f"Check the priors of: {', '.join(map(str, sensitivities.index[is_notable]))}."
        if is_notable.any()
        else ("No variable depends on the priors by more than the threshold of 0.05.")
    )
    lines = (
        answer,
        "shift: the change of the posterior mean, in posterior standard deviations, if the "
        "priors are raised to the power of 2.",
    )
    yield Section(title, lines, (sensitivities.round(3),), folded=True)
