"""Class reports, compared with the formulas of the papers for known memberships."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import pybrms_mix as pm
from pybrms_mix.base.errors import InvalidArgument

Y = np.array([-1.2, -0.4, 0.3, 1.1, 1.9, 2.6])
NAMES = ["b_mu1_Intercept", "b_mu2_Intercept", "sigma1", "sigma2", "theta1", "theta2"]
DRAWS = np.array([[-1.0, 2.0, 1.0, 0.8, 0.4, 0.6], [-0.5, 1.5, 1.2, 1.0, 0.55, 0.45]])


@pytest.fixture(scope="module")
def fit() -> pm.Fit:
    draws = pd.DataFrame(DRAWS, columns=NAMES)
    table = pd.DataFrame({"y": Y}, index=list("abcdef"))
    return pm.fit_from_draws("y ~ 1", table, "mixture(gaussian, gaussian)", draws=draws)


def memberships() -> np.ndarray:
    """Return the memberships by Bayes' rule: (draws, rows, 2)."""
    found = []
    for m1, m2, s1, s2, t1, t2 in DRAWS:
        joint = np.c_[t1 * stats.norm.pdf(Y, m1, s1), t2 * stats.norm.pdf(Y, m2, s2)]
        found.append(joint / joint.sum(axis=1, keepdims=True))
    return np.array(found)


def test_sizes_are_mean_memberships_and_counts(fit: pm.Fit) -> None:
    p, sizes = memberships(), pm.class_report(fit).sizes
    np.testing.assert_allclose(sizes["Estimate"], p.mean(axis=(0, 1)), rtol=1e-12)
    np.testing.assert_allclose(sizes["Est.Error"], p.mean(axis=1).std(axis=0, ddof=1), rtol=1e-12)
    assigned = p.mean(axis=0).argmax(axis=1)
    assert list(sizes["assigned"]) == [int((assigned == k).sum()) for k in (0, 1)]
    assert sizes["share"].sum() == 1


def test_the_classification_table_is_the_mean_probability_by_assigned_class(fit: pm.Fit) -> None:
    mean, report = memberships().mean(axis=0), pm.class_report(fit)
    assigned = mean.argmax(axis=1)
    for j in (0, 1):
        expected = mean[assigned == j].mean(axis=0)
        np.testing.assert_allclose(report.classification.iloc[j], expected, rtol=1e-12)
        among = [mean[assigned == k, j].sum() / mean[:, j].sum() for k in (0, 1)]
        np.testing.assert_allclose(report.misclassification.iloc[j], among, rtol=1e-12)


def test_odds_of_correct_classification_are_nagins(fit: pm.Fit) -> None:
    mean, report = memberships().mean(axis=0), pm.class_report(fit)
    assigned = mean.argmax(axis=1)
    for k in (0, 1):
        own, prior = mean[assigned == k, k].mean(), mean[:, k].mean()
        expected = own / (1 - own) / (prior / (1 - prior))
        assert report.odds.iloc[k] == pytest.approx(expected, rel=1e-12)
    assert (report.odds > 5).all()


def test_entropy_is_one_where_classes_are_certain(fit: pm.Fit) -> None:
    p = memberships()
    expected = 1 + (p * np.log(p)).sum(axis=2).mean(axis=1) / np.log(2)
    assert pm.class_report(fit).entropy["Estimate"] == pytest.approx(expected.mean(), rel=1e-12)
    own = pm.classification_entropy(fit)["Estimate"].iloc[0]
    assert own == pytest.approx(expected.mean(), rel=1e-12)


def test_overlap_adds_both_directions(fit: pm.Fit) -> None:
    report = pm.class_report(fit)
    wrong = report.misclassification.to_numpy()
    assert report.overlap.iloc[0, 1] == pytest.approx(wrong[0, 1] + wrong[1, 0])
    assert np.isnan(np.diag(report.overlap)).all()


def test_co_membership_is_the_probability_of_one_class(fit: pm.Fit) -> None:
    p, found = memberships(), pm.co_membership(fit)
    expected = np.einsum("sik,sjk->ij", p, p) / len(p)
    np.fill_diagonal(expected, 1.0)
    np.testing.assert_allclose(found, expected, rtol=1e-12)
    assert list(found.index) == list(found.columns) == list("abcdef")


def test_a_report_is_text_markdown_and_latex(fit: pm.Fit) -> None:
    report = pm.class_report(fit, names=["low", "high"])
    assert str(report).startswith("2 classes of 6 rows\n")
    for text in (str(report), report.to_markdown(), report.to_latex(), report._repr_html_()):
        assert "low" in text
        assert "Relative entropy" in text
    assert list(report.table["probability"]) == list(np.diag(report.classification))
    with pytest.raises(InvalidArgument, match="2 different names, one for each class"):
        pm.class_report(fit, names=["low", "low"])
    with pytest.raises(InvalidArgument, match="mixture models"):
        alone = pm.fit_from_draws(
            "y ~ 1",
            {"y": Y},
            "gaussian",
            draws=pd.DataFrame({"b_Intercept": [0.0], "sigma": [1.0]}),
        )
        pm.class_report(alone)


def test_whole_groups_count_once() -> None:
    table = pd.DataFrame({"y": Y, "id": list("uuuuvw")})
    draws = pd.DataFrame(DRAWS, columns=NAMES)
    fit = pm.fit_from_draws("y ~ 1", table, 'mixture(gaussian, gaussian, gr = "id")', draws=draws)
    p = []
    for m1, m2, s1, s2, t1, t2 in DRAWS:
        logs = np.c_[stats.norm.logpdf(Y, m1, s1), stats.norm.logpdf(Y, m2, s2)]
        joint = np.array([logs[:4].sum(axis=0), logs[4], logs[5]]) + np.log([t1, t2])
        joint = np.exp(joint - joint.max(axis=1, keepdims=True))
        p.append(joint / joint.sum(axis=1, keepdims=True))
    report = pm.class_report(fit)
    assert (report.units, report.count) == ("id", 3)
    np.testing.assert_allclose(report.sizes["Estimate"], np.mean(p, axis=(0, 1)), rtol=1e-10)
    entropy = 1 + (np.array(p) * np.log(p)).sum(axis=2).mean() / np.log(2)
    assert report.entropy["Estimate"] == pytest.approx(entropy, rel=1e-10)
    assert pm.classification_entropy(fit)["Estimate"].iloc[0] == pytest.approx(entropy, rel=1e-10)
    assert list(pm.co_membership(fit).index) == list("uvw")
