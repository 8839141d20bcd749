"""The Python of catching.R."""

# Errors and warnings of blocks are caught where they happen.

import numpy as np
from pybrms_mix import r


def safe(x):
    try:
        if r.truth(r.any_(r.compare(x, "<=", 0))):
            raise ValueError("not positive")
        steps = np.log(x)
        out = r.total(steps)
    except Exception:  # noqa: BLE001
        out = np.nan
    finally:
        pass
    return out


good = safe(np.array([1, np.exp(1)]))
bad = safe(-1)
kept = None
for i in range(1, 5):
    try:
        if i % 2 == 0:
            r.stop("even: ", i)
        value = i * 10
    except Exception as error:  # noqa: BLE001

        def each(e):
            told = str(e)
            return r.nchar(told)

        value = each(error)
    if i == 4:
        continue
    kept = r.c(kept, value)
try:
    seen = 1
    raise ValueError("after the first")
    seen = 2
except Exception:  # noqa: BLE001
    pass
try:
    with r.warnings_as_errors():
        r.warn("careful")
        warned = 1
except Warning as warning:
    warned = str(warning)
except Exception:  # noqa: BLE001
    warned = "error"
tried = r.attempt(lambda: r.stop("no"))
failed = r.inherits(tried, "try-error")
tried = None
try:
    a = 1
    fine = a + 1
except Exception as error:  # noqa: BLE001
    fine = r.failure(error)
worked = not r.truth(r.inherits(fine, "try-error"))
