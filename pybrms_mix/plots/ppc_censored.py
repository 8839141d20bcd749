"""Checks of data of which some are censored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pybrms_mix.base.errors import InvalidArgument
from pybrms_mix.plots import style
from pybrms_mix.plots.check_data import Check, Kind

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def surviving(times: np.ndarray, is_event: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the times of events, and the share that survives each of them.

    Source: Kaplan and Meier (1958).

    Args:
        times: The times of events, or of censoring.
        is_event: Whether a time is that of an event.
    """
    events = np.unique(times[is_event])
    at_risk = np.array([(times >= t).sum() for t in events])
    deaths = np.array([(times[is_event] == t).sum() for t in events])
    return events, np.cumprod(1 - deaths / at_risk)


def _km_overlay(ax: Axes, check: Check) -> None:
    """Draw the survival of the data, and of each predicted data set, in which none is censored."""
    if check.status is None:
        raise InvalidArgument("Argument 'status_y' is required for ppc type 'km_overlay'.")
    all_events = np.ones(len(check.y), dtype=bool)
    for number, prediction in enumerate(check.predicted):
        _curve(ax, prediction, all_events, color=style.MIDDLE, linewidth=0.8, alpha=0.7,
               label="_" if number else "predicted")  # fmt: skip
    _curve(ax, check.y, check.status == 1, color=style.DATA, linewidth=2, label="data")
    ax.set_xlabel(check.name)
    ax.set_ylabel("survival")
    ax.set_ylim(-0.02, 1.02)


def _curve(ax: Axes, times: np.ndarray, is_event: np.ndarray, **looks: object) -> None:
    at, share = surviving(times, is_event)
    start = min(0.0, float(times.min()))
    end = float(times.max())
    last = share[-1] if len(share) else 1.0
    ax.step(np.concatenate([[start], at, [end]]), np.concatenate([[1.0], share, [last]]),
            where="post", **looks)  # type: ignore[arg-type]  # fmt: skip


CENSORED: dict[str, Kind] = {"km_overlay": Kind(_km_overlay, grouped=True)}
