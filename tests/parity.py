"""The facts of brms about a model (a case under reference/), and those of pybrms_mix.

Every comparison returns "" if the two agree, and otherwise the difference, which a test shows.
"""

from __future__ import annotations

import fnmatch
import functools
import json
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import stanli

REFERENCE = Path(__file__).resolve().parent / "reference"
PRIOR_COLUMNS = ["prior", "class", "coef", "group", "resp", "dpar", "nlpar", "lb", "ub", "source"]
DENSITY_TOLERANCE = 1e-8
DATA_TOLERANCE = 1e-9
# mgcv computes eigenvectors by Lanczos iterations, which end at about the root of the precision.
SMOOTH_TOLERANCE = 1e-7
SMOOTH = re.compile(r"(Zs|Xs)(_|$)")
# Covariance matrices of Gaussian processes are nearly singular: the last digit of a position can
# change the density in its eighth digit. It is compared at the positions that brms was asked at.
POSITIONS = re.compile(r"Xgp_")


# --- the cases ------------------------------------------------------------------------------------


@functools.cache
def case_files() -> dict[str, Path]:
    """Return the file of every case, by its id."""
    files = [
        *sorted((REFERENCE / "cases").glob("*.json")),
        *sorted((REFERENCE / "more").glob("*.json")),
    ]
    return {path.stem: path for path in files}


def listed(name: str) -> dict[str, str]:
    """Return pattern -> reason of a list file (``pattern  # reason``; blank lines are skipped)."""
    entries: dict[str, str] = {}
    for line in (REFERENCE / name).read_text(encoding="utf-8").splitlines():
        pattern, _, reason = line.partition("#")
        if pattern.strip():  # a line that begins with "#" is a comment
            entries[pattern.strip()] = reason.strip()
    return entries


def matched(ids: Iterable[str], patterns: Iterable[str]) -> set[str]:
    """Return the ids that one of the glob patterns names."""
    patterns = list(patterns)
    return {id_ for id_ in ids if any(fnmatch.fnmatchcase(id_, p) for p in patterns)}


@functools.cache
def facts(id_: str) -> dict[str, Any]:
    """Return the stored case and the facts of brms."""
    return json.loads(case_files()[id_].read_text(encoding="utf-8"))


def typed(column: pd.Series, spec: Mapping[str, Any]) -> pd.Series:
    """Return the column in the kind that the case gives it (factor, ordered, logical, ...)."""
    kind = spec["kind"]
    if kind == "logical":
        return column.map({True: True, False: False, "TRUE": True, "FALSE": False})
    text = column.map(lambda v: v if pd.isna(v) else str(v))
    if kind == "character":
        return text.astype(object)
    levels = pd.CategoricalDtype(spec["levels"], ordered=kind == "ordered")
    return text.astype(levels)


def data_of(case: Mapping[str, Any]) -> pd.DataFrame:
    """Return the data of a case as a user of Python would hold them."""
    data = pd.read_csv(REFERENCE / "data" / f"{case['data']}.csv")
    for name, spec in case.get("columns", {}).items():
        data[name] = typed(data[name], spec)
    return data.head(case["rows"]) if "rows" in case else data


def data2_of(case: Mapping[str, Any]) -> dict[str, pd.DataFrame]:
    """Return the further matrices of a case, their rows named by the levels."""
    folder = REFERENCE / "data"
    return {k: pd.read_csv(folder / f"{v}.csv", index_col=0) for k, v in case["data2"].items()}


# --- brms's facts against ours --------------------------------------------------------------------


def prior_rows(table: Any) -> list[list[str]]:
    """Return the cells of a prior table as text, in brms's columns; flat is "" everywhere."""
    frame = table.to_frame() if hasattr(table, "to_frame") else pd.DataFrame(table)
    rows = [["" if pd.isna(row[c]) else str(row[c]) for c in PRIOR_COLUMNS] for row in
            frame.to_dict("records")]  # fmt: skip
    return [["" if cell == "(flat)" else cell for cell in row] for row in rows]


def compare_priors(ours: Any, brms: Sequence[Mapping[str, Any]]) -> str:
    """Compare two prior tables: the same rows in the same order."""
    mine = prior_rows(ours)
    theirs = prior_rows([{c: row.get(c, "") for c in PRIOR_COLUMNS} for row in brms])
    if mine == theirs:
        return ""
    ours_by_key, brms_by_key = ({tuple(r[1:7]): r for r in rows} for rows in (mine, theirs))
    wrong = [_row_differs(key, ours_by_key.get(key), brms_by_key.get(key))
             for key in dict.fromkeys([*brms_by_key, *ours_by_key])
             if ours_by_key.get(key) != brms_by_key.get(key)]  # fmt: skip
    return f"{len(mine)} rows, brms {len(theirs)}; " + ("; ".join(wrong) or "another order")


def _row_differs(key: Sequence[str], ours: list[str] | None, brms: list[str] | None) -> str:
    """Return the names and values of the cells in which two rows of a prior table differ."""
    named = dict(zip(PRIOR_COLUMNS[1:7], key, strict=True))
    row = ", ".join(f"{column} = {value}" for column, value in named.items() if value)
    if ours is None or brms is None:
        return f"{row}: {'missing' if ours is None else 'not in brms'}"
    cells = zip(PRIOR_COLUMNS, ours, brms, strict=True)
    return f"{row}: " + ", ".join(f"{c} {a!r}, brms {b!r}" for c, a, b in cells if a != b)


def compare_data(ours: Mapping[str, Any], brms: Mapping[str, Any]) -> str:
    """Compare the data of two programs: brms's names and numbers; ours may hold more."""
    problems = []
    for key, value in brms.items():
        if key not in ours:
            problems.append(f"{key} is missing")
            continue
        a, b = np.asarray(ours[key], float), np.asarray(value, float)
        if a.size != b.size or (a.size > 1 and a.shape != b.shape):
            problems.append(f"{key}: shape {a.shape}, brms {b.shape}")
        elif a.size and SMOOTH.match(key):
            problems += [f"{key}: {problem}" for problem in _compare_smooth(key, a, b)]
        elif a.size and not np.allclose(a, b, rtol=DATA_TOLERANCE, atol=DATA_TOLERANCE):
            problems.append(f"{key}: {a.ravel()[:5]}, brms {b.ravel()[:5]}")
    return "; ".join(problems[:5])


def _compare_smooth(key: str, ours: np.ndarray, brms: np.ndarray) -> Iterator[str]:
    """Compare columns of a smooth, whose signs, order and rotation depend on the machine."""
    turn = turned(ours, brms)
    if np.abs(ours @ turn - brms).max() > SMOOTH_TOLERANCE * np.abs(brms).max():
        yield "another span"
    if key.startswith("Z") and np.abs(turn.T @ turn - np.eye(len(turn))).max() > SMOOTH_TOLERANCE:
        yield "another penalty"


def turned(ours: np.ndarray, brms: np.ndarray) -> np.ndarray:
    """Return what makes brms's columns of ours, and our coefficients of brms's."""
    return np.linalg.lstsq(ours, brms, rcond=None)[0]


def at_ours(
    names: Sequence[str], values: Sequence[float], ours: Mapping[str, Any], brms: Mapping[str, Any]
) -> list[float]:
    """Return the values of a point with coefficients of smooths on our columns."""
    found = np.array(values, dtype=float)
    for key in (k for k in brms if SMOOTH.match(k) and np.size(brms[k])):
        base = key.replace("Zs", "zs").replace("Xs", "bs")
        at = [i for i, name in enumerate(names) if name.split(".")[0] == base]
        turn = turned(np.asarray(ours[key], float), np.asarray(brms[key], float))
        found[at] = turn @ found[at]
    return found.tolist()


def first_sentence(message: str) -> str:
    """Return the first sentence of one of brms's messages, in lower case and single blanks."""
    sentence = re.split(r"(?<=[.?!])\s+(?=[A-Z])|\n(?=[A-Z][a-z]+ )", message.strip())[0]
    return " ".join(sentence.lower().split())


def says(ours: str, brms: str) -> bool:
    """Tell whether our message contains the first sentence of brms's."""
    return first_sentence(brms) in " ".join(ours.lower().split())


# --- programs -------------------------------------------------------------------------------------


def jsonable(value: Any) -> Any:
    """Return nested lists and plain numbers for arrays and NumPy's numbers."""
    if isinstance(value, Mapping):
        return {k: jsonable(v) for k, v in value.items()}
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    if isinstance(value, list | tuple):
        return [jsonable(v) for v in value]
    return value


def block(code: str, name: str) -> str:
    """Return the text of a program's block, its comments removed; "" when there is none."""
    code = re.sub(r"//[^\n]*|/\*.*?\*/", "", code, flags=re.DOTALL)
    found = re.search(rf"(?m)^\s*{name}\s*\{{", code)
    if not found:
        return ""
    depth, at = 1, found.end()
    while depth:
        depth += {"{": 1, "}": -1}.get(code[at], 0)
        at += 1
    return code[found.end() : at - 1]


def declared(code: str) -> list[str]:
    """Return the names of the parameters that a program declares, sorted."""
    return sorted(re.findall(r"(\w+)\s*;", block(code, "parameters")))


def simplexes(code: str) -> list[str]:
    """Return the names of the parameters that are a simplex."""
    return re.findall(r"simplex\s*\[.*?\]\s+(\w+)\s*;", block(code, "parameters"))


@functools.cache
def alone(size: int) -> stanli.Model:
    return stanli.Model(stan_code=f"parameters {{ simplex[{size}] x; }}", data={})


class Program:
    """A Stan program with its data, ready to be evaluated at named values."""

    def __init__(self, code: str, data: Mapping[str, Any]) -> None:
        self.declared = declared(code)
        self._simplexes = simplexes(code)
        self._model = stanli.Model(stan_code=code, data=jsonable(data))

    def cells(self) -> list[str]:
        """Return the names of the parameters' cells ("z_1.2.1"), sorted."""
        plain = [re.sub(r"[\[,]", ".", n).rstrip("]") for n in self._model.constrained_names]
        return sorted(n for n in plain if n.split(".")[0] in self.declared)

    def log_density(self, names: Sequence[str], values: Sequence[float]) -> float:
        """Return the log density at named cells: constants kept, Jacobians but the simplexes'.

        Stan 2.36 changed the transform of simplexes, hence their Jacobian is no fact of a model.
        """
        cells: dict[str, Any] = {name: [] for name in self.declared}
        for name, value in zip(names, values, strict=True):
            base = name.split(".")[0]
            if base == name:
                cells[base] = value
            else:
                cells.setdefault(base, []).append(value)
        lp = self._model.log_prob_grad(self._model.unconstrain(cells))[0]
        for name in self._simplexes:
            model = alone(len(cells[name]))
            lp -= model.log_prob_grad(model.unconstrain({"x": cells[name]}))[0]
        return float(lp)


def compare_density(
    program: Program,
    brms: Mapping[str, Any],
    data: tuple[Mapping[str, Any], Mapping[str, Any]] = ({}, {}),
) -> str:
    """Compare the log densities at brms's points, to 1e-8 of their size.

    ``data`` are ours and brms's, where columns of smooths differ.
    """
    names = brms["names"]
    theirs = np.array([p["lp"] for p in brms["points"]])
    points = (at_ours(names, p["values"], *data) for p in brms["points"])
    ours = np.array([program.log_density(names, values) for values in points])
    off = np.abs(ours - theirs) / np.maximum(1, np.abs(theirs))
    return "" if off.max() <= DENSITY_TOLERANCE else f"{ours.tolist()}, brms {theirs.tolist()}"


def compare_names(program: Program, brms: Mapping[str, Any]) -> str:
    """Compare the declared parameters and the number of their cells."""
    more = set(program.declared) - set(brms["declared"])
    less = set(brms["declared"]) - set(program.declared)
    if more or less:
        return f"not in brms: {sorted(more)}; missing: {sorted(less)}"
    odd = sorted(set(program.cells()) ^ set(brms["names"]))
    return f"cells of one only: {odd[:6]}" if odd else ""


# --- pybrms_mix -----------------------------------------------------------------------------------


class Answer:
    """The facts of pybrms_mix about a case; each is computed once."""

    def __init__(self, case: Mapping[str, Any]) -> None:
        self._id = case["id"]
        self._data = data_of(case)
        self._formula = case["formula"]
        self._offer: dict[str, Any] = {"family": case["family"]}
        if "data2" in case:
            self._offer["data2"] = data2_of(case)
        if "stanvars" in case:
            self._offer["stanvars"] = list(case["stanvars"])
        self._call: dict[str, Any] = dict(
            self._offer,
            prior=list(case["prior"]) or None,
            sample_prior=case.get("sample_prior", "no"),
        )
        self.warnings: list[str] = []

    def _ask(self, function: Callable[..., Any], arguments: Mapping[str, Any]) -> Any:
        with warnings.catch_warnings(record=True) as heard:
            warnings.simplefilter("always")
            try:
                return function(self._formula, data=self._data, **arguments)
            finally:
                self.warnings += [str(w.message) for w in heard]

    @functools.cached_property
    def offered(self) -> Any:
        import pybrms_mix

        return self._ask(pybrms_mix.get_prior, self._offer)

    @functools.cached_property
    def used(self) -> Any:
        import pybrms_mix

        call = self._call
        return self._ask(lambda *a, **k: pybrms_mix.validate_prior(call["prior"], *a, **k),
                         {k: v for k, v in call.items() if k != "prior"})  # fmt: skip

    @functools.cached_property
    def standata(self) -> Any:
        import pybrms_mix

        return self._ask(pybrms_mix.make_standata, self._call)

    @functools.cached_property
    def code(self) -> str:
        import pybrms_mix

        return str(self._ask(pybrms_mix.make_stancode, self._call))

    @functools.cached_property
    def program(self) -> Program:
        given = facts(self._id).get("standata", {})
        positions = {name: v for name, v in given.items() if POSITIONS.match(name)}
        return Program(self.code, {**self.standata, **positions})


@functools.lru_cache(maxsize=4)
def answer(id_: str) -> Answer:
    """Return the facts of pybrms_mix about a case (cached while the tests of the case run)."""
    return Answer(facts(id_)["case"])
