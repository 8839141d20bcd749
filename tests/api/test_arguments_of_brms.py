"""Arguments of brms that this package lacks are refused by name; R functions may make texts."""

import pandas as pd
import pytest

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument, InvalidFormula, NotSupported

DATA = pd.DataFrame({"y": [0.1, 0.4, 0.2, 5.2, 5.9, 6.1], "x": [1.0, 2.0, 4.0, 3.0, 6.0, 5.0]})
DATA["z"] = DATA["x"] ** 2


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("normalize", False), ("threads", 2),
        ("algorithm", "laplace"), ("save_model", "m.stan"), ("opencl", [0, 0]),
        ("drop_unused_levels", False), ("save_all_pars", True), ("inits", "0"),
    ],
)  # fmt: skip
def test_arguments_of_brms_are_refused_with_a_remedy(name, value):
    with pytest.raises(NotSupported, match=f"'{name}'") as caught:
        pm.brm("y ~ x", DATA, empty=True, **{name: value})
    assert caught.value.hint


def test_their_defaults_are_taken():
    pm.brm(
        "y ~ x", DATA, empty=True, iter=2e2, normalize=True, algorithm="sampling", threads=None,
        stanvars=None, knots=None, save_model=None, refresh=0, drop_unused_levels=True,
    )  # fmt: skip


def test_other_arguments_are_refused_with_a_guess():
    with pytest.raises(InvalidArgument, match="no argument 'chain'") as caught:
        pm.brm("y ~ x", DATA, chain=4)
    assert "chains" in caught.value.hint


@pytest.mark.parametrize(
    "term", ["ar(p = 1)", "ma(q = 1)", "arma()", "cosy(gr = z)", "unstr(x, z)"]
)
def test_covariance_terms_of_a_single_family_are_not_supported(term):
    with pytest.raises(NotSupported, match="are not supported yet"):
        pm.make_stancode(f"y ~ x + {term}", DATA)
    with pytest.raises(InvalidFormula, match="can only be specified on 'mu'"):
        pm.make_stancode(f"y ~ x + {term}", DATA, "mixture(gaussian, gaussian)")
    with pytest.raises(InvalidFormula, match="can only be specified on 'mu'"):
        pm.make_stancode(f"bf(y ~ x, sigma ~ {term})", DATA)


@pytest.mark.parametrize(
    "text", ["'y ~ x'", "as.formula('y ~ x')", "bf('y ~ x')", "bf(as.formula('y ~ x'))",
             "formula(paste('y', '~', 'x'))", "bf(sprintf('%s ~ %s', 'y', 'x'))"],
)  # fmt: skip
def test_a_formula_may_be_text_that_r_makes(text):
    assert pm.make_stancode(text, DATA) == pm.make_stancode("y ~ x", DATA)


@pytest.mark.parametrize(
    ("text", "prior"),
    [
        ('set_prior(paste0("normal(0, ", 3, ")"))', "normal(0, 3)"),
        ('set_prior(paste("normal(0,", 0.5, ")"))', "normal(0, 0.5)"),
        ('set_prior(sprintf("normal(%d, %.1f)", 1, 2.25))', "normal(1, 2.2)"),
        ('set_prior(sprintf("normal(0, %s)", 1e5))', "normal(0, 1e+05)"),
        ("set_prior(horseshoe(1))", "horseshoe(1)"),
    ],
)
def test_a_prior_may_be_text_that_r_makes(text, prior):
    assert pm.make_stancode("y ~ x", DATA, prior=text) == pm.make_stancode(
        "y ~ x", DATA, prior=f'set_prior("{prior}")'
    )


def test_a_prior_of_several_coefficients_is_one_of_each():
    table = pm.validate_prior(
        'set_prior("normal(0, 1)", coef = c("x", "z"))', "y ~ x + z", DATA
    ).to_frame()
    assert set(table.loc[table["prior"] == "normal(0, 1)", "coef"]) == {"x", "z"}


def test_text_that_cannot_be_made_is_refused_with_its_place():
    for text in ("sprintf('normal(%s)')", "paste0('normal(', sd, ', 1)')", "sprintf('%d', 1.5)"):
        with pytest.raises(pm.PybrmsError) as caught:
            pm.make_stancode("y ~ x", DATA, prior=f"set_prior({text})")
        assert caught.value.span is not None


def test_unread_text_is_not_supported():
    with pytest.raises(NotSupported, match="check = FALSE"):
        pm.make_stancode("y ~ x", DATA, prior='set_prior("target += 1", check = FALSE)')
