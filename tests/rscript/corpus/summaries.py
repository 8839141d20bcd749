"""The Python of summaries.R."""

import pandas as pd

d = pd.read_csv("patients.csv")
by_group = d.groupby("group", as_index=False).agg(
    n=("group", "size"), mean_score=("score", "mean"), spread=("score", "std")
)
overall = pd.DataFrame({"mean": [d["score"].mean()], "top": [d["score"].max()]})
range_by_group = (
    d.groupby("group")
    .apply(
        lambda rows: pd.Series({"range": rows["score"].max() - rows["score"].min()}),
        include_groups=False,
    )
    .reset_index()
)
centred = d.assign(score_c=d["score"] - d.groupby("group")["score"].transform("mean"))
counts = d.groupby("group").size().reset_index(name="n")
