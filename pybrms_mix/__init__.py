"""Bayesian mixture regression in brms's own language."""

from pybrms_mix.brm import brm, get_prior, make_standata, make_stancode, validate_prior
from pybrms_mix.formula import bf, lf
from pybrms_mix.prior.table import prior, set_prior
from pybrms_mix.savepars import save_pars
from pybrms_mix.version import __version__
