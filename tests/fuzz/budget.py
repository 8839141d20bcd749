"""The duration of a campaign: some seconds in the suite, PYBRMS_MIX_FUZZ seconds if set."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

VARIABLE = "PYBRMS_MIX_FUZZ"


def rounds(seconds: float, least: int = 1) -> Iterator[int]:
    """Yield numbers from 0 until the time is over, at least ``least`` of them."""
    end = time.monotonic() + float(os.environ.get(VARIABLE, seconds))
    number = 0
    while number < least or time.monotonic() < end:
        yield number
        number += 1


def seed() -> int:
    """Return the seed of the campaign: 1 in the suite, another one each time in long campaigns."""
    return time.time_ns() % 2**31 if VARIABLE in os.environ else 1
