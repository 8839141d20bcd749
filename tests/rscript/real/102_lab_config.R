# ============================================================
# Task switching, experiment 2: mixture of prepared/unprepared
# Configuration at the top, functions in helpers/, results in out/
# ============================================================
rm(list = ls())
library(brms)
library(dplyr)
library(tidyr)
library(purrr)
library(readr)
library(stringr)

cfg <- list(
  seed = 8080,
  n_subj = 10,
  n_trial = 24,
  outcome = "log_rt",
  group = "id",
  sampler = list(chains = 4, iter = 2000, warmup = 1000, cores = 4, refresh = 0),
  models = list(
    null = character(0),
    switch = "switch",
    additive = c("switch", "csi_z"),
    interaction = c("switch", "csi_z", "switch:csi_z")
  ),
  out_dir = "out"
)
if (!dir.exists(cfg$out_dir)) dir.create(cfg$out_dir, recursive = TRUE)
source("helpers/lab_functions.R")
set.seed(cfg[["seed"]])

# ---- simulate ----
raw <- expand.grid(trial = seq_len(cfg$n_trial), id = sprintf("S%02d", 1:cfg$n_subj), stringsAsFactors = FALSE)
raw$csi <- sample(c(100, 400, 900), nrow(raw), replace = TRUE)
raw$switch <- ifelse(raw$trial %% 2 == 0, "repeat", "switch")
p_unprep <- plogis(with(raw, -0.5 + 0.8 * (switch == "switch") - csi / 500))
unprep <- rbinom(nrow(raw), 1, p_unprep)
raw$rt <- round(exp(rnorm(nrow(raw), 6.2 + 0.5 * unprep, 0.2)))
raw$rt[c(3, 77)] <- c(NA, 99)

dat <- clean_trials(raw, upper = read_or(cfg, "upper", 2500)) %>%
  mutate(across(c(id, switch), as.factor),
         csi_z = zscore(csi),
         log_rt = log(rt)) %>%
  as_tibble()
stopifnot(!anyNA(dat))
n_per <- dat %>% count(id, switch) %>% pivot_wider(names_from = switch, values_from = n)
print(n_per, n = 3)
write_csv(n_per, file.path(cfg$out_dir, "trials_per_cell.csv"))

# ---- formulas from text ----
theta_formulas <- map(cfg$models, ~ build_formula(cfg$outcome, .x, dpar = "theta2"))
mu_formula <- reformulate(c("1", paste0("(1 | ", cfg$group, ")")), response = cfg$outcome)
labels <- names(theta_formulas)
n_terms <- vapply(cfg$models, length, integer(1))
model_text <- vapply(theta_formulas, function(f) deparse(f), character(1))
cat(paste0(format(labels, width = 12), model_text), sep = "\n")
all_vars <- unique(unlist(lapply(theta_formulas, all.vars)))

make_priors <- function(predictors) {
  pri <- set_prior("normal(6, 0.5)", class = "Intercept", dpar = paste0("mu", 1:2))
  pri <- c(pri, set_prior("normal(0, 1.5)", class = "Intercept", dpar = "theta2"))
  if (length(predictors) > 0) pri <- c(pri, set_prior("normal(0, 1)", class = "b", dpar = "theta2"))
  pri
}

# ---- fit every model ----
fits <- vector("list", length(labels))
names(fits) <- labels
for (m in labels) {
  cat(sprintf("[%s] fitting model '%s'\n", format(Sys.time(), "%H:%M"), m))
  args <- c(
    list(formula = bf(mu_formula, theta_formulas[[m]]), data = dat,
         family = mixture(gaussian, gaussian, order = "mu"), prior = make_priors(cfg$models[[m]]),
         seed = cfg$seed, init = 0),
    cfg$sampler
  )
  fits[[m]] <- do.call("brm", args)
}

# ---- tables ----
results <- imap(fits, ~ tidy_fit(.x, label = .y)) %>% bind_rows()
results <- results %>%
  mutate(across(where(is.numeric), ~ round(.x, 3)),
         dpar = str_extract(term, "^(mu1|mu2|theta2)"),
         term = str_remove(term, "^(mu1|mu2|theta2)_"))
write_csv(results, file.path(cfg$out_dir, "fixed_effects.csv"))
conv <- map_dfr(fits, ~ tibble(max_rhat = max(rhat(.x), na.rm = TRUE), divergent = sum(subset(nuts_params(.x), Parameter == "divergent__")$Value)), .id = "model")
write.csv(conv, file = paste(cfg$out_dir, "convergence.csv", sep = "/"), row.names = FALSE)
loos <- lapply(fits, loo)
comparison <- loo_compare(loos)
comp_tab <- comparison %>% as.data.frame() %>% tibble::rownames_to_column("model") %>% select(model, elpd_diff, se_diff, looic)
write.csv(comp_tab, file.path(cfg$out_dir, "loo.csv"), row.names = FALSE)
best <- rownames(comparison)[1]
message("best model: ", best)
if (best == "null") print("no predictor of preparation") else print(fixef(fits[[best]]))
# keep everything
saveRDS(list(config = cfg, fits = fits), file = file.path(cfg$out_dir, "all.rds"))
list.files(path = cfg$out_dir, pattern = "\\.csv$")
