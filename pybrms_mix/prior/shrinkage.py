"""Priors that shrink all coefficients of a predictor: horseshoe, R2D2 and lasso."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, TypeAlias

import numpy as np

from pybrms_mix.base.bounds import POSITIVE, UNIT
from pybrms_mix.base.dialect import current, warn_refused
from pybrms_mix.base.errors import InvalidPrior, NotSupported
from pybrms_mix.model.declarations import Declaration
from pybrms_mix.model.ir import Cells, Model, Piece, ValuePiece
from pybrms_mix.model.parts import Parameter, Slot, Variable
from pybrms_mix.model.start_kinds import TransformedPiece
from pybrms_mix.prior.shrinkage_arguments import arguments
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, called

# brms's mark of special coefficients in the names of their standardised coefficients and scales,
# "zbsp" and "hs_localsp".
_MARKS = {"bsp": "sp"}


@dataclass(frozen=True, eq=False)
class Horseshoe(TransformedPiece):
    """The regularised horseshoe of Piironen and Vehtari (2017).

    A coefficient is z * tau * lambda / sqrt(1 + (tau * lambda)^2 / c^2). The global scale tau and
    the local scale lambda shrink it, and the slab scale c limits its size.

    Attributes:
        target: the coefficients, which the program computes.
        suffix: the end of the names in Stan.
        settings: the arguments of the prior.
        rows: the number of rows of the data.
        factor: the name of the factor of the global scale in Stan; "" for none.
    """

    template: ClassVar[str] = "horseshoe"
    targets: tuple[Parameter, ...]
    suffix: str
    settings: dict[str, Any]
    rows: int
    factor: tuple[str, ...]

    @property
    def made(self) -> tuple[Parameter, ...]:
        """Return the vectors of coefficients."""
        return self.targets

    @property
    def vectors(self) -> tuple[tuple[Parameter, str, str], ...]:
        """Return each vector with the Stan names of its standardised coefficients and local scales.

        The program computes ``bsp`` from ``zbsp`` and ``hs_localsp``.
        """
        kinds = ((t, _MARKS.get(t.label, "")) for t in self.targets)
        return tuple((t, f"zb{k}{self.suffix}", f"hs_local{k}{self.suffix}") for t, k in kinds)

    @property
    def scale(self) -> tuple[str, ...]:
        """Return the factors of the global scale."""
        return (f"hs_scale_global{self.suffix}", *self.factor)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the parameters from which the program computes the coefficients."""
        s = self.suffix
        parameters = []
        for target, standard, local in self.vectors:
            sizes, shape = target.sizes, target.shape
            parameters += [
                Parameter(standard, "vector", sizes, shape, "standardised coefficients"),
                Parameter(
                    local,
                    "vector",
                    sizes,
                    shape,
                    "local scales of the coefficients",
                    bounds=POSITIVE,
                ),
            ]
        return (
            *parameters,
            Parameter(
                f"hs_global{s}", "real", comment="global scale of the coefficients", bounds=POSITIVE
            ),
            Parameter(
                f"hs_slab{s}",
                "real",
                comment="variance of the slab, in units of hs_scale_slab squared",
                bounds=POSITIVE,
            ),
        )

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of the arguments and of the coefficients."""
        about = {
            "df": "degrees of freedom of the local scales",
            "df_global": "degrees of freedom of the global scale",
            "df_slab": "degrees of freedom of the slab",
            "scale_global": "scale of the prior of the global scale",
            "scale_slab": "scale of the slab",
        }  # fmt: skip
        arguments = (
            Declaration(f"hs_{name}{self.suffix}", "real", comment=comment, bounds=POSITIVE)
            for name, comment in about.items()
        )
        return (*arguments, *(computed(target) for target in self.targets))

    def data(self) -> dict[str, Any]:
        """Return the arguments. ``par_ratio``, if given, determines the global scale."""
        settings, ratio = self.settings, self.settings["par_ratio"]
        scale = settings["scale_global"] if ratio is None else ratio / np.sqrt(self.rows)
        values = {
            "df": settings["df"],
            "df_global": settings["df_global"], "df_slab": settings["df_slab"],
            "scale_global": scale, "scale_slab": settings["scale_slab"],
        }  # fmt: skip
        return {f"hs_{name}{self.suffix}": value for name, value in values.items()}

    def start(self, given: Mapping[str, np.ndarray], scale: float = 1.0) -> dict[str, np.ndarray]:
        """Return starting values from which the program computes the coefficients ``given``.

        ``given`` maps Stan's names to coefficients. A vector that ``given`` lacks starts at 0.
        """
        s, ones = self.suffix, np.ones(())
        share = 1 / np.sqrt(1 + 1 / np.square(self.settings["scale_slab"]))
        values: dict[str, np.ndarray] = {f"hs_global{s}": ones, f"hs_slab{s}": ones}
        for target, standard, local in self.vectors:
            b = given.get(target.stan, np.zeros(target.shape))
            values |= {standard: b / share, local: np.ones(len(b))}
        return values


@dataclass(frozen=True, eq=False)
class R2D2(TransformedPiece):
    """The R2-D2 prior of Zhang et al. (2020): a prior of R2 and of its division among coefficients.

    Attributes:
        target: the coefficients, which the program computes.
        suffix: the end of the names in Stan.
        settings: the arguments of the prior.
        factor: the name of the factor of the coefficients in Stan; "" for none.
        slots: the slots of the coefficients.
    """

    template: ClassVar[str] = "r2d2"
    target: Parameter
    suffix: str
    settings: dict[str, Any]
    factor: tuple[str, ...]
    slots: tuple[Slot, ...]

    @property
    def standard(self) -> tuple[str, ...]:
        """Return the Stan names of the two factors of a coefficient other than its R2 scale."""
        return (*self.factor, f"zb{self.suffix}")

    @property
    def cells(self) -> int:
        """Return the number of coefficients."""
        return self.target.size

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the parameters from which the program computes the coefficients."""
        s, sizes, shape = self.suffix, self.target.sizes, self.target.shape
        return (
            Parameter(f"zb{s}", "vector", sizes, shape, "standardised coefficients"),
            Parameter(
                f"R2D2_phi{s}",
                "simplex",
                sizes,
                shape,
                "shares of the coefficients in the explained variance",
            ),
            Parameter(f"R2D2_R2{s}", "real", comment="explained variance", bounds=UNIT),
        )

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of the arguments and of the coefficients."""
        s, size = self.suffix, (self.cells,)
        shares = "concentration of the shares"
        return (
            Declaration(
                f"R2D2_mean_R2{s}", "real", comment="mean of the prior of R2", bounds=POSITIVE
            ),
            Declaration(
                f"R2D2_prec_R2{s}", "real", comment="precision of the prior of R2", bounds=POSITIVE
            ),
            Declaration(f"R2D2_cons_D2{s}", "vector", size, shares, bounds=POSITIVE),
            computed(self.target),
        )

    def data(self) -> dict[str, Any]:
        """Return the arguments. A single concentration is recycled."""
        s, settings = self.suffix, self.settings
        shares = np.broadcast_to(settings["cons_D2"], (self.cells,))
        return {
            f"R2D2_mean_R2{s}": settings["mean_R2"],
            f"R2D2_prec_R2{s}": settings["prec_R2"],
            f"R2D2_cons_D2{s}": np.array(shares),
        }

    @property
    def made(self) -> tuple[Parameter, ...]:
        """Return the one vector of coefficients."""
        return (self.target,)

    def start(self, given: Mapping[str, np.ndarray], scale: float = 1.0) -> dict[str, np.ndarray]:
        """Return starting values for given coefficients, if ``factor`` has the value ``scale``."""
        b = given[self.target.stan]
        s, shares = self.suffix, np.full(len(b), 1 / len(b))
        return {
            f"zb{s}": b / (scale * np.sqrt(shares)), f"R2D2_phi{s}": shares,
            f"R2D2_R2{s}": np.array(0.5),
        }  # fmt: skip

    def variables(self) -> tuple[Variable, ...]:
        """Return the variables that brms reports: the shares of R2, and R2."""
        shares = (
            Variable(
                f"R2D2_phi{self.suffix}[{k}]", "R2D2", slots=(slot,), part="phi",
                array=f"R2D2_phi{self.suffix}", cell=(str(k),),
            )
            for k, slot in enumerate(self.slots, 1)
        )  # fmt: skip
        r2_slots = (replace(self.slots[0], coef=""),)
        return (*shares, Variable(f"R2D2_R2{self.suffix}", "R2D2", slots=r2_slots, part="R2"))

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of shares and R2."""
        *shares, r2 = (v.name for v in self.variables())
        phi = cells[f"R2D2_phi{self.suffix}"]
        return {**{n: phi[:, :, k] for k, n in enumerate(shares)}, r2: cells[r2]}


@dataclass(frozen=True, eq=False)
class Lasso(Piece):
    """The Bayesian lasso of Park and Casella (2008): Laplace priors with one unknown scale.

    Attributes:
        target: the coefficients.
        suffix: the end of the names in Stan.
        settings: the arguments of the prior.
        slot: the slot of the predictor that has the coefficients.
    """

    template: ClassVar[str] = "lasso"
    targets: tuple[Parameter, ...]
    suffix: str
    settings: dict[str, Any]
    slot: Slot

    @property
    def made(self) -> tuple[Parameter, ...]:
        """Return the vectors of coefficients."""
        return self.targets

    @property
    def scale(self) -> str:
        """Return the name of the inverse shrinkage."""
        return f"lasso_inv_lambda{self.suffix}"

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the inverse shrinkage."""
        return (Parameter(self.scale, "real", comment="inverse shrinkage", bounds=POSITIVE),)

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of the arguments."""
        about = {
            "df": "degrees of freedom of the inverse shrinkage",
            "scale": "scale of the coefficients",
        }
        return tuple(
            Declaration(f"lasso_{name}{self.suffix}", "real", comment=comment, bounds=POSITIVE)
            for name, comment in about.items()
        )

    def data(self) -> dict[str, Any]:
        """Return the arguments."""
        return {f"lasso_{name}{self.suffix}": value for name, value in self.settings.items()}

    def variables(self) -> tuple[Variable, ...]:
        """Return the inverse shrinkage."""
        return (Variable(self.scale, "lasso", slots=(self.slot,)),)

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of the inverse shrinkage."""
        return {self.scale: cells[self.scale]}


def computed(target: Parameter) -> Declaration:
    """Return the record of coefficients that the program computes from other parameters."""
    return replace(target.declaration, block="transformed parameters")


Shrinkage: TypeAlias = Horseshoe | R2D2 | Lasso


def shrinkage(model: Model, target: Parameter, call: Call) -> Shrinkage:
    """Return the prior ``call`` of ``target`` and of all other coefficients of the same predictor.

    Raises:
        InvalidPrior: with brms's message, for an invalid argument, and for R2D2 of special
            coefficients.
        NotSupported: for coefficients that brms 2.23 shrinks, in its dialect.
    """
    key = replace(target.keys[0], coef="")
    same_predictor = (p for p in model.parameters if p.keys and replace(p.keys[0], coef="") == key)
    targets = tuple(same_predictor)
    if any(t.label == "bs" for t in targets):
        raise _refusal()(
            f"Prior '{write(call)}' is used in an invalid context. See ?set_prior for details on "
            "how to use special priors.",
            span=call.span,
            hint="The coefficients of smooths have the same class, and this prior cannot shrink "
            "them.",
        )
    suffix = "".join(f"_{name}" for name in (key.dpar, key.resp, key.nlpar) if name)
    if called(call) == "lasso":
        warn_refused("lasso")
    settings = arguments(call)
    slots = tuple(Slot.of_key(k, model.mixture) for k in target.keys)
    if called(call) == "lasso":
        return Lasso(targets, suffix, settings, replace(slots[0], coef=""))
    scaled = settings["autoscale"] and not key.dpar
    factor = tuple(_spread(model, key.resp)) if scaled else ()
    if called(call) == "R2D2":
        if any(t.label for t in targets):
            raise _refusal()(
                "The R2D2 prior does not yet support special coefficient classes.",
                span=call.span,
                hint="The special coefficients of this formula are those of monotonic effects.",
            )
        if len(settings["cons_D2"]) not in (1, target.size):
            raise InvalidPrior(
                f"Argument 'cons_D2' of the R2D2 prior must be of length 1 or {target.size}",
                span=call.span,
            )
        return R2D2(target, suffix, settings, factor, slots)
    return Horseshoe(targets, suffix, settings, model.frame.N, factor)


def _refusal() -> type[InvalidPrior | NotSupported]:
    """Return the error for coefficients that brms 2.18 does not shrink, but brms 2.23 does."""
    return NotSupported if "shrinkage" in current().accepts else InvalidPrior


def _spread(model: Model, resp: str) -> Iterator[str]:
    """Yield the name of sigma, if the response has one family whose sigma is a single number."""
    for piece in model.of(ValuePiece):
        place = piece.place
        if place.plain == "sigma" and place.resp == resp and piece.fixed_value() != 0:
            yield place.name
