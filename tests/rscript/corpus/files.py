"""The Python of files.R."""

import pandas as pd

from pybrms_mix.rscript.data_files import read_rds

d = read_rds("data/study.rds")
e = pd.read_csv("data/semi.csv", sep=";")
t1 = pd.read_csv("data/tabs.txt", sep="\t")
print(len(d))
