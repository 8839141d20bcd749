"""The parts of pieces: keys of priors, default priors, parameters, reported variables."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pybrms_mix.base.bounds import FREE, Bounds
from pybrms_mix.base.errors import RSyntaxError
from pybrms_mix.family.base import Mixture, PlacedDpar
from pybrms_mix.family.dpars import nonlinear_parameter
from pybrms_mix.family.endings import ending
from pybrms_mix.model.declarations import ROWS, Declaration, Rows, Size
from pybrms_mix.model.fragments import AllCells, Element, Expression, Repeated
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Index, Name
from pybrms_mix.syntax.parse import parse


class Quantity(str):
    """The name of a quantity in the program.

    Attributes:
        logged: whether the program also has a vector with the logarithm of the quantity.
        alike: whether the quantity has the same value in all rows.
        n_rows: the name of the number of rows.
    """

    logged: bool
    alike: bool
    n_rows: Rows

    def __new__(
        cls, name: str, *, logged: bool = False, alike: bool = False, n_rows: Rows = ROWS
    ) -> Quantity:
        """Create the name with the facts about it."""
        quantity = super().__new__(cls, name)
        quantity.logged, quantity.alike, quantity.n_rows = logged, alike, n_rows
        return quantity


@dataclass(frozen=True)
class Key:
    """The place of a prior: brms's columns class, coef, group, resp, dpar, nlpar."""

    kind: str
    coef: str = ""
    group: str = ""
    resp: str = ""
    dpar: str = ""
    nlpar: str = ""

    @classmethod
    def of(cls, place: PlacedDpar, kind: str, coef: str = "", group: str = "") -> Key:
        """Return the key of a prior on a parameter in the predictor of ``place``."""
        if place.nlpar:
            return cls(kind, coef, group, place.resp, nlpar=place.plain)
        return cls(kind, coef, group, place.resp, place.column)

    def is_of(self, slot: Slot) -> bool:
        """Return whether the class of the key is the parameter ``slot`` itself: "sigma1"."""
        return slot.dpar == f"{self.kind}{ending(self.resp)}"

    def __str__(self) -> str:
        """Return the key as brms prints it in messages: ``b_mu1_x``, ``sd_g__mu1``."""
        head = f"{self.kind}_{self.group}" if self.group else self.kind
        tail = "_".join(s for s in (self.resp, self.dpar, self.nlpar, self.coef) if s)
        return f"{head}{'__' if self.group else '_'}{tail}" if tail else head


@dataclass(frozen=True)
class Default:
    """A row of brms's table of default priors.

    ``text`` may hold ``{location}`` and ``{scale}``: the rounded median and MAD of the response
    under ``link``. ``link`` is None if brms does not transform the response. ``all_rows`` tells
    whether brms computes them from all rows, including rows that ``subset()`` leaves out.
    """

    key: Key
    text: str = ""
    bounds: Bounds = FREE
    link: str | None = "identity"
    offset: float = 0.0  # brms subtracts the mean of the offsets from the location, unrounded
    all_rows: bool = False


@dataclass(frozen=True)
class Parameter:
    """One parameter of the Stan program.

    Attributes:
        stan: its name ("b_mu1").
        type: Stan's type without bounds and sizes ("vector", "cholesky_factor_corr").
        sizes: the sizes of the type (("Kc_mu1",)).
        shape: the sizes as numbers; the sizes of the array come first.
        comment: a description of a few words, which the program shows.
        array: the sizes of the array around the type.
        bounds: the bounds of each cell.
        keys: where its prior is set: one key for the whole (a real, a simplex), or one for each
            cell of a vector; none for a parameter whose prior belongs to the model (z_1).
        constants: Stan text of each cell's given value, "" for a cell that is estimated.
        priors: R text of the prior of each key, "" where the prior is flat; () before priors are
            settled.
        ordered: for each cell, the element of an ordered vector that holds its value, or None; ()
            if no cell is such an element.
        boundable: whether a prior may bound it.
        computed: whether the program computes it from others, so that it is not declared.
        concentration: the name of the data with the arguments of the Dirichlet prior of a simplex.
        label: brms's name of draws of its prior, if the keys do not determine it: the class of a
            vector ("bsp"), the whole name of others ("simo_mu1_mox1", "sds_mu1_sx_1").
    """

    stan: str
    type: str
    sizes: tuple[Size, ...] = ()
    shape: tuple[int, ...] = ()
    comment: str = ""
    array: tuple[Size, ...] = ()
    bounds: Bounds = FREE
    keys: tuple[Key, ...] = ()
    constants: tuple[str, ...] = ()
    priors: tuple[str, ...] = ()
    ordered: tuple[Element | None, ...] = ()
    boundable: bool = True
    computed: bool = False
    concentration: str = ""
    label: str = ""

    @property
    def size(self) -> int:
        """Return the number of cells."""
        return int(np.prod(self.shape, dtype=int))

    @property
    def declared(self) -> tuple[Parameter, ...]:
        """Return the declared parameters: the whole parameter, or its free cells."""
        if self.computed:
            return ()
        if not self.values:
            return (self,)
        free = (i for i, value in enumerate(self.values, start=1) if not value)
        part = Parameter("", "real", comment=f"a cell of {self.stan} that is estimated")
        if self.by_rows:
            part = replace(part, type="row_vector", sizes=self.sizes[1:], shape=self.shape[1:])
        return tuple(replace(part, stan=self._free(i), bounds=self.bounds.of(i - 1)) for i in free)

    @property
    def values(self) -> tuple[Expression, ...]:
        """Return the value of each given cell, "" for estimated cells; () if all are estimated."""
        if not any(self.ordered):
            return self.constants
        constants = self.constants or ("",) * len(self.ordered)
        pairs = zip(constants, self.ordered, strict=True)
        return tuple(at or value for value, at in pairs)

    @property
    def declaration(self) -> Declaration:
        """Return the record of the variable.

        A parameter with given cells is computed. A vector with cells of an ordered vector has no
        bounds, as in brms.
        """
        return Declaration(
            self.stan, self.type, self.sizes, self.comment, self.array,
            FREE if any(self.ordered) else self.bounds,
            "transformed parameters" if self.values or self.computed else "parameters",
        )  # fmt: skip

    @property
    def cells(self) -> tuple[tuple[Expression, Expression], ...]:
        """Return each cell with its given value, or with the parameter that holds it."""
        texts = (v and self._repeated(v) for v in self.values)
        values = (value or self._free(i) for i, value in enumerate(texts, start=1))
        return tuple((self.at(i), value) for i, value in enumerate(values, start=1))

    def at(self, position: int) -> Expression:
        """Return the part of the parameter whose prior is set at ``position``, from 1.

        The part is a cell, or a row of a matrix if priors are set for its rows, or a whole scalar.
        """
        if not self.shape:
            return self.stan
        if self.by_rows:
            return Element(self.stan, position)
        first, *further = (int(i) + 1 for i in np.unravel_index(position - 1, self.shape, "F"))
        return Element(self.stan, first, tuple(further))

    @property
    def by_rows(self) -> bool:
        """Return whether priors are set for the rows of a matrix, not for each cell."""
        return self.type == "matrix" and 0 < len(self.keys) < self.size

    @property
    def wholes(self) -> tuple[Expression, ...]:
        """Return the parts that share one prior: all cells, or each element of an array."""
        if self.array:
            return tuple(Element(self.stan, k) for k in range(1, self.shape[0] + 1))
        return (AllCells(self.stan) if self.type == "matrix" else self.stan,)

    def _repeated(self, value: Expression) -> Expression:
        return Repeated(value, self.sizes[1]) if self.by_rows else value

    def _free(self, position: int) -> str:
        """Return brms's name of an estimated cell of a parameter with given cells."""
        return f"par_{self.stan}_{position}"


@dataclass(frozen=True, eq=False)
class Regressors:
    """Columns in which a linear predictor is linear, with their coefficients.

    Attributes:
        place: the parameter that has the predictor.
        values: the columns: (N, coefficients).
        coefs: the names of the coefficients: "Intercept", "x".
        names: brms's names of the variables that hold the coefficients.
        parameter: Stan's name of the parameter with the coefficients.
    """

    place: PlacedDpar
    values: np.ndarray
    coefs: tuple[str, ...]
    names: tuple[str, ...]
    parameter: str


@dataclass(frozen=True)
class Slot:
    """A coefficient in the predictor of one parameter, or the parameter itself.

    Attributes:
        dpar: the name of the parameter: "mu1", "sigma2", "nlp_a" for the non-linear parameter "a";
            "" for a coefficient that all components share.
        coef: the name of the coefficient: "Intercept", "x", "x:byhi"; "" for the parameter itself.
        component: the number of the component, from 1; 0 if the parameter belongs to none.
    """

    dpar: str = ""
    coef: str = ""
    component: int = 0

    @classmethod
    def of(cls, place: PlacedDpar, coef: str = "") -> Slot:
        """Return the slot of ``coef`` in the predictor of ``place``."""
        return cls(place.name, coef, place.component or place.proportion_of)

    @classmethod
    def of_key(cls, key: Key, mixture: Mixture) -> Slot:
        """Return the slot of the parameter that a prior row is about.

        The slot is empty for rows about all of theta, and for rows such as "sd". The class of a
        parameter without a predictor is its own name: "sigma1".
        """
        if key.nlpar:
            return cls.of(nonlinear_parameter(key.nlpar, key.resp), key.coef)
        # The only mu of a single family has no name in keys.
        names = {(p.resp, p.plain): p for p in mixture.places}
        columns = {(p.resp, p.column): p for p in mixture.places}
        place = names.get((key.resp, key.kind)) or columns.get((key.resp, key.dpar))
        return cls("", key.coef) if place is None else cls.of(place, key.coef)


@dataclass(frozen=True)
class Variable:
    """One scalar that a fit reports, under brms's name, with the facts about it.

    The name is for readers. Code reads the facts and never takes the name apart.

    Attributes:
        name: "b_mu1_Intercept", "sd_g__mu1_x", "r_g__mu1[lev.1,x]", "sigma1".
        kind: "b", "sd", "cor", "df", "dpar", "r", "prior", "lprior", "lp__", or another class of
            brms's; the order of kinds is that of ``KINDS``.
        label: its name in the summary: "mu1_Intercept", "sd(mu1_Intercept)".
        group: the grouping factor of a group-level variable.
        slots: the coefficients that the variable belongs to: two for a correlation, one for most
            variables, none for what belongs to the whole model ("df_g", "lprior").
        level: the level of the grouping factor, or the number of the threshold.
        part: distinguishes variables of the same kind and slot: "cs" for category specific
            coefficients, "phi" and "R2" of R2D2, "unscaled" for a shape before it is scaled, the
            group of rows for a threshold, and the class of the prior row for a draw of a prior.
        array: the name of the array of which the variable is a cell ("r_g__mu1"); "" for a scalar.
        cell: the indices of the cell, ("lev.1", "x"); () for a scalar.
        effects: the names of the group-level coefficients that the variable belongs to, as the
            tables of brms have them ("mu1_x"): two for a correlation. The two responses of a
            correlation of residuals.
        base: the label of the coefficient without its threshold, "mu1_z" of "mu1_z[2]", if each
            threshold has its own value.
        prior: the name of the variable that holds draws of its prior, if a file gives it. Otherwise
            the facts about the draws of the prior determine to which variables they belong.
    """

    name: str
    kind: str
    label: str = ""
    group: str = ""
    slots: tuple[Slot, ...] = ()
    level: str = ""
    part: str = ""
    array: str = ""
    cell: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    base: str = ""
    prior: str = ""

    @classmethod
    def of_program(cls, name: str) -> Variable:
        """Return the facts about a variable of the program that the model does not report.

        Such a variable has the name of a variable of Stan, or of a cell of it: "z_1[1,2]".
        """
        kind = name if name in ("lprior", "lp__") else "stan"
        try:
            node = parse(name)
        except RSyntaxError:
            return cls(name, kind)
        match node:
            case Index(Name(array), arguments):
                cell = tuple(write(a.value) for a in arguments if a.value is not None)
                return cls(name, kind, array=array, cell=cell)
        return cls(name, kind)

    @property
    def dpar(self) -> str:
        """The name of the parameter that the variable belongs to; "" if it is not exactly one."""
        return self.slots[0].dpar if len(self.slots) == 1 else ""

    @property
    def coef(self) -> str:
        """The name of the coefficient that the variable belongs to; "" if it is not exactly one."""
        return self.slots[0].coef if len(self.slots) == 1 else ""

    @property
    def components(self) -> frozenset[int]:
        """The numbers of the components that the variable belongs to, from 1; empty for none."""
        return frozenset(s.component for s in self.slots if s.component)

    @property
    def intercept(self) -> bool:
        """Whether the variable is an intercept or a threshold of the population."""
        return self.kind == "b" and self.coef == "Intercept"


# The order in which brms stores variables. Variables of one kind keep the order of the pieces.
KINDS = (
    "b_Intercept", "b", "bs", "bsp", "sd", "cor", "df", "sds", "sdgp", "lscale", "structure",
    "dpar", "Intercept", "rescor", "delta", "lasso", "simo", "r", "s", "zgp", "R2D2", "latent",
    "Yl", "meanme", "sdme", "corme", "Xme", "prior", "lprior", "lp__", "stan",
)  # fmt: skip

LATENT = ("Yl", "Xme")
"""The kinds of variables that hold latent values, free of measurement error."""
