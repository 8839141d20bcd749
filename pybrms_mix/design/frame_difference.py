"""The differences between similar tables, such as imputations, and one of them as their base."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pybrms_mix.base.lazy import pandas as pd
from pybrms_mix.design.frame import Frame
from pybrms_mix.design.packing import Packed, packed, share_alike, unpacked

_MOST = 0.5  # the share of equal rows from which sending a common base pays off


@dataclass(frozen=True, eq=False)
class FrameDifference:
    """The data from which a process that has the frame ``base`` restores another frame.

    Attributes:
        rest: the frame without its columns.
        columns: the values that differ from those of ``base``.
        whole: the difference between the attributes ``whole`` of both frames, if ``base`` has one.
    """

    rest: Frame
    columns: Packed
    whole: FrameDifference | None

    @classmethod
    def of(cls, frame: Frame, base: Frame) -> FrameDifference:
        """Return the difference between two frames."""
        complete = None
        if frame.whole is not None and base.whole is not None:
            complete = cls.of(frame.whole, base.whole)
        rest = replace(frame, data=frame.data[[]], whole=None if complete else frame.whole)
        return cls(rest, packed(frame.data, _columns(frame, base)), complete)

    def frame(self, base: Frame) -> Frame:
        """Return the other frame, restored from ``base`` and the difference."""
        complete = self.rest.whole if self.whole is None else self.whole.frame(base.whole or base)
        data = unpacked(self.columns, self.rest.N, _columns(self.rest, base))
        return replace(self.rest, data=data, whole=complete)


def are_similar(one: Frame, other: Frame) -> bool:
    """Return whether most rows of two frames are equal in one of the columns."""
    return share_alike(one.data, other.data) > _MOST


def _columns(frame: Frame, base: Frame) -> pd.DataFrame | None:
    """Return the columns of ``base`` if it has as many rows as ``frame``."""
    return base.data if frame.N == base.N else None
