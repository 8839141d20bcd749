"""Prior predictive checks: ``prior_check()``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from pybrms_mix.api.brm import brm, name_of
from pybrms_mix.api.programs import GAUSSIAN
from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import public, public_methods, user_frame
from pybrms_mix.base.takes import Count
from pybrms_mix.calibrate.placeholder import with_response
from pybrms_mix.calibrate.responses import Responses
from pybrms_mix.formula.formula import Source
from pybrms_mix.model import values
from pybrms_mix.model.ir import ResponsePiece
from pybrms_mix.plots.ppc import pp_check
from pybrms_mix.plots.prior_predictive import Overview
from pybrms_mix.prior.table import Priors
from pybrms_mix.results.estimates import percent
from pybrms_mix.results.fit import Fit

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_PROBS = (0.025, 0.25, 0.5, 0.75, 0.975)
_SHOWN = ("mean", "sd")
_CHAINS = 4
_WARMUP = 500
_OWN = ("sample_prior", "empty", "file", "file_refit", "save_pars", "iter", "thin", "seed")


@public_methods
@dataclass(frozen=True, eq=False)
class PriorCheck:
    """The result of ``prior_check()``. It prints a table, and ``plot()`` draws it.

    Attributes
    ----------
    fit : Fit
        A fit with draws from the prior: ``fit.summary()``, ``fit.posterior_predict()``, ....
    observed : bool
        Whether the data have a response.
    seed : int
        The seed of the simulated responses.
    """

    fit: Fit
    observed: bool
    seed: int

    @cached_property
    def _responses(self) -> Responses:
        return Responses.of(self.fit, self._data, self.seed)

    @property
    def _data(self) -> np.ndarray | None:
        return np.asarray(values.response(self.fit.model)[0]) if self.observed else None

    @property
    def table(self) -> pd.DataFrame:
        """Return the statistics of the data sets that were simulated from the prior.

        Returns
        -------
        DataFrame
            One row for each statistic: ``min``, ``mean``, ``sd``, ``max``, for counts ``zeros``
            (the proportion of zeros), and ``outside``, the proportion of rows outside the range of
            the data. For ordered categories the rows are the proportions of the categories. The
            columns are quantiles over the data sets, and the value for the observed data
            (``data``).

        Examples
        --------
        >>> import pandas as pd
        >>> from pybrms_mix import mixture, prior, prior_check
        >>> d = pd.DataFrame({"y": [0.1, 1.2, 0.4, 2.2]})
        >>> family = mixture("gaussian", nmix=2)
        >>> check = prior_check("y ~ 1", d, family, seed=1)
        >>> check.table.columns.tolist()
        ['2.5%', '25%', '50%', '75%', '97.5%', 'data']
        """
        names, responses = [f"{percent(p)}%" for p in _PROBS], self._responses
        lines = {n: np.nanquantile(v, _PROBS) for n, v in responses.statistics.items()}
        table = pd.DataFrame.from_dict(lines, orient="index", columns=names)
        return table.assign(data=pd.Series(responses.of_data)) if responses.of_data else table

    @property
    def components(self) -> pd.DataFrame:
        """Return one row for each component of a mixture; no row for a single family.

        Returns
        -------
        DataFrame
            The ``share`` of the rows, and the ``mean`` and ``sd`` of their responses, are medians
            over the data sets. ``2.5%`` and ``97.5%`` are the ends of the interval of the share.
            ``empty`` is the proportion of data sets in which the component has no row.

        Examples
        --------
        >>> import pandas as pd
        >>> from pybrms_mix import mixture, prior, prior_check
        >>> d = pd.DataFrame({"y": [0.1, 1.2, 0.4, 2.2]})
        >>> family = mixture("gaussian", nmix=2)
        >>> check = prior_check("y ~ 1", d, family, seed=1)
        >>> check.components.columns.tolist()
        ['family', 'share', '2.5%', '97.5%', 'mean', 'sd', 'empty']
        """
        responses, mixture = self._responses, self.fit.model.mixture
        if not mixture.thetas:
            return pd.DataFrame()
        low, middle, high = np.quantile(responses.shares, (0.025, 0.5, 0.975), axis=0)
        columns = {
            "family": [c.family.name for c in mixture.components],
            "share": middle, "2.5%": low, "97.5%": high,
            "mean": np.nanmedian(responses.means, axis=0),
            "sd": np.nanmedian(responses.sds, axis=0),
            "empty": (responses.shares == 0).mean(axis=0),
        }  # fmt: skip
        numbers = pd.Index([c.number for c in mixture.components], name="component")
        return pd.DataFrame(columns, index=numbers)

    def plot(self, type: str = "overview", **options: Any) -> Figure:
        """Plot data sets simulated from the prior beside the data, or a plot of ``pp_check()``.

        Heavy tails are truncated: the plot shows the range of most data sets.

        Parameters
        ----------
        type : str, default "overview"
            "overview", or a type of ``pp_check()``.
        **options
            Arguments of ``pp_check()``.

        Returns
        -------
        Figure
            A matplotlib figure.

        Raises
        ------
        InvalidArgument
            If the type of ``pp_check()`` needs a response and the data have none.
        """
        if type != "overview":
            if not self.observed:
                raise InvalidArgument(
                    f"Type '{type}' shows the observed response, which the data lack.",
                    hint='type = "overview" does not need the response.',
                )
            return pp_check(self.fit, type, **options)
        responses, model = self._responses, self.fit.model
        names_drawn = [n for n in _SHOWN if n in responses.statistics]
        return Overview(
            name=model.of(ResponsePiece)[0].name,
            sets=responses.sets,
            data=self._data,
            kind="ordinal" if model.mixture.ordinal else model.mixture.components[0].family.values,
            statistics={
                n: (responses.statistics[n], responses.of_data.get(n)) for n in names_drawn
            },
            shares=responses.shares if model.mixture.thetas else None,
        ).draw()

    def _lines(self) -> Iterator[str]:
        responses, model = self._responses, self.fit.model
        name = model.of(ResponsePiece)[0].name
        yield f"Prior predictive check: {self.fit.family} of {self.fit.data_name}"
        yield from self.fit.formula
        yield f"{responses.count} data sets of {self.fit.nobs} rows, simulated from the prior alone"
        if responses.infinite:
            yield (
                f"In {responses.infinite:.1%} data sets some responses are infinite or out "
                "of bounds."
            )
        yield (f"\nThe response '{name}' in these data sets:")
        yield self.table.to_string(float_format=_short, na_rep="")
        if not self.components.empty:
            yield ("\nIts components (medians, and 95 % intervals of the share):")
            yield self.components.to_string(float_format=_short)

    def __str__(self) -> str:
        return "\n".join(self._lines())

    __repr__ = __str__

    def _repr_html_(self) -> str:
        tables = [self.table] if self.components.empty else [self.table, self.components]
        return "".join(str(t.to_html(float_format=_short, na_rep="")) for t in tables)


def _short(number: float) -> str:
    return f"{number:.3g}"


@public
def prior_check(
    formula: Source,
    data: Any,
    family: object = GAUSSIAN,
    prior: Priors = None,
    *,
    ndraws: Count = 1000,
    seed: int = 1,
    data2: object = None,
    **arguments: Any,
) -> PriorCheck:
    """Simulate the response from the prior predictive distribution.

    The parameters of the model are drawn from the prior only, subject to the order of ordered
    intercepts. One data set is simulated for each draw.

    Parameters
    ----------
    formula : str or Formula
        A ``bf()`` or R text.
    data : DataFrame
        The rows. The response may be missing if no default prior depends on it.
    family : optional
        A family, a ``mixture()``, or R text.
    prior : optional
        Proper priors of all parameters. Parameters without one get brms's default prior.
    ndraws : int, default 1000
        The number of draws, and of data sets.
    seed : int, default 1
        The seed. The same seed gives the same data sets.
    data2 : mapping, optional
        Values that the model uses in addition to the rows.
    **arguments
        Further arguments of ``brm()``: ``backend``, ``control``, ....

    Returns
    -------
    PriorCheck
        The draws and a table of statistics.

    Raises
    ------
    InvalidPrior
        If a parameter has no proper prior (brms's default of ``b`` is flat), or if a default prior
        depends on a missing response.
    InvalidArgument
        If an argument is invalid.

    References
    ----------
    Gabry et al. (2019), section 3.

    Examples
    --------
    >>> import pandas as pd, pybrms_mix as pm
    >>> d = pd.DataFrame({"x": [0.0, 1.0, 2.0, 3.0]})
    >>> priors = ["prior(normal(0, 1), Intercept)", "prior(normal(0, 1), b)",
    ...           "prior(exponential(1), sigma)"]
    >>> found = pm.prior_check("y ~ x", d, "gaussian", priors, ndraws=100)
    >>> list(found.table.index)
    ['min', 'mean', 'sd', 'max']
    """
    for argument in _OWN:
        if argument in arguments:
            raise InvalidArgument(
                f"prior_check() has no argument '{argument}'.",
                hint="'ndraws' is the number of draws.",
            )
    if isinstance(ndraws, bool) or not isinstance(ndraws, (int, np.integer)) or ndraws < 1:
        raise InvalidArgument(f"Argument 'ndraws' must be a number of draws, not {ndraws!r}.")
    name = name_of(data, user_frame())
    rows, observed = with_response(formula, data, family, prior, data2)
    per_chain = -(-int(ndraws) // _CHAINS)
    settings = {"chains": _CHAINS, "warmup": _WARMUP, "silent": 2, **arguments}
    # More draws are sampled than needed, so that the selected draws are nearly independent.
    fit = brm(
        formula, rows, family, prior, sample_prior="only", data2=data2, seed=seed,
        iter=_WARMUP + 4 * per_chain, thin=4, **settings,
    )  # fmt: skip
    return PriorCheck(replace(fit, data_name=name), observed, seed)
