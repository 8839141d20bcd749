"""Ask brms about model calls and store its facts: python take.py CASES.json OUT_DIR [--check].

CASES.json is a list of cases (README.md); OUT_DIR gets ID.json for each: the case, brms's prior
tables and data, the names of its parameters and its log density at three points, or its refusal.
``--check`` writes nothing: it asks again about the cases that are stored in OUT_DIR and compares.
Needs R with brms 2.18.0 and jsonlite. The program of brms is evaluated and forgotten.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import stanli

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from tests.parity import Program, block, compare_data, compare_density, compare_names  # noqa: E402
from tests.reference.lines import one_fact_a_line  # noqa: E402

POINTS = 3
TRIES = 40
TOO_FAR = 1e6
TYPE = (
    r"(?:int|real|vector|row_vector|matrix|simplex|ordered|positive_ordered|cholesky_factor_corr)"
)
SQUARE = r"\[[^\[\];]*(?:\[[^\[\]]*\][^\[\];]*)*\]"


def ask(cases: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return R's results for the cases, by id, with the program of brms."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "cases.json").write_text(json.dumps(cases))
        command = ["Rscript", HERE / "take.R", work / "cases.json", HERE / "data", work]
        subprocess.run([str(part) for part in command], check=True)
        return {c["id"]: json.loads((work / f"{c['id']}.json").read_text()) for c in cases}


def modern(program: str) -> str:
    """Write the arrays of a program of Stan 2.21 (``int J[N];``) as today's Stan does."""
    program = once(re.sub(r"//[^\n]*", "", program))
    program = program[: program.rindex("generated quantities {")]
    constraint = r"(?:<[^;\n]*?>(?!\s*=))?"
    program = re.sub(
        rf"(?m)^(\s*)({TYPE}{constraint}(?:{SQUARE})?)\s+(\w+)\s*({SQUARE})(\s*(?:=[^;]*)?;)",
        r"\1array\4 \2 \3\5",
        program,
    )
    program = re.sub(
        r"\b(int|real|vector|row_vector|matrix)(\[,*\])(?=\s+\w+\s*[,)])", r"array\2 \1", program
    )
    program = re.sub(
        r"(?m)^(\s*)(int|real|vector|matrix)(\[,*\])(?=\s+\w+\s*\()", r"\1array\3 \2", program
    )
    # Stanli has no QR: R is the transposed Cholesky factor of X'X, and Q = X R^-1.
    program = re.sub(r"qr_thin_R\((\w+)\)", r"cholesky_decompose(crossprod(\1))'", program)
    program = re.sub(
        r"qr_thin_Q\((\w+)\)", r"(\1 * inverse(cholesky_decompose(crossprod(\1))'))", program
    )
    return program.replace("fabs(", "abs(")


# A loop that adds the effects of groups at each threshold to the predictors.
EFFECTS_AT_THRESHOLDS = re.compile(
    r"(?m)^ *for \(n in 1:N\w*\) \{\n(?: *mucs\w*\[n, \d+\] = [^\n]*\n)+ *\}\n"
)


def once(program: str) -> str:
    """Take out loops over ``(cs(x) | g)`` that brms repeats: it adds these effects twice."""
    seen: set[str] = set()

    def kept(loop: re.Match[str]) -> str:
        known = loop[0] in seen
        seen.add(loop[0])
        return "" if known else loop[0]

    return EFFECTS_AT_THRESHOLDS.sub(kept, program)


def numbers(value: Any) -> Any:
    """Return R's data as Stan wants them: jsonlite writes an infinity as text."""
    if isinstance(value, dict):
        return {k: numbers(v) for k, v in value.items()}
    if isinstance(value, list):
        return [numbers(v) for v in value]
    return (
        {"Inf": math.inf, "-Inf": -math.inf}.get(value, value) if isinstance(value, str) else value
    )


def draw(program: str, data: dict[str, Any], seed: int, radius: float) -> dict[str, float]:
    """Return values of all cells of the parameters, drawn inside their bounds."""
    parts = ("functions", "data", "transformed data", "parameters")
    code = "\n".join(f"{p} {{ {block(program, p)} }}" for p in parts) + "\nmodel {}\n"
    fit = stanli.Model(stan_code=code, data=data).sample(
        chains=1, warmup=0, samples=1, seed=seed, init_radius=radius,
        adapt_engaged=False, step_size=1e-10, refresh=0,
    )  # fmt: skip
    plain = [re.sub(r"[\[,]", ".", name).rstrip("]") for name in fit.names]
    return dict(zip(plain, np.asarray(fit.draws()).ravel().tolist(), strict=True))


Places = dict[tuple[str, str], tuple[float, float]]


def places(facts: dict[str, Any]) -> Places:
    """Return location and scale of brms's prior for the parameters of a class and dpar."""
    found = {}
    for row in facts["used_prior"]:
        prior = re.fullmatch(r"student_t\(3, (.*), (.*)\)", row["prior"])
        if prior:
            found[row["class"], row["dpar"]] = float(prior[1]), float(prior[2]) / 2.5
    return found


def slope_scale(name: str, centred: bool, known: Places, facts: dict[str, Any]) -> float:
    """Return the size of a coefficient that moves the predictor by the scale of the response."""
    base, index = name.split(".")
    dpar = base.partition("_")[2]
    x = np.array(facts["standata"][f"X_{dpar}" if dpar else "X"], float)
    column = min(int(index) - (0 if centred else 1), x.shape[1] - 1)
    return known.get(("Intercept", dpar), (0.0, 1.0))[1] / max(1.0, float(np.std(x[:, column])))


def fitted(cells: dict[str, float], facts: dict[str, Any]) -> dict[str, float]:
    """Move the values to the data; otherwise one component determines the density."""
    known = places(facts)
    group_scale = max([scale for (kind, _), (_, scale) in known.items() if kind == "sd"] or [1.0])
    out = {}
    for name, value in cells.items():
        base, *index = name.split(".")
        stem, _, dpar = base.partition("_")
        if stem in ("Intercept", "ordered"):
            dpar = f"mu{index[0]}" if stem == "ordered" else dpar
            at, scale = known.get(("Intercept", dpar), (0.0, 1.0))
            out[name] = at + scale * value
        elif stem == "b" and ("X" in facts["standata"] or f"X_{dpar}" in facts["standata"]):
            centred = f"Intercept_{dpar}".rstrip("_") in cells or "ordered_Intercept.1" in cells
            out[name] = value * slope_scale(name, centred, known, facts)
        elif stem == "sd" and index:
            out[name] = value * group_scale
        else:
            out[name] = value * known.get((base, ""), (0.0, 1.0))[1]
    return out


def points(case: dict[str, Any], code: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Return the parameters of a program and its log density at three points."""
    data = numbers(facts["standata"])
    program = Program(code, data)
    found: list[dict[str, Any]] = []
    names: list[str] = []
    radius = case.get("radius", 1.0)
    for seed in range(1, TRIES):
        cells = draw(code, data, seed, radius * 0.9 ** (seed - 1))
        names = list(cells)
        for values in (list(fitted(cells, facts).values()), list(cells.values())):
            try:
                lp = program.log_density(names, values)
            except (ValueError, RuntimeError):
                continue
            if math.isfinite(lp) and abs(lp) < TOO_FAR:
                found.append({"lp": lp, "values": values})
                break
        if len(found) == POINTS:
            return {"names": names, "points": found, "declared": program.declared}
    raise RuntimeError(f"{case['id']}: no finite log density in {TRIES} draws")


def density(case: dict[str, Any], code: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Return the facts of the program; none where stanli lacks one of its functions."""
    try:
        return {"stan": points(case, code, facts)}
    except RuntimeError as problem:
        if "unsupported function" in str(problem):
            return {}
        raise


def answer(case: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """Return the facts to store of one case."""
    case = {k: v for k, v in case.items() if k != "radius"}
    if "error" in said:
        return {"id": case["id"], "case": case, "error": said["error"]}
    facts = {k: v for k, v in said.items() if k != "program"}
    facts["standata"] = numbers(facts["standata"])
    return {"id": case["id"], "case": case, **facts}


def check(stored: dict[str, Any], said: dict[str, Any]) -> list[str]:
    """Return the differences between the stored facts and those of brms."""
    if "error" in stored or "error" in said:
        same = stored.get("error") == said.get("error")
        return [] if same else [f"error: {stored.get('error')} | {said.get('error')}"]
    wrong = [k for k in ("get_prior", "used_prior") if k in stored and stored[k] != said[k]]
    wrong += [
        p for p in [compare_data(numbers(said["standata"]), numbers(stored["standata"]))] if p
    ]
    wrong += [f"names of data: {sorted(set(said['standata']) ^ set(stored['standata']))}"] * (
        set(said["standata"]) != set(stored["standata"])
    )
    if "stan" not in stored:
        return wrong
    program = Program(modern(said["program"]), numbers(said["standata"]))
    wrong += [p for p in [compare_names(program, stored["stan"])] if p]
    wrong += [p for p in [compare_density(program, stored["stan"])] if p]
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("ids", nargs="*")
    given = parser.parse_intermixed_args()
    cases = json.loads(given.cases.read_text())
    cases = [c for c in cases if not given.ids or c["id"] in given.ids]
    failed = 0
    for id_, said in ask(cases).items():
        path = given.out / f"{id_}.json"
        try:
            if given.check:
                wrong = check(json.loads(path.read_text()), said)
            else:
                case = next(c for c in cases if c["id"] == id_)
                facts = answer(case, said)
                if "error" not in facts:
                    facts |= density(case, modern(said["program"]), facts)
                path.write_text(one_fact_a_line(facts) + "\n")
                wrong = []
        except Exception as problem:
            wrong = [f"{type(problem).__name__}: {problem}"]
        failed += bool(wrong)
        print(
            id_,
            *wrong or ["ok" if "error" not in said else f"refused: {said['error']}"],
            flush=True,
        )
    return failed


if __name__ == "__main__":
    sys.exit(min(main(), 99))
