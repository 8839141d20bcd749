# A tracker of polls: helper functions that change global variables
library(tidyverse)
library(lubridate)
library(brms)
seed <- 1990
set.seed(seed)
raw <- data.frame(
  start_date = c("2020-01-05", "2020-02-01", "2020-03-01", "2020-04-01", "2020-05-03"),
  end_date = c("2020-01-09", "2020-02-05", "2020-03-07", "2020-04-05", "2020-05-07"),
  pollster = c("Alpha", "Alpha", "Alpha", "Beta", "Alpha"),
  Left = c(0.20, NA, 0.30, 0.25, 0.22), Right = c(0.5, 0.4, 0.3, 0.35, 0.44)
)
parties <- make.names(c("Left", "Right"))
clean <- function() {
  polls <<- raw[raw$pollster %in% names(table(raw$pollster)[table(raw$pollster) >= 3]), ]
  polls["mid"] <<- as.Date(polls$start_date) + floor((as.Date(polls$end_date) - as.Date(polls$start_date)) / 2)
  for (party in parties) {
    average <- mean(polls[!is.na(polls[[party]]), party])
    polls[is.na(polls[[party]]), party] <<- average
  }
  polls["oth"] <<- 1 - rowSums(polls[parties])
}
clean()
seats <- function(share, total = 10) {
  quota <- sum(share) / total
  given <- floor(share / quota)
  while (sum(given) < total) {
    rest <- share - given * quota
    given[which.max(rest)] <- given[which.max(rest)] + 1
  }
  given
}
result <- seats(c(Left = 0.31, Right = 0.44, Other = 0.25))
polls$time <- as.numeric(polls$mid - min(polls$mid)) / 365
long <- polls %>% pivot_longer(all_of(parties), names_to = "party", values_to = "share")
last_poll <- long %>% group_by(party) %>% slice_max(mid, n = 1) %>% pull(share)
labels <- map_chr(parties, ~ paste0("mu", gsub("t", "", .x, fixed = TRUE)))
priors <- set_prior("normal(0, 1)", class = "b") + set_prior("exponential(2)", class = "sigma")
if (length(parties) > 1 && nrow(polls) >= 3) {
  fit <- brm(share ~ party, data = long, prior = priors, seed = seed, chains = 2, iter = 300, silent = 2, refresh = 0)
}
out <- fitted(fit, newdata = data.frame(party = parties), re_formula = NA) %>% cbind(data.frame(party = parties))
names(out) <- c("est", "err", "lo", "hi", "party")
write.csv(out, "polls.csv", row.names = FALSE)
