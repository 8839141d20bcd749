"""Regular expressions that the user writes."""

from __future__ import annotations

import re
from functools import lru_cache

from pybrms_mix.base.errors import InvalidArgument, Span


@lru_cache(maxsize=512)
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return the compiled regular expression.

    Raises:
        InvalidArgument: at the place where the text stops being a regular expression.
    """
    try:
        return re.compile(pattern, flags)
    except re.error as error:
        at = min(error.pos or 0, max(0, len(pattern) - 1))
        raise InvalidArgument(
            f"This is no regular expression: {error.msg}.",
            span=Span(pattern, at, at + 1),
            hint=r"Write '\[' for the sign '[' itself, and so for other signs with a meaning.",
        ) from None
