"""The Python of files.R."""

from pybrms_mix import r
from pybrms_mix.rscript.data_files import read_csv, read_rds

d = read_rds("data/study.rds")
e = read_csv("data/semi.csv", sep=";")
t1 = read_csv("data/tabs.txt", sep="\t")
print(r.nrow(d))
