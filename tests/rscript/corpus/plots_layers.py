"""The Python of plots_layers.R."""

import numpy as np
import pandas as pd
from pybrms_mix import r

d = pd.DataFrame(
    {
        "g": ["a", "a", "a", "b", "b", "b"],
        "x": [1, 2, 3, 1, 2, 3],
        "y": [2, 3, 5, 1, 4, 6],
    }
)
d["lo"] = d["y"] - 1
d["hi"] = d["y"] + 1
r.ggplot(d, x="g", y="y").layer("violin").layer(
    "hline", yintercept=3, linetype="dashed", color="red"
).show()
r.ggplot(d, x="g", y="y", fill="g").layer("boxplot").limits(y=(0, 8)).show()
r.ggplot(d, x="x", y="y", color="g").layer(
    "ribbon", aes={"ymin": "lo", "ymax": "hi"}, alpha=0.2, color=None
).layer("line").show()
r.ggplot(d).layer("histogram", aes={"x": "lo"}, alpha=0.3).layer(
    "histogram", aes={"x": lambda rows: np.exp(rows["hi"])}, alpha=0.3
).layer("vline", xintercept=2).show()
