"""Extensions: families, links, terms, priors and results that are defined outside the package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from pybrms_mix.base.resources import add_templates, remove_templates, template_folders
from pybrms_mix.family.base import Family
from pybrms_mix.family.catalogue import FAMILIES
from pybrms_mix.family.link import Link
from pybrms_mix.family.links import LINKS
from pybrms_mix.model.term_kinds import TermKind
from pybrms_mix.pieces import TERM_KINDS
from pybrms_mix.prior.distributions import DISTRIBUTIONS, Distribution
from pybrms_mix.results.fit import Fit, method
from pybrms_mix.results.summary import SECTIONS


@dataclass(frozen=True, eq=False)
class Extension:
    """Families, links, terms, prior distributions and results that another package adds.

    An extension is active between ``add()`` and ``remove()``, or inside a ``with`` block. It adds
    records and replaces none. A stored fit holds the formula, not the extension, which therefore
    has to be active when the file is read. It has to be active in worker processes as well: a
    module that they import has to call ``add()``.

    Attributes:
        families: records of families, whose ``origin`` is the name of the other package.
        links: link functions that the families may have. A link whose inverse Stan lacks names the
            file of ``functions/`` that defines it for a number; the file with the ending ``_each``
            defines it for a vector.
        terms: kinds of terms. They read a right-hand side before the kinds of this package.
        priors: distributions of one real number.
        sections: titles of further tables of the summary, each with the kinds of its variables.
        results: functions of a fit, which become methods of ``Fit``.
        templates: the folder with the templates of pieces, ``densities/`` and ``functions/``.

    Examples:
        >>> from pybrms_mix.prior.distributions import Distribution
        >>> from pybrms_mix import make_stancode, prior
        >>> data = {"y": [1.0, 2.0, 4.0]}
        >>> with Extension(priors=(Distribution("loglogistic", ("alpha", "beta"), "0"),)):
        ...     spread = prior("loglogistic(1, 2)", class_="sigma")
        ...     code = make_stancode("y ~ 1", data, prior=spread)
        >>> "loglogistic_lpdf(sigma | 1, 2)" in code
        True
    """

    families: tuple[Family, ...] = ()
    links: tuple[Link, ...] = ()
    terms: tuple[TermKind, ...] = ()
    priors: tuple[Distribution, ...] = ()
    sections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    results: tuple[Callable[..., Any], ...] = ()
    templates: Path | None = None

    def add(self) -> None:
        """Make the extension active.

        Raises:
            ValueError: if a name is already in use. The extension then adds nothing.
        """
        records_of = self._records()
        for catalogue, records in records_of:
            catalogue.check(records)
        self._check_files_and_methods()
        for catalogue, records in records_of:
            catalogue.add(records)
        for function in self.results:
            method(function)
        if self.templates is not None:
            add_templates(self.templates)

    def remove(self) -> None:
        """Make the extension inactive."""
        for catalogue, records in self._records():
            catalogue.remove(records)
        for function in self.results:
            delattr(Fit, function.__name__)
        if self.templates is not None:
            remove_templates(self.templates)

    def _check_files_and_methods(self) -> None:
        """Check that no template is hidden and that no method of a fit is replaced."""
        names_in_use = [f.__name__ for f in self.results if hasattr(Fit, f.__name__)]
        if self.templates is not None:
            files = (f.relative_to(self.templates) for f in self.templates.rglob("*.*"))
            folders = template_folders()
            names_in_use += [
                str(f) for f in files if any((folder / f).is_file() for folder in folders)
            ]
        if names_in_use:
            raise ValueError(f"these names are already in use: {', '.join(sorted(names_in_use))}")

    def _records(self) -> list[tuple[Any, dict[str, Any]]]:
        """Return the catalogues with the records that the extension adds to them."""
        return [
            (FAMILIES, {f.name: f for f in self.families}),
            (LINKS, {link.name: link for link in self.links}),
            (TERM_KINDS, {k.term.__name__: k for k in self.terms}),
            (DISTRIBUTIONS, {d.name: d for d in self.priors}),
            (SECTIONS, dict(self.sections)),
        ]

    def __enter__(self) -> Extension:
        self.add()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.remove()
