# What janitor's clean_names() makes of names, by the steps that its help page lists and snakecase.
# Rscript tests/reference/clean_names.R, from the top of the project
set.seed(11)
parts <- c("a", "b", "Pop", "Name", "ID", "RT", "2", "10", "x", "_", ".", "-", " ", "(", "%", "#",
           "Temp", "C", "ms", "[", ":", "Q", "'")
drawn <- replicate(150, paste(sample(parts, sample(1:5, 1), TRUE), collapse = ""))
names <- unique(c("b_mu1_Intercept", "r_g[1,Intercept]", "lp__", ".chain", "1stQu", "Q2.5", "l-95% CI",
                  "mean temp (C)", "APCdollar", "a\u00e7\u00e3o", drawn))
names <- names[grepl("[^ ]", names)]
clean <- gsub("[\"']", "", names)
clean <- gsub("#", "_number_", gsub("%", "_percent_", clean))
clean <- stringi::stri_trans_general(clean, "Latin-ASCII")
clean <- make.names(sub("^[[:space:][:punct:]]*", "", clean))
clean <- snakecase::to_any_case(clean, case = "snake", sep_in = "\\.", parsing_option = 1, numerals = "asis")
writeLines(jsonlite::toJSON(list(names = names, clean = clean), pretty = TRUE),
           "tests/reference/clean_names.json")
