"""Fit several components jointly, with the coefficients that they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from pybrms_mix.start.side import Cluster, Part, Side


def alike(regressions: Sequence[Side]) -> bool:
    """Return whether each cluster may become any component.

    All components then have the same kind of regression, and each coefficient belongs to one
    component or to all of them.
    """
    names = [set(r.coefficients) for r in regressions]
    common = set.intersection(*names)
    return len({r.kind for r in regressions}) == 1 and all(
        a & b == common for a, b in combinations(names, 2)
    )


def parts(regressions: Sequence[Side], clusters: Sequence[Cluster]) -> list[Part]:
    """Return the estimates of each component from its cluster.

    Coefficients that several components share are fitted to the rows of all their clusters. Each
    row is weighted by the spread of its own component.
    """
    placed = list(zip(regressions, clusters, strict=True))
    solutions = [r.solved(c) for r, c in placed]
    names = list(dict.fromkeys(n for r in regressions if r.joint for n in r.coefficients))
    if len(names) < sum(len(r.coefficients) for r in regressions if r.joint):
        gram, right = np.zeros((len(names), len(names))), np.zeros(len(names))
        at = [[names.index(n) for n in r.coefficients] if r.joint else [] for r in regressions]
        for (r, c), coupled, b in zip(placed, at, solutions, strict=True):
            if coupled:
                precision = r.unit(c, b) ** -2
                products, responses = r.moments(c)
                gram[np.ix_(coupled, coupled)] += precision * products
                right[coupled] += precision * responses
        joint = np.linalg.lstsq(gram, right, rcond=None)[0]
        solutions = [
            joint[coupled] if coupled else b for coupled, b in zip(at, solutions, strict=True)
        ]
    return [r.part(c, b) for (r, c), b in zip(placed, solutions, strict=True)]
