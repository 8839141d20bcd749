"""The Python of plots_layers.R."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

d = pd.DataFrame(
    {
        "g": ["a", "a", "a", "b", "b", "b"],
        "x": [1, 2, 3, 1, 2, 3],
        "y": [2, 3, 5, 1, 4, 6],
    }
)
d["lo"] = d["y"] - 1
d["hi"] = d["y"] + 1
fig, ax = plt.subplots()
groups = d.groupby("g")
ax.violinplot([rows["y"].dropna() for _, rows in groups])
ax.set(xticks=range(1, groups.ngroups + 1), xticklabels=[str(key) for key, _ in groups])
ax.axhline(3, linestyle="dashed", color="red")
ax.set(xlabel="g", ylabel="y")
plt.show()
fig, ax = plt.subplots()
groups = d.groupby("g")
ax.boxplot([rows["y"].dropna() for _, rows in groups])
ax.set(xticks=range(1, groups.ngroups + 1), xticklabels=[str(key) for key, _ in groups])
ax.set(xlabel="g", ylabel="y", ylim=(0, 8))
plt.show()
fig, ax = plt.subplots()
for key, rows in d.groupby("g"):
    ax.fill_between(
        rows.sort_values("x")["x"],
        rows.sort_values("x")["lo"],
        rows.sort_values("x")["hi"],
        alpha=0.2,
        label=str(key),
    )
for key, rows in d.groupby("g"):
    rows.sort_values("x").plot("x", "y", ax=ax, label=str(key))
ax.set(xlabel="x", ylabel="y")
ax.legend(title="g")
plt.show()
fig, ax = plt.subplots()
ax.hist(d["lo"], alpha=0.3, bins=30)
ax.hist(np.exp(d["hi"]), alpha=0.3, bins=30)
ax.axvline(2)
ax.set(xlabel="lo", ylabel="count")
plt.show()
