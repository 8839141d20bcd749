"""The Python of plots_histogram.R."""

from pybrms_mix import r
from pybrms_mix.rscript.data_files import read_csv

d = read_csv("d.csv")
r.ggplot(d, x="y").layer("histogram", bins=25).show()
# without theme_minimal(): it sets the look of ggplot2
r.ggplot(d, x="y", fill=lambda rows: r.factor(rows["class"])).layer(
    "histogram", alpha=0.5
).labels(title="Two classes", x="waiting time", fill="class").show()
