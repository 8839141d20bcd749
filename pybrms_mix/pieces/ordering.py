"""Ordered intercepts: what tells components of one family apart (brms: ``order = "mu"``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pybrms_mix.model.ir import Plain
from pybrms_mix.model.parts import Parameter


@dataclass(frozen=True, eq=False)
class Ordering(Plain):
    """The ordered vector whose elements are the centred intercepts of mu1, ..., muK."""

    template: ClassVar[str] = "ordering"
    intercepts: tuple[str, ...]  # Stan's names, in the order of the components

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the ordered vector; its elements have their own priors."""
        size = len(self.intercepts)
        comment = "intercepts of the components, in order"
        return (Parameter("ordered_Intercept", "ordered", (str(size),), (size,), comment),)
