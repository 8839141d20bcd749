"""R expressions with the equivalent calls of ``pybrms_mix.r``, for random data frames."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

# Each line "R expression  ~~  Python expression". Both use the frames d and e.
CASES = [
    tuple(part.strip() for part in line.split("~~"))
    for line in (Path(__file__).parent / "verbs.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
WORDS = ["b", "A", "a", "z1", "_q", "Zoe"]


def frame(seed: int) -> dict[str, Any]:
    """Return the columns of two random frames, as JSON holds them."""
    rng = random.Random(seed)
    n = rng.randint(4, 9)

    def some(values: list[Any], gaps: float = 0.2) -> list[Any]:
        return [None if rng.random() < gaps else rng.choice(values) for _ in range(n)]

    levels = rng.sample(["lo", "mid", "hi", "B"], 3)
    d = {
        "x": some([-2.5, -1.0, 0.0, 0.5, 1.5, 2.0, 3.25, 10.0]),
        "i": some([1, 2, 3, 4, 7], 0.0),
        "b": some([True, False]),
        "s": some(WORDS),
        "f": some(levels),
        "k": some(["k1", "k2", "k3"], 0.0),
    }
    e = {"k": ["k2", "k1", "k2"], "w": [1.5, 2.5, None], "x": [9.0, 8.0, 7.0]}
    return {"d": d, "e": e, "levels": levels}


def as_pandas(given: dict[str, Any]) -> dict[str, pd.DataFrame]:
    d, e = given["d"], given["e"]
    nan = float("nan")
    made = pd.DataFrame(
        {
            "x": [nan if v is None else v for v in d["x"]],
            "i": d["i"],
            "b": pd.array(d["b"], dtype="boolean") if None in d["b"] else d["b"],
            "s": np.array(d["s"], dtype=object),
            "f": pd.Categorical(d["f"], categories=given["levels"]),
            "k": d["k"],
        }
    )
    other = pd.DataFrame({"k": e["k"], "w": [nan if v is None else v for v in e["w"]], "x": e["x"]})
    return {"d": made, "e": other}
