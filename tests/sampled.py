"""Parameters of tests of which `make check` takes a part, and `make test` all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def one_in(count: int, values: Iterable[Any]) -> list[Any]:
    """Return the values as parameters: the first of each ``count`` values, the others wide.

    A value that is a tuple has the values of several parameters.
    """
    each = [value if isinstance(value, tuple) else (value,) for value in values]
    return [
        pytest.param(*value, marks=[pytest.mark.wide] if at % count else [])
        for at, value in enumerate(each)
    ]
