"""The number of processors that this process may use."""

from __future__ import annotations

from pybrms_mix.base.lazy import loky


def processors() -> int:
    """Return the number of processors that this process may use, at least 1.

    A process can be restricted to some processors of a machine: by its affinity, as under Slurm, or
    by the quota of its control group, as in a container. ``os.cpu_count()`` counts all processors.
    The environment variable ``LOKY_MAX_CPU_COUNT`` sets a lower number.
    """
    return max(1, int(loky.cpu_count()))
