"""The response and what its addition terms say of each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from pybrms_mix.family.base import Mixture
from pybrms_mix.family.support import check_response
from pybrms_mix.model.frame import Expression, Frame
from pybrms_mix.model.ir import Plain


@dataclass(frozen=True, eq=False)
class Response(Plain):
    """The observed values.

    Attributes:
        name: of the response as written.
        expression: how it comes from the columns.
        y: its values, shape (N,); empty where new data have none.
        extra: by addition term, shape (N,).
    """

    template: ClassVar[str] = "response"
    mixture: Mixture
    name: str
    expression: Expression
    y: np.ndarray
    extra: Mapping[str, np.ndarray]
    N: int

    @classmethod
    def of(cls, mixture: Mixture, name: str, expression: Expression, frame: Frame) -> Response:
        """Return the response, checked against what the families allow."""
        y = check_response(mixture, np.asarray(expression.values), name, rows=frame.rows)
        return cls(mixture, name, expression, y, {}, frame.N)

    @property
    def values(self) -> str:
        """Return the kind of its values: "real" or "int"."""
        return self.mixture.components[0].family.values

    def data(self) -> dict[str, Any]:
        """Return the number of rows and the response."""
        return {"N": self.N, "Y": self.y, **self.extra}

    def at(self, frame: Frame) -> Response:
        """Return the response of other rows, if they have one."""
        if not all(v in frame.data for v in self.expression.columns):
            return replace(self, y=np.zeros(0), N=frame.N)
        expression = self.expression.at(frame)
        values = np.asarray(expression.values)
        y = check_response(self.mixture, values, self.name, rows=frame.rows)
        return replace(self, expression=expression, y=y, N=frame.N)
