"""The Python of pipes.R."""

import pandas as pd

d = pd.read_csv("patients.csv")
clean = (
    d[(d["age"] > 18) & ~d["score"].isna()]
    .assign(
        score_z=lambda rows: (rows["score"] - rows["score"].mean())
        / rows["score"].std(),
        old=lambda rows: rows["age"] > 65,
    )[["id", "group", "score_z", "old"]]
    .rename(columns={"group": "arm"})
    .sort_values(["arm", "score_z"], ascending=[True, False], ignore_index=True)
)
print(d.head(3))
