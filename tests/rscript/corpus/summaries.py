"""The Python of summaries.R."""

from pybrms_mix import r
from pybrms_mix.rscript.data_files import read_csv

d = read_csv("patients.csv")
by_group = r.group_by(d, "group").pipe(
    r.summarise,
    n=len,
    mean_score=lambda rows: r.mean(rows["score"], na_rm=True),
    spread=lambda rows: r.sd(rows["score"]),
)
overall = r.summarise(
    d,
    mean=lambda rows: r.mean(rows["score"]),
    top=lambda rows: r.largest(rows["score"]),
)
range_by_group = r.group_by(d, "group").pipe(
    r.summarise, range=lambda rows: r.largest(rows["score"]) - r.smallest(rows["score"])
)
centred = (
    r.group_by(d, "group")
    .pipe(r.mutate, score_c=lambda rows: rows["score"] - r.mean(rows["score"]))
    .pipe(r.ungroup)
)
counts = r.count(d, "group")
