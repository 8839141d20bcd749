#' Recall of colours: precision and guessing, from raw files to a table of parameters.
#' The session reads one file for each participant, codes lures, and compares two models.

# 0) Setup -----------------------------------------------------------------------
rm(list = ls())
graphics.off()
library(tidyverse)
library(brms)
options(mc.cores = parallel::detectCores())
warmup_samples <- 500
postwarmup_samples <- 500
nChains <- 6
if (nChains > parallel::detectCores()) {
  nChains <- parallel::detectCores()
}
wrap <- function(x, radians = TRUE) {
  if (!radians) x <- x * pi / 180
  ((x + pi) %% (2 * pi)) - pi
}
set.seed(88)

# 1) Data ------------------------------------------------------------------------
dir.create("raw", showWarnings = FALSE)
for (s in 1:3) {
  raw <- data.frame(
    id = s,
    block = rep(1:2, each = 12),
    setsize = rep(c(1, 2, 4), 8),
    target = round(runif(24, 0, 360)),
    lure1 = round(runif(24, 0, 360)),
    lure2 = round(runif(24, 0, 360))
  )
  guess <- rbinom(24, 1, raw$setsize / 10)
  raw$resp <- ifelse(guess == 1, round(runif(24, 0, 360)), round(raw$target + rnorm(24, 0, 8 * raw$setsize)) %% 360)
  write.table(raw, file.path("raw", paste0("recall_", s, ".txt")), sep = " ", row.names = FALSE, col.names = FALSE)
}
files <- list.files(path = "raw", pattern = "^recall_.*txt$", full.names = TRUE)
n_files <- length(files)
wm <- do.call("rbind", lapply(files, function(f) read.table(f, header = FALSE)))
names(wm) <- c("id", "block", "setsize", "target", "lure1", "lure2", "resp")
wm <- subset(wm, !(id %in% c(9)) & block != 3)
wm$cond <- as.factor(wm$block)
levels(wm$cond) <- c("early", "late")

wm <- wm %>%
  mutate(
    err = wrap(resp - target, radians = FALSE),
    across(starts_with("lure"), ~ wrap((.x - target) * pi / 180), .names = "{.col}_rad"),
    has1 = case_when(setsize >= 2 ~ 1, TRUE ~ 0),
    has2 = case_when(setsize >= 4 ~ 1, TRUE ~ 0),
    inv_ss = ifelse(setsize == 1, 0, 1 / (setsize - 1)),
    setsize = as.factor(setsize)
  )
precision <- wm %>%
  group_by(id, setsize) %>%
  mutate(worst = abs(err) == max(abs(err))) %>%
  filter(!worst) %>%
  summarise(sd_err = sd(err), n = n(), .groups = "drop_last") %>%
  mutate(rel = sd_err / sd_err[setsize == "1"]) %>%
  ungroup()
wide <- precision %>%
  select(-n, -rel) %>%
  pivot_wider(names_from = setsize, values_from = sd_err, names_prefix = "ss")
nearest <- wm %>%
  rowwise() %>%
  mutate(closest = min(abs(c(err, lure1_rad * has1, lure2_rad * has2)))) %>%
  ungroup() %>%
  pull(closest)
swap_rate <- round(mean(nearest < abs(wm$err) - 1e-9), 4)
by_cond <- with(wm, tapply(abs(err), list(cond, setsize), mean))
quick <- aggregate(abs(err) ~ cond + setsize, data = wm, FUN = median)
names(quick)[3] <- "abs_err"
quick <- quick[order(quick$cond, -quick$abs_err), ]

# 2) Models ----------------------------------------------------------------------
mix <- mixture(von_mises, von_mises, order = "none")
form <- bf(err ~ 1, kappa1 ~ 0 + setsize + (0 + setsize || id), kappa2 ~ 1, theta1 ~ 0 + setsize + (0 + setsize || id))
pri <-
  prior(constant(0), class = Intercept, dpar = "mu1") +
  prior(constant(0), class = Intercept, dpar = "mu2") +
  prior(constant(-100), class = Intercept, dpar = "kappa2") +
  prior(normal(2, 1), class = "b", dpar = "kappa1") +
  prior(logistic(0, 1), class = "b", dpar = "theta1")
pri_table <- as.data.frame(pri)[, c("prior", "class", "dpar")]
if (!file.exists(file.path("output", "fit.RData"))) {
  fit <- brm(form, wm, mix, pri, warmup = warmup_samples, iter = warmup_samples + postwarmup_samples, chains = nChains, seed = 3)
  save(fit, file = file.path("output", "fit.RData"), compress = "xz")
} else {
  load(file.path("output", "fit.RData"))
}
fe <- fixef(fit)
theta_rows <- grepl("theta", rownames(fe))
p_mem <- gtools::inv.logit(fe[theta_rows, ])
kappa <- exp(fe[grepl("kappa1", rownames(fe)), ])
long <- as_draws_df(fit) %>%
  select(starts_with("b_"), .chain, .iteration, .draw) %>%
  pivot_longer(starts_with("b_"), names_to = "par", values_to = "value") %>%
  mutate(dpar = str_split_fixed(par, "_", 3)[, 2], cond = str_remove_all(par, ".*setsize")) %>%
  filter(dpar %in% c("kappa1", "theta1"))
hyp <- c(k_1v2 = "kappa1_setsize1 = kappa1_setsize2", t_2v4 = "theta1_setsize2 > theta1_setsize4")
hypothesis(fit, hyp)

# 3) Simulated check of the parameters -----------------------------------------------
k2sd <- function(k) ifelse(k == 0, Inf, sqrt(-2 * log(besselI(k, 1, TRUE) / besselI(k, 0, TRUE))))
sds <- k2sd(c(0, 2, 10)) * 180 / pi
grid <- expand.grid(kappa = c(2, 10), p = c(0.6, 0.9), KEEP.OUT.ATTRS = FALSE)
grid$sd <- NA_real_
for (i in seq_len(nrow(grid))) {
  grid$sd[i] <- with(grid[i, ], p * k2sd(kappa) + (1 - p) * pi / sqrt(3))
}
best <- grid[which.min(grid$sd), , drop = FALSE]
lines_out <- apply(grid, 1, function(row) paste0("kappa=", row["kappa"], "; p=", format(row["p"], nsmall = 2)))
params <- Map(function(k, p) list(k = k, p = p), grid$kappa, grid$p)
labels <- vapply(params, function(z) sprintf("%02.0f/%.1f", z$k, z$p), character(1))
n_pairs <- choose(length(params), 2)
pairs_of <- combn(labels, 2, paste, collapse = " v ")
cat(sprintf("%-14s %s\n", pairs_of[1:2], "compare"), sep = "")
