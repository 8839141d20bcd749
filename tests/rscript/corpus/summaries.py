"""The Python of summaries.R."""

from pybrms_mix import r
from pybrms_mix.rscript.data_files import read_csv

d = read_csv("patients.csv")
by_group = r.group_by(d, "group").pipe(
    r.summarise,
    n=len,
    mean_score=lambda rows: rows["score"].mean(),
    spread=lambda rows: rows["score"].std(skipna=False),
)
overall = r.summarise(
    d,
    mean=lambda rows: rows["score"].mean(skipna=False),
    top=lambda rows: r.largest(rows["score"]),
)
range_by_group = r.group_by(d, "group").pipe(
    r.summarise, range=lambda rows: r.largest(rows["score"]) - r.smallest(rows["score"])
)
centred = (
    r.group_by(d, "group")
    .pipe(
        r.mutate, score_c=lambda rows: rows["score"] - rows["score"].mean(skipna=False)
    )
    .pipe(r.ungroup)
)
counts = r.count(d, "group")
