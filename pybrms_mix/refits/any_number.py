"""A model whose number of components is left open, for comparisons of numbers of components."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.family.family_text import write
from pybrms_mix.family.functions import mixture
from pybrms_mix.family.read import read, read_all
from pybrms_mix.formula.formula import Formula, Formulas, Source
from pybrms_mix.formula.reading import read_any

_CLASS = "class"  # the name of the class that several responses have in common
_ORDERS = (None, "none", "theta")


@dataclass(frozen=True)
class AnyNumber:
    """A formula with its families, from which mixtures with any number of components are built.

    Several responses share one class; the number of components is then the number of classes.

    Attributes:
        formula: the formula of one response or the formulas of several, without families.
        families: the R text of the family of each response.
        gr: the column whose levels belong to one component as a whole.
        order: the order of the components.
    """

    formula: Formula | Formulas
    families: tuple[str, ...]
    gr: str | None
    order: str | None

    @classmethod
    def of(
        cls, formula: Source, family: object, gr: str | None, order: str | None, caller: str
    ) -> AnyNumber:
        """Return the model of a formula and a family; families in the formula come first.

        Raises:
            InvalidArgument: if a family is a mixture already, or if the components of several
                responses are to be ordered by a coefficient. ``caller`` is the function that the
                message names.
        """
        parsed = read_any(formula)
        if isinstance(parsed, Formula):
            family_used = parsed.family if parsed.family is not None else family
            return cls(replace(parsed, family=None), (_one(family_used, caller),), gr, order)
        if order not in _ORDERS:
            raise InvalidArgument(
                f"'order' cannot be '{order}' for several responses with a common class.",
                hint='Give "theta" or "none".',
            )
        forms = parsed.forms
        families = [form.family for form in forms]
        if any(family_of_form is None for family_of_form in families):
            shared = read_all(family, len(forms))
            families = [
                shared_family if family_of_form is None else family_of_form
                for family_of_form, shared_family in zip(families, shared, strict=True)
            ]
        bare = replace(
            parsed,
            forms=tuple(replace(form, family=None) for form in forms),
            rescor=bool(parsed.rescor),
        )
        return cls(
            bare, tuple(_one(family_of_form, caller) for family_of_form in families), gr, order
        )

    def model(self, count: int) -> tuple[Formula | Formulas, str | list[str]]:
        """Return the formula and the families of the model with ``count`` components."""
        if isinstance(self.formula, Formula):
            (family,) = self.families
            is_plain = count == 1 and not self.gr
            return self.formula, family if is_plain else self._mixture(family, count, None)
        return self.formula, [
            self._mixture(family_of_form, count, _CLASS) for family_of_form in self.families
        ]

    def _mixture(self, family: str, count: int, class_: str | None) -> str:
        return write(mixture(family, nmix=count, gr=self.gr, order=self.order, class_=class_))


def _one(family: object, caller: str) -> str:
    """Return the R text of one family; refuse a mixture."""
    single = read(family)
    if single.thetas:
        raise InvalidArgument(
            f"{caller}() makes the mixtures itself: pass a single family.",
            hint=f'For example family = "{single.components[0].family.name}".',
        )
    return write(single)
