# Facts of R's own data sets: Rscript datasets.R > datasets.json (in this folder).
suppressMessages(library(jsonlite))
from <- list(lme4 = c("sleepstudy", "cbpp", "Dyestuff", "Dyestuff2", "Penicillin", "Pastes", "grouseticks"),
  MASS = c("birthwt", "galaxies", "geyser", "quine", "Boston", "crabs", "cats", "anorexia", "epil", "survey", "Insurance", "Pima.tr", "Pima.te",
    "mammals", "bacteria", "menarche", "hills"),
  mclust = c("acidity", "diabetes", "banknote"), survival = c("lung", "veteran"), brms = c("epilepsy", "inhaler", "kidney", "loss"),
  tidyr = c("relig_income", "fish_encounters", "us_rent_income", "smiths", "table1", "table2", "table3", "table4a", "table4b", "table5"),
  dplyr = c("band_members", "band_instruments", "band_instruments2"),
  datasets = sub(".csv", "", basename(list.files("../../pybrms_mix/datasets/data", "csv$")), fixed = TRUE))
facts <- list()
for (package in names(from)) for (name in setdiff(from[[package]], names(facts))) {
  d <- getExportedValue(package, name)
  d <- if (is.data.frame(d)) as.data.frame(d) else data.frame(x = d)
  facts[[name]] <- list(package = package, rows = nrow(d), first = rownames(d)[1], columns = lapply(as.list(d), function(v)
    if (is.factor(v)) list(levels = levels(v), codes = as.integer(v)) else list(values = if (is.numeric(v)) as.numeric(v) else v)))
}
cat(toJSON(facts, digits = I(17), auto_unbox = FALSE, na = "null"), "\n")
