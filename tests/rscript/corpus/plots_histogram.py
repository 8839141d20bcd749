"""The Python of plots_histogram.R."""

import matplotlib.pyplot as plt
import pandas as pd

d = pd.read_csv("d.csv")
fig, ax = plt.subplots()
ax.hist(d["y"], bins=25)
ax.set(xlabel="y", ylabel="count")
plt.show()
# without theme_minimal(): it sets the look of ggplot2
fig, ax = plt.subplots()
groups = d.groupby("class")
ax.hist(
    [rows["y"] for _, rows in groups],
    alpha=0.5,
    bins=30,
    stacked=True,
    label=[str(key) for key, _ in groups],
)
ax.set(xlabel="waiting time", ylabel="count", title="Two classes")
ax.legend(title="class")
plt.show()
