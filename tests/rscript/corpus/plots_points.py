"""The Python of plots_points.R."""

import matplotlib.pyplot as plt
import pandas as pd

d = pd.read_csv("d.csv")
fig, ax = plt.subplots()
for key, rows in d.groupby("g"):
    ax.scatter(rows["x"], rows["y"], s=(4 * 2) ** 2, label=str(key))
for key, rows in d.groupby("g"):
    rows.sort_values("x").plot("x", "y", ax=ax, label=str(key))
ax.set(xlabel="x", ylabel="y")
ax.legend(title="g")
plt.show()
panels = d.groupby("g")
fig, axes = plt.subplots(1, panels.ngroups, sharex=True, sharey=True, squeeze=False)
for ax, (title, panel) in zip(axes.flat, panels):
    ax.set_title(f"g = {title}")
    panel["x"].plot.density(ax=ax)
    ax.set(xlabel="x", ylabel="density")
fig.suptitle("By group")
plt.show()
panels = d.groupby("g")
fig, axes = plt.subplots(1, panels.ngroups, sharex=True, sharey=True, squeeze=False)
for ax, (title, panel) in zip(axes.flat, panels):
    ax.set_title(f"g = {title}")
    ax.scatter(panel["x"], panel["y"])
    ax.set(xlabel="x", ylabel="y")
plt.show()
