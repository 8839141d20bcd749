"""Latent values of variables with measurement error. Their distribution is normal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.base.bounds import POSITIVE, Bounds
from pybrms_mix.base.errors import InvalidFormula
from pybrms_mix.design.frame import Frame
from pybrms_mix.model.declarations import ROWS, Declaration
from pybrms_mix.model.ir import Cells, Piece
from pybrms_mix.model.parts import Default, Key, Parameter, Variable
from pybrms_mix.pieces.correlations import pairs, start_factor
from pybrms_mix.pieces.special.measured import Measured, key_of
from pybrms_mix.pieces.special.special_terms import SpecialTerm
from pybrms_mix.syntax.deparse import write
from pybrms_mix.syntax.nodes import Call, Node, called, children


@dataclass(frozen=True, eq=False)
class NoiseFree(Piece):
    """The latent values of the variables of ``me()`` that have the same grouping factor.

    Attributes:
        number: the number of the grouping factor, from 1.
        measured: the variables.
        related: whether the variables are correlated: ``set_mecor()``.
    """

    template: ClassVar[str] = "noise_free"
    number: int
    measured: tuple[Measured, ...]
    related: bool

    @property
    def correlated(self) -> bool:
        """Return whether there are correlations."""
        return self.related and len(self.measured) > 1

    @property
    def group(self) -> str:
        """Return the name of the grouping factor; "" if each row has its own value."""
        return self.measured[0].group

    @property
    def _size(self) -> str:
        return f"Nme_{self.number}" if self.group else ROWS

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return means, standard deviations, standardised values, and the correlations' factor."""
        i, size, count = self.number, self._size, len(self.measured)
        coefs = [m.coef for m in self.measured]
        unit_count = len(self.measured[0].known)
        parameters = [
            Parameter(
                f"meanme_{i}", "vector", (f"Mme_{i}",), (count,), "means of the latent values",
                keys=tuple(Key("meanme", c) for c in coefs),
            ),
            Parameter(
                f"sdme_{i}", "vector", (f"Mme_{i}",), (count,),
                "standard deviations of the latent values",
                bounds=POSITIVE, keys=tuple(Key("sdme", c) for c in coefs),
            ),
        ]  # fmt: skip
        about = "latent values, standardised"
        if not self.correlated:
            zs = (f"zme_{m.number}" for m in self.measured)
            return (
                *parameters,
                *(Parameter(z, "vector", (size,), (unit_count,), about) for z in zs),
            )
        shape = (count, count)
        about_l = "Cholesky factor of the correlations of the latent values"
        keys = (Key("corme", group=self.group),)
        return (
            *parameters,
            Parameter(f"zme_{i}", "matrix", (f"Mme_{i}", size), (count, unit_count), about),
            Parameter(f"Lme_{i}", "cholesky_factor_corr", (f"Mme_{i}",), shape, about_l, keys=keys),
        )

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """Return records of sizes, of the measurements, and of the latent values."""
        i, size = self.number, self._size
        records = [Declaration.count(f"Mme_{i}", "number of variables with measurement error")]
        if self.group:
            records += [
                Declaration.count(f"Nme_{i}", "number of latent values of each variable"),
                Declaration(
                    f"Jme_{i}", "int", (), "the latent value of each row", (ROWS,), Bounds("1")
                ),
            ]
        for m in self.measured:
            k = m.number
            records += [
                Declaration(f"Xn_{k}", "vector", (size,), f"measured values of {m.coef}"),
                Declaration(
                    f"noise_{k}",
                    "vector",
                    (size,),
                    f"standard deviations of the errors of {m.coef}",
                    bounds=POSITIVE,
                ),
            ]
        computed = (
            Declaration(
                m.stan, "vector", (size,), f"latent values of {m.coef}",
                block="transformed parameters",
            )
            for m in self.measured
        )  # fmt: skip
        return (*records, *computed)

    def data(self) -> dict[str, Any]:
        """Return the sizes and the measurements."""
        i, count = self.number, len(self.measured)
        data: dict[str, Any] = {f"Mme_{i}": count, f"NCme_{i}": count * (count - 1) // 2}
        if self.group:
            first = self.measured[0]
            data |= {f"Nme_{i}": len(first.known), f"Jme_{i}": first.index + 1}
        for m in self.measured:
            at = m.units if self.group else slice(None)
            data |= {f"Xn_{m.number}": m.slope[at], f"noise_{m.number}": m.noises[at]}
        return data

    def defaults(self) -> tuple[Default, ...]:
        """Return the default priors of means, standard deviations and correlations."""
        rows = [Default(Key("meanme")), Default(Key("sdme"), bounds=POSITIVE)]
        for m in self.measured:
            rows += [Default(Key("meanme", m.coef)), Default(Key("sdme", m.coef))]
        if self.correlated:
            rows.append(Default(Key("corme"), "lkj(1)"))
            rows += [Default(Key("corme", group=self.group))] if self.group else []
        return tuple(rows)

    def _pairs(self) -> list[tuple[str, int, int]]:
        """Return the name and the two variables of each correlation, column by column."""
        if not self.correlated:
            return []
        head = f"corme_{self.group}" if self.group else "corme"
        coefs = [m.coef for m in self.measured]
        return [(f"{head}__{coefs[j]}__{coefs[k]}", j, k) for j, k in pairs(len(coefs))]

    def variables(self) -> tuple[Variable, ...]:
        """Return means, standard deviations, correlations, and the latent values."""
        coefs = [m.coef for m in self.measured]
        latent = (
            Variable(name, "Xme", level=label, array=m.array, cell=(label,))
            for m in self.measured
            for name, label in zip(m.names(), m.cells, strict=True)
        )  # fmt: skip
        return (
            *(Variable(f"meanme_{c}", "meanme") for c in coefs),
            *(Variable(f"sdme_{c}", "sdme") for c in coefs),
            *(Variable(name, "corme") for name, _, _ in self._pairs()),
            *latent,
        )

    def report(self, cells: Cells) -> dict[str, np.ndarray]:
        """Return the draws of the variables."""
        i, report = self.number, dict[str, np.ndarray]()
        for k, m in enumerate(self.measured):
            report[f"meanme_{m.coef}"] = cells[f"meanme_{i}"][:, :, k]
            report[f"sdme_{m.coef}"] = cells[f"sdme_{i}"][:, :, k]
            latent = cells[m.stan]
            report |= {name: latent[:, :, n] for n, name in enumerate(m.names())}
        if self.correlated:
            factor = cells[f"Lme_{i}"]
            correlations = factor @ np.swapaxes(factor, -1, -2)
            report |= {name: correlations[:, :, j, k] for name, j, k in self._pairs()}
        return report

    def startable(self) -> tuple[str, ...]:
        """Return the names of all variables."""
        return tuple(v.name for v in self.variables())

    def guessed(self, unit: float) -> dict[str, float]:
        """Return the measured values, their means and their standard deviations."""
        starts: dict[str, float] = {}
        for m in self.measured:
            x = m.slope[m.units]
            starts[f"meanme_{m.coef}"] = float(x.mean())
            starts[f"sdme_{m.coef}"] = float(x.std()) or 1.0
            starts |= dict(zip(m.names(), x.tolist(), strict=True))
        return starts

    def started(self, values: Mapping[str, float]) -> dict[str, Any]:
        """Return the program's parameters; latent values that are left out start at the mean."""
        if not any(v.name in values for v in self.variables()):
            return {}
        i, defaults = self.number, self.guessed(1.0)
        mean = self._start("meanme", values, defaults)
        sd = self._start("sdme", values, defaults)
        latent = np.array(
            [[values.get(n, at) for n in m.names()]
             for m, at in zip(self.measured, mean, strict=True)]
        )  # fmt: skip
        z = (latent - mean[:, None]) / sd[:, None]
        starts: dict[str, Any] = {f"meanme_{i}": mean, f"sdme_{i}": sd}
        if not self.correlated:
            return starts | {f"zme_{m.number}": z[k] for k, m in enumerate(self.measured)}
        factor = self._start_factor(values)
        return starts | {f"zme_{i}": np.linalg.solve(factor, z), f"Lme_{i}": factor}

    def _start(
        self, kind: str, values: Mapping[str, float], defaults: Mapping[str, float]
    ) -> np.ndarray:
        names = [f"{kind}_{m.coef}" for m in self.measured]
        return np.array([values.get(name, defaults[name]) for name in names])

    def _start_factor(self, values: Mapping[str, float]) -> np.ndarray:
        """Return the Cholesky factor of the correlations; those left out are 0."""
        matrix = np.eye(len(self.measured))
        for name, j, k in self._pairs():
            matrix[j, k] = matrix[k, j] = values.get(name, 0.0)
        return start_factor(matrix, "The correlations of latent values")


def noise_free(terms: Sequence[SpecialTerm], frame: Frame) -> list[NoiseFree]:
    """Return the latent values of all variables in ``terms``, one piece for each grouping factor.

    Raises:
        InvalidFormula: if a variable has two different standard deviations or groups.
    """
    by_key: dict[tuple[str, str, str], Measured] = {}
    groups: dict[str, list[Measured]] = {}
    for call in (call for term in terms for call in _calls(term.node)):
        variable = Measured.of(call, len(by_key) + 1, len(groups) + 1, frame)
        if variable.key in by_key:
            continue
        if any(m.coef == variable.coef for m in by_key.values()):
            raise InvalidFormula(
                f"Variable '{write(variable.value.node)}' is used in different calls to 'me'.",
                span=call.span,
                hint="Write the calls of 'me()' for a variable in the same way.",
            )
        members = groups.setdefault(variable.group, [])
        if members:
            variable = replace(variable, block=members[0].block)
        members.append(variable)
        by_key[variable.key] = variable
    related = all(term.related for term in terms)
    return [NoiseFree(m[0].block, tuple(m), related) for m in groups.values()]


def measured_of(call: Call, pieces: Iterable[Piece]) -> Measured:
    """Return the variable of a call among those of ``pieces``."""
    variables_of_pieces = [
        m for piece in pieces if isinstance(piece, NoiseFree) for m in piece.measured
    ]
    key = key_of(call)
    return next(m for m in variables_of_pieces if m.key == key)


def _calls(node: Node) -> Iterator[Call]:
    """Yield the calls of ``me()`` in their order."""
    if isinstance(node, Call) and called(node) == "me":
        yield node
        return
    for child in children(node):
        yield from _calls(child)
