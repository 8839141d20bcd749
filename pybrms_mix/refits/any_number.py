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
        found = read_any(formula)
        if isinstance(found, Formula):
            own = found.family if found.family is not None else family
            return cls(replace(found, family=None), (_one(own, caller),), gr, order)
        if order not in _ORDERS:
            raise InvalidArgument(
                f"'order' cannot be '{order}' for several responses with a common class.",
                hint='Give "theta" or "none".',
            )
        forms = found.forms
        every = [form.family for form in forms]
        if any(own is None for own in every):
            shared = read_all(family, len(forms))
            every = [one if own is None else own for own, one in zip(every, shared, strict=True)]
        bare = replace(
            found,
            forms=tuple(replace(form, family=None) for form in forms),
            rescor=bool(found.rescor),
        )
        return cls(bare, tuple(_one(own, caller) for own in every), gr, order)

    def model(self, count: int) -> tuple[Formula | Formulas, str | list[str]]:
        """Return the formula and the families of the model with ``count`` components."""
        if isinstance(self.formula, Formula):
            (family,) = self.families
            alone = count == 1 and not self.gr
            return self.formula, family if alone else self._mixture(family, count, None)
        return self.formula, [self._mixture(each, count, _CLASS) for each in self.families]

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
