"""Pages that the package itself makes: families, terms, API, tutorials, gallery, guide."""

from __future__ import annotations

import runpy
import sys
import tempfile
from pathlib import Path

import mkdocs_gen_files

import pybrms_mix as pm

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "docs"))

from catalogue_pages import families, terms  # noqa: E402
from notebooks import executed  # noqa: E402

MODELS = """
bf lf nlf set_nl mixture brmsfamily custom_family stanvar get_dpar prior set_prior get_prior
default_prior suggest_priors validate_prior make_stancode stancode make_standata standata brm
save_pars fit_from_draws read_brmsfit update mvbf set_rescor set_mecor load_data options
"""
MIXTURES = """
pp_mixture classify class_report co_membership classification_entropy log_lik mode_check find_modes
by_mode mode_masses relabel label_free occupied_components plot_mixture plot_membership
plot_classification plot_trajectories dynamic_predictions plot_dynamic_predictions
compare_components bootstrap_lrt stability distal marginal_log_lik
"""
PICTURES = (
    "plot mcmc_plot pairs pp_check conditional_effects conditional_smooths plot_hypothesis report"
)
MANY = """
loo waic loo_compare kfold reloo add_criterion model_weights loo_model_weights pp_average
posterior_average bridge_sampler bayes_factor post_prob bayes_R2 loo_R2 brm_multiple
combine_models sbc prior_check prior_sensitivity
"""
TITLES = {
    "models": ("Models", MODELS),
    "mixtures": ("Mixtures", MIXTURES),
    "pictures": ("Pictures", PICTURES),
    "many": ("Comparison and many fits", MANY),
}


def api(title: str, names: list[str]) -> str:
    """Return a page with the docstrings of public names."""
    return "\n".join([f"# {title}", "", *(f"::: pybrms_mix.{name}" for name in names)]) + "\n"


def write(path: str, text: str) -> None:
    """Write a page of the site."""
    with mkdocs_gen_files.open(path, "w") as file:
        file.write(text)


told: set[str] = set()
for page, (title, words) in TITLES.items():
    names = words.split()
    if unknown := set(names) - set(pm.__all__):
        raise ValueError(f"names on the page api/{page}.md that are not public: {unknown}")
    told |= set(names)
    write(f"api/{page}.md", api(title, names))
rest = [n for n in pm.__all__ if n not in told and n != "errors" and not n.startswith("__")]
functions = [n for n in rest if callable(getattr(pm, n)) and n.islower() and "pybrms_mix.family"
             not in type(getattr(pm, n)).__module__]  # fmt: skip
functions += ["VarCorr"]
classes = [n for n in rest if isinstance(getattr(pm, n), type)]
write("api/results.md", api("After the fit", functions))
write("api/classes.md", api("Classes and errors", classes))
write("families.md", families())
write("terms.md", terms())
for tutorial in sorted((ROOT / "docs" / "tutorials").glob("*.md")):
    made = executed(tutorial)
    write(f"tutorials/{tutorial.name}", made.page)
    write(f"tutorials/{tutorial.stem}.ipynb", made.notebook)
    for picture, content in made.pictures.items():
        with mkdocs_gen_files.open(f"tutorials/{picture}", "wb") as binary:
            binary.write(content)
with tempfile.TemporaryDirectory() as drawn:
    runpy.run_path(str(ROOT / "examples" / "gallery.py"))["main"](Path(drawn))
    for found in sorted(Path(drawn).rglob("*.*")):
        with mkdocs_gen_files.open(found.relative_to(drawn).as_posix(), "wb") as binary:
            binary.write(found.read_bytes())
guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
write("developers.md", guide)
