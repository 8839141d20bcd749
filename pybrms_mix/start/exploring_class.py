"""Starting points of the search for the modes of a class of several responses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.model.ir import Model
from pybrms_mix.start.exploring import SOLUTIONS, Exploring
from pybrms_mix.start.guess import Guess
from pybrms_mix.start.several import ClassRows, Joined, SeveralGuess, with_priors
from pybrms_mix.start.variants import interleaved, variants, within_levels


def exploring(model: Model) -> Exploring:
    """Return the starting points of the search for the modes of a model."""
    return ExploringClass(model) if model.views else Exploring(model)


class ExploringClass(SeveralGuess, Exploring):
    """Starting values of several responses that also include points near which other modes may lie.

    Labels are also exchanged among the rows with one value of a response. Responses that belong to
    no class start at their best guess.
    """

    def split(self, _: Mapping[str, np.ndarray]) -> Iterator[Mapping[str, Any]]:
        """Yield nothing: components are emptied and split in the solutions of EM alone."""
        return iter(())

    def transferred(self, _: Mapping[str, np.ndarray]) -> Iterator[Mapping[str, Any]]:
        """Yield nothing, as ``split()``."""
        return iter(())

    def combined(self, _: Sequence[Mapping[str, np.ndarray]]) -> Iterator[Mapping[str, Any]]:
        """Yield nothing: the memberships of optima are not those of one response."""
        return iter(())

    def _elsewhere(self, rng: np.random.Generator, orders: int) -> Iterator[Any]:
        model = self._model
        views = [with_priors(view, name, model) for name, view in model.views.items()]
        classless = [Guess(view).starts[:1] for view in views if not view.mixture.class_]
        if not all(classless):
            return
        starts_beside = [start for first in classless for start in first]
        rows = ClassRows(model, [view for view in views if view.mixture.class_])
        solutions = [s.shares for s in rows.solutions(rng, SOLUTIONS)]
        best, names = solutions[0], self._predictors
        columns = rows.columns[[c for c in rows.columns if c in names]]
        values = pd.DataFrame(dict(enumerate(rows.responses)))
        exchanged = variants(best, rows.responses, columns, rng, self.random)
        within = within_levels(best, values)
        kinds = ([rows.together(s) for s in islice(k, self.exchanges)] for k in (within, exchanged))
        for shares in interleaved(solutions, *kinds):
            for start in islice(rows.placed(shares), orders):
                yield Joined([*start, *starts_beside])
