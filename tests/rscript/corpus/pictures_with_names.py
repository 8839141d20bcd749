"""The Python of pictures_with_names.R."""

import matplotlib.pyplot as plt
import pandas as pd

d = pd.read_csv("d.csv")
fig, ax = plt.subplots()
ax.scatter(d["x"], d["y"])
ax.set(xlabel="x", ylabel="y")
plt.show()
fig, ax = plt.subplots()
ax.scatter(d["x"], d["y"])
ax.set(xlabel="x", ylabel="y", title="With a title")
plt.show()
