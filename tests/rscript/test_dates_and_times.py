"""Dates and points in time without a counterpart in Python are told, or stop the script."""

from __future__ import annotations

import pytest

from pybrms_mix.rscript import port, run


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('x <- as.POSIXct("2021-05-13 14:47", tz = "Europe/Berlin")', "UTC"),
        ('x <- ymd_hms("2021-05-13 14:47:10", tz = zone)', "UTC"),
        ('x <- with_tz(Sys.time(), "Europe/Berlin")', "no Python"),
        ('x <- as.POSIXct("2021-05-13 14:47:10.5", format = "%Y-%m-%d %H:%M:%OS")', "fractions"),
        ('x <- as.POSIXct(100, origin = "1960-01-01")', "no such argument"),
    ],
    ids=["zone", "computed", "shift", "fraction", "origin"],
)
def test_what_has_no_counterpart_is_told(line: str, told: str) -> None:
    found = [str(p.reason) for p in port(line + "\n").pieces if p.reason]
    assert any(told in reason for reason in found), found


@pytest.mark.parametrize(
    ("line", "told"),
    [
        # R compares 1620917230 seconds with 18760 days
        ('x <- ymd_hms("2021-05-13 14:47:10") > as.Date("2021-05-14")', "seconds"),
        ('d <- data.frame(t = ymd_hms(c("2021-05-13 14:47:10", "2021-05-14 00:00:00")))\n'
         "d <- mutate(d, gap = t - lag(t))\nx <- as.numeric(d$gap, units = 'mins')", "units"),
        ('x <- floor_date(ymd("2021-05-13"), "5 weeks")', "not rounded"),
        ('x <- ymd_hms("2021-05-13 14:47:10") + ymd_hms("2021-05-13 14:47:10")', "not defined"),
    ],
    ids=["date", "column", "weeks", "sum"],
)  # fmt: skip
def test_what_would_be_another_value_stops_the_script(line: str, told: str) -> None:
    with pytest.raises(Exception, match=told):
        run(f"library(dplyr)\nlibrary(lubridate)\n{line}\n")


def test_the_time_between_two_calls_of_the_clock_is_known_in_all_units() -> None:
    found = run('a <- Sys.time()\nb <- as.numeric(Sys.time() - a, units = "mins")\n')
    assert 0 <= found["b"] < 1
