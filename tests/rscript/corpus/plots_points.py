"""The Python of plots_points.R."""

from pybrms_mix import r
from pybrms_mix.rscript.data_files import read_csv

d = read_csv("d.csv")
p = r.ggplot(d, x="x", y="y", color="g").layer("point", size=2).layer("line")
r.ggplot(d, x="x").layer("density").panels("g").labels(title="By group").show()
r.ggplot(d, x="x", y="y").layer("point").panels("g").show()
