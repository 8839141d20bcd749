settings <- list(adapt_delta = 0.95, max_treedepth = 12)
settings$adapt_delta
settings[["max_treedepth"]] <- 15
items <- list(1, "two", TRUE)
items[[2]]
