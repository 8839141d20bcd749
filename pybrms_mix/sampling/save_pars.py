"""The parameters whose draws a fit keeps beside the variables of brms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from pybrms_mix.base.errors import InvalidArgument, did_you_mean
from pybrms_mix.base.public_calls import public
from pybrms_mix.model.draws import Draws
from pybrms_mix.model.ir import Model
from pybrms_mix.model.parts import LATENT
from pybrms_mix.stan.data import reported


@dataclass(frozen=True)
class SavePars:
    """The parameters whose draws a fit keeps, as ``save_pars()`` returns them.

    Attributes
    ----------
    group : bool
        Whether to keep the coefficients of each level of a grouping factor.
    latent : bool
        Whether to keep values without measurement error: those of ``me()`` and ``mi(sdy)``.
    all : bool
        Whether to keep all parameters of the program by the names of Stan (``theta[1]``,
        ``z_1[1,1]``).
    manual : tuple of str
        The parameters of the program to keep in addition.
    """

    group: bool = True
    all: bool = False
    manual: tuple[str, ...] = ()
    latent: bool = True

    def check(self, model: Model) -> None:
        """Refuse parameters that the program of ``model`` does not have, before it runs.

        Raises
        ------
        InvalidArgument
            If a parameter is unknown. The message names the first one.
        """
        names = reported(model)
        for name in self.manual:
            if name not in names:
                raise InvalidArgument(
                    f"The program has no parameter '{name}'.",
                    hint=did_you_mean(name, names) or f"It has: {', '.join(names)}.",
                )

    def kept(self, model: Model, draws: Draws) -> Draws:
        """Return the draws, without those of the kinds that are not kept."""
        kinds = (*(() if self.group else ("r",)), *(() if self.latent else LATENT))
        dropped = {v.name for v in model.variables if v.kind in kinds}
        return draws.select([n for n in draws.names if n not in dropped]) if dropped else draws

    def extra(self, model: Model, cells: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Return the draws of the selected parameters of the program, by cell."""
        reported = {v.name for v in model.variables}
        names = [p.stan for p in (*model.declared, *model.parameters) if p.stan not in reported]
        names_asked = dict.fromkeys([*(names if self.all else ()), *self.manual])
        by_name: dict[str, np.ndarray] = {}
        for name in names_asked:
            if name in cells:
                by_name |= _by_cell(name, cells[name])
        return {name: draws for name, draws in by_name.items() if name not in reported}


@public
def save_pars(
    group: bool = True,
    latent: bool = True,
    all: bool = False,
    manual: str | tuple[str, ...] = (),
) -> SavePars:
    """Select the parameters whose draws a fit keeps, like ``save_pars()`` of brms.

    Parameters
    ----------
    group : bool, optional
        Whether to keep the coefficients of each level of a grouping factor.
    latent : bool, optional
        Whether to keep values without measurement error, those of ``me(x, sdx)`` and of responses
        with ``mi(sdy)``. brms does not keep them by default. Without these values, the rows of the
        fit are predicted like new rows with the same measurements.
    all : bool, optional
        Whether to keep all parameters of the Stan program, as ``bridge_sampler`` needs them.
    manual : str or tuple of str, optional
        Names of parameters of the program to keep in addition.

    Returns
    -------
    SavePars
        The selection, for the argument ``save_pars`` of ``brm()``.

    Examples
    --------
    >>> save_pars(all=True).all
    True
    """
    names = (manual,) if isinstance(manual, str) else tuple(manual)
    return SavePars(group, all, names, latent)


def _by_cell(name: str, draws: np.ndarray) -> dict[str, np.ndarray]:
    """Return the cells of one variable; the first index varies fastest, as in R."""
    shape = draws.shape[2:]
    if not shape:
        return {name: draws}
    cells = ((index, ",".join(str(i + 1) for i in index)) for index in _column_major(shape))
    return {f"{name}[{at}]": np.moveaxis(draws, (0, 1), (-2, -1))[index] for index, at in cells}


def _column_major(shape: tuple[int, ...]) -> list[tuple[int, ...]]:
    return [index[::-1] for index in np.ndindex(*shape[::-1])]
