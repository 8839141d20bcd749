"""Translate R scripts into Python, run them, and draw R's random numbers."""

from pybrms_mix.rscript.data_files import read_rds
from pybrms_mix.rscript.ported import Port
from pybrms_mix.rscript.porting import port
from pybrms_mix.rscript.random import RRandom
from pybrms_mix.rscript.running import run

__all__ = ["Port", "RRandom", "port", "read_rds", "run"]
