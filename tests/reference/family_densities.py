"""Take the log density of each family at a few points from brms 2.18's own programs.

Run as ``python family_densities.py > family_densities.json`` (needs R with brms 2.18 and jsonlite).
Both components of ``mixture(f, f)`` get the same parameters, so the
log density of one row less that of the prior is the log density of the family.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import stanli

sys.path.insert(0, str(Path(__file__).parents[2]))

from pybrms_mix.family.base import Dpar, Family
from pybrms_mix.family.catalogue import FAMILIES
from pybrms_mix.family.link import Link
from pybrms_mix.family.links import LINKS
from tests.family.points import THRESHOLDS, adds, points
from tests.reference.take import modern

HERE = Path(__file__).parent


def tasks() -> list[dict]:
    """Return family, link, additions and points of every density."""
    found = []
    for family in (f for f in FAMILIES.values() if f.origin == "brms"):
        own = [family.dpars[0].links[0], *family.fused, _natural(family), *family.variants]
        links = dict.fromkeys(own)
        for link in links:
            found += [
                {"family": family.name, "link": link, "adds": text, "points": points(family)}
                for text in adds(family)
            ]
    return found


def _natural(family: Family) -> str:
    """Return a link under which no density takes the linear predictor."""
    free = [link for link in family.dpars[0].links if link not in family.fused]
    return "identity" if "identity" in free else free[0]


def _predicted(name: str) -> list[str]:
    return [f"{d.name}{k}" for d in FAMILIES[name].dpars if _asked(d) for k in (1, 2)]


def _asked(dpar: Dpar) -> bool:
    """Return whether the parameter is one only if it is predicted."""
    return bool(dpar.stan) or dpar.given is not None


def _first(family: Family, link: Link, point: dict) -> object:
    """Return the names of the intercept of mu, or of an ordinal family's thresholds."""
    if family.ordinal:
        return [point[name] - point["mu"] for name in THRESHOLDS]
    return float(link.forward(np.float64(point["mu"])))


def evaluated(task: dict, code: str) -> list[float]:
    """Return the log density of each point; nothing for a program that does not compile."""
    try:
        return [_row(task, modern(code), point) for point in task["points"]]
    except RuntimeError as error:
        if "Semantic error" not in str(error):
            raise
        print("no program:", task["family"], task["link"], file=sys.stderr)
        return []


def _row(task: dict, code: str, point: dict) -> float:
    family, link = FAMILIES[task["family"]], LINKS[task["link"]]
    values: dict[str, object] = {"theta": [0.5, 0.5]}
    for k in (1, 2):
        values[f"Intercept_mu{k}"] = _first(family, link, point)
        for dpar in family.dpars[1:]:
            if _asked(dpar):
                linked = LINKS[dpar.links[0]].forward(np.float64(point[dpar.name]))
                values[f"Intercept_{dpar.name}{k}"] = float(linked)
            else:
                values[f"{dpar.name}{k}"] = point[dpar.name]
    data = {"N": 1, "Y": [point["y"]], "con_theta": [1.0, 1.0]}
    if family.ordinal:
        data["nthres"] = len(THRESHOLDS)
    data |= {name: [point[name]] for name in ("trials", "dec", "denom") if name in point}
    logs = []
    for prior_only in (0, 1):
        model = stanli.Model(stan_code=code, data={**data, "prior_only": prior_only})
        logs.append(model.log_prob_grad(model.unconstrain(values))[0])
    return logs[0] - logs[1]


def main() -> None:
    """Write the reference to standard output."""
    asked = [
        {k: t[k] for k in ("family", "link", "adds")}
        | {"y": [p["y"] for p in t["points"]], "predicted": _predicted(t["family"])}
        for t in tasks()
    ]
    made = subprocess.run(
        ["Rscript", str(HERE / "family_densities.R")],
        input=json.dumps(asked), capture_output=True, text=True, check=True,
    )  # fmt: skip
    programs = json.loads(made.stdout)
    for task, code in zip(done := tasks(), programs, strict=True):
        task["log_density"] = evaluated(task, code)
    lines = ",\n".join(json.dumps(task) for task in done if task["log_density"])
    print(f"[\n{lines}\n]")


if __name__ == "__main__":
    main()
