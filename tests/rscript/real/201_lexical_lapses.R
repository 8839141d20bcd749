# Response times of a lexical task: a mixture of attentive trials and slow lapses.
# In the manner of a published analysis script.
suppressPackageStartupMessages({
  library(dplyr)
  library(tidyr)
  library(purrr)
  library(stringr)
  library(forcats)
  library(tibble)
  library(brms)
})

set.seed(4021)
output_dir <- file.path("output", "models")
dir.create(output_dir, recursive = TRUE, showWarnings = FALSE)

n_subj <- 12
n_trial <- 20
design <- crossing(
  subj = sprintf("s%02d", seq_len(n_subj)),
  trial = seq_len(n_trial),
) %>%
  mutate(
    group = if_else(str_sub(subj, 2) %in% sprintf("%02d", 1:6), "control", "patient"),
    freq = rep(c("high", "low"), length.out = n()),
    lapse = rbinom(n(), 1, if_else(group == "patient", 0.25, 0.1)),
    rt = round(exp(rnorm(n(), 6.2 + 0.12 * (freq == "low") + 0.8 * lapse, 0.18)), 1)
  )

stopifnot(nrow(design) == n_subj * n_trial, !anyNA(design$rt))

mk_data <- function(df, cut_low = 100, cut_high = 5000) {
  df |>
    filter(between(rt, cut_low, cut_high)) |>
    mutate(
      log_rt = log(rt),
      freq_c = ifelse(freq == "low", 0.5, -0.5),
      cell = paste(group, freq, sep = " | "),
      group = factor(group, levels = c("control", "patient"))
    ) |>
    droplevels()
}
d <- mk_data(design)
cat("Trials:", nrow(d), " subjects:", n_distinct(d$subj), " cells:", n_distinct(d$cell), "\n")

cells <- d |>
  group_by(group, freq) |>
  summarise(mean_rt = mean(rt), sd_rt = sd(rt), n = n(), .groups = "drop") |>
  arrange(group, freq)
by_subj <- d %>%
  group_by(subj, freq, .drop = TRUE) %>%
  summarise(across(c(rt, log_rt), list(mean = mean, sd = sd, hi = ~ quantile(.x, 0.9)), .names = "{.col}__{.fn}"), .groups = "drop") %>%
  pivot_longer(cols = -c(subj, freq), names_to = c("measure", "stat"), names_sep = "__") %>%
  pivot_wider(names_from = stat, values_from = value)
slowest <- by_subj %>%
  filter(measure == "rt") %>%
  slice_max(mean, n = 3, with_ties = FALSE) %>%
  mutate(subj = fct_inorder(subj))
effect <- by_subj %>%
  filter(measure == "log_rt") %>%
  select(subj, freq, mean) %>%
  pivot_wider(names_from = freq, values_from = mean, names_prefix = "m_") %>%
  mutate(effect = m_low - m_high, sign = case_when(effect > 0 ~ "slower", TRUE ~ "faster")) %>%
  left_join(distinct(d, subj, group), by = "subj")
counts <- effect %>% count(group, sign) %>% complete(group, sign, fill = list(n = 0L))
codes <- tibble(code = c("mu1_freq_c", "mu2_freq_c", "theta2_grouppatient")) %>%
  separate_wider_delim(code, delim = "_", names = c("dpar", "term"), too_many = "merge", cols_remove = FALSE) %>%
  extract(dpar, into = c("par", "k"), regex = "([a-z]+)([0-9])", convert = TRUE)

priors <- c(
  prior(normal(6, 1), class = Intercept, dpar = mu1),
  prior(normal(7, 1), class = Intercept, dpar = mu2),
  set_prior("normal(0, 0.5)", class = "b", dpar = c("mu1", "mu2"))
)
n_priors <- nrow(priors)
form <- bf(rt ~ freq_c + (1 | subj), theta2 ~ group)
path <- file.path(output_dir, "fit_lapse.rds")
fit <- brm(form, d, family = mixture(lognormal, lognormal), prior = priors, seed = 1, chains = 2, iter = 400, refresh = 0, file = path)
print(summary(fit))
fe <- fixef(fit, probs = c(0.025, 0.1, 0.9, 0.975)) %>%
  as.data.frame() %>%
  rownames_to_column("term") %>%
  mutate(component = str_extract(term, "(mu|theta)[0-9]"), .after = term)
draws <- as_draws_df(fit) %>% select(starts_with("b_"), sigma1, sigma2) %>% summarise(across(everything(), median))
pm <- pp_mixture(fit, newdata = slice_head(d, n = 5))
class_of <- apply(pm[, 1, ], 1, which.max)
lapse_rate <- d %>%
  mutate(p_lapse = pp_mixture(fit)[, "Estimate", 2]) %>%
  group_by(group) %>%
  summarise(rate = mean(p_lapse), hit = mean((p_lapse > .5) == lapse))

labels <- c(b_mu1_freq_c = "Frequency, attentive", b_mu2_freq_c = "Frequency, lapse", other = NA)
relabel_par <- function(x, table = labels) {
  out <- unname(table[x])
  out[is.na(out)] <- x[is.na(out)]
  out
}
relabelled <- relabel_par(c("b_mu2_freq_c", "sigma1"))
splits <- split(d$log_rt, d$cell)
gaps <- vapply(splits, function(v) diff(range(v)), numeric(1))
tab <- sapply(splits, quantile, probs = c(.25, .5, .75))
boot <- map_dbl(1:3, ~ {
  rows <- sample(nrow(d), replace = TRUE)
  mean(d$log_rt[rows])
})
msg <- sprintf("%s: %.2f [%.2f]", names(gaps), gaps, tab["50%", ])
report <- list(n = nrow(d), cells = cells, gaps = gaps)
report[["boot"]] <- boot
first_two <- head(names(report), 2)
