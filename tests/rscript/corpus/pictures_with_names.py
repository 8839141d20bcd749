"""The Python of pictures_with_names.R."""

from pybrms_mix import r
from pybrms_mix.rscript.data_files import read_csv

d = read_csv("d.csv")
p = r.ggplot(d, x="x", y="y").layer("point")
p.show()
p.labels(title="With a title").show()
