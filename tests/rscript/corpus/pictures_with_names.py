"""The Python of pictures_with_names.R."""

import pandas as pd

from pybrms_mix import r

d = pd.read_csv("d.csv")
p = r.ggplot(d, x="x", y="y").layer("point")
p.show()
p.labels(title="With a title").show()
