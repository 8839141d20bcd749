"""The Python of pipes.R."""

from pybrms_mix import r
from pybrms_mix.rscript.data_files import read_csv

d = read_csv("patients.csv")
clean = (
    r.filter_(
        d,
        lambda rows: r.compare(rows["age"], ">", 18),
        lambda rows: ~r.is_na(rows["score"]),
    )
    .pipe(
        r.mutate,
        score_z=lambda rows: (
            (rows["score"] - r.mean(rows["score"])) / r.sd(rows["score"])
        ),
        old=lambda rows: r.compare(rows["age"], ">", 65),
    )
    .pipe(r.select, "id", "group", "score_z", "old")
    .pipe(r.rename, arm="group")
    .pipe(r.arrange, "arm", lambda rows: r.desc(rows["score_z"]))
)
print(d.head(3))
