"""Convert row labels, the index of a data frame, to JSON and back."""

from __future__ import annotations

from typing import Any

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.base.public_calls import warn

_PLAIN = (bool, int, float, str, type(None))


def index_text(index: pd.Index) -> dict[str, Any]:
    """Convert an index to JSON values.

    Numbers, strings, logicals, dates and time spans keep their type, also as levels of a
    MultiIndex. Labels of other types become strings, with a warning.

    Parameters
    ----------
    index
        The index of a data frame.

    Returns
    -------
    dict
        The values from which ``index_of`` restores the index.
    """
    if isinstance(index, pd.MultiIndex):
        levels = [_level(index.get_level_values(k)) for k in range(index.nlevels)]
        return {"levels": levels}
    return _level(index)


def index_of(told: dict[str, Any] | list[Any]) -> pd.Index:
    """Restore the index from the values of ``index_text``; a list holds the labels only."""
    if isinstance(told, list):
        index: pd.Index = pd.Index(told)
        return index
    if "levels" in told:
        return pd.MultiIndex.from_arrays([_values(level) for level in told["levels"]])
    return _values(told)


def _level(index: pd.Index) -> dict[str, Any]:
    """Return the labels of one index level with their type."""
    name = index.name if isinstance(index.name, _PLAIN) else str(index.name)
    if isinstance(index, pd.RangeIndex):
        return {"name": name, "range": [index.start, index.stop, index.step]}
    if isinstance(index, pd.CategoricalIndex):
        index = pd.Index(index.astype(object), name=index.name).infer_objects()
    if isinstance(index, pd.DatetimeIndex):
        zone = None if index.tz is None else str(index.tz)
        plain = index if index.tz is None else index.tz_convert("UTC").tz_localize(None)
        dates = plain.to_numpy("datetime64[ns]").astype(int).tolist()
        return {"name": name, "dates": dates, "zone": zone, "unit": index.unit}
    if isinstance(index, pd.TimedeltaIndex):
        spans = index.to_numpy("timedelta64[ns]").astype(int).tolist()
        return {"name": name, "spans": spans, "unit": index.unit}
    labels = index.tolist()
    if not all(isinstance(label, _PLAIN) for label in labels):
        warn("Row labels that are neither numbers, text nor dates are stored as text.")
        return {"name": name, "labels": [str(label) for label in labels], "kind": "object"}
    return {"name": name, "labels": labels, "kind": str(index.dtype)}


def _values(facts: dict[str, Any]) -> pd.Index:
    name = facts["name"]
    if "range" in facts:
        start, stop, step = facts["range"]
        return pd.RangeIndex(start, stop, step, name=name)
    if "dates" in facts:
        dates = pd.DatetimeIndex(pd.to_datetime(facts["dates"], unit="ns"), name=name)
        dates = dates.as_unit(facts["unit"])
        zone = facts["zone"]
        return dates if zone is None else dates.tz_localize("UTC").tz_convert(zone)
    if "spans" in facts:
        spans = pd.TimedeltaIndex(pd.to_timedelta(facts["spans"], unit="ns"), name=name)
        return spans.as_unit(facts["unit"])
    labels: pd.Index = pd.Index(facts["labels"], dtype=facts["kind"], name=name)
    return labels
