"""The length of a campaign: a number of rounds in the suite, PYBRMS_MIX_FUZZ seconds if set.

The suite has the same rounds on a slow and on a fast machine.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

VARIABLE = "PYBRMS_MIX_FUZZ"


def rounds(count: int) -> Iterator[int]:
    """Yield numbers from 0: ``count`` of them, or until the time of a long campaign is over."""
    if VARIABLE not in os.environ:
        yield from range(count)
        return
    end = time.monotonic() + float(os.environ[VARIABLE])
    number = 0
    while time.monotonic() < end:
        yield number
        number += 1


def seed() -> int:
    """Return the seed of the campaign: 1 in the suite, another one each time in long campaigns."""
    return time.time_ns() % 2**31 if VARIABLE in os.environ else 1
