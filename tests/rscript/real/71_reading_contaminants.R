# Self-paced reading: a mixture of lognormals for failed attention (manner of a psycholinguistics OSF script)
rm(list = ls())
if (!require("pacman")) install.packages("pacman")
pacman::p_load(tidyverse, brms, here, bayesplot, tidybayes)
options(mc.cores = parallel::detectCores(), scipen = 999)
theme_set(theme_bw(base_size = 12))

# ---- simulate, as the data cannot be shared ----
set.seed(2021)
n_subj <- 12
n_item <- 8
df <- expand.grid(item = 1:n_item, subj = 1:n_subj) %>%
  as_tibble() %>%
  mutate(
    condition = if_else((subj + item) %% 2 == 0, "SR", "OR"),
    so = ifelse(condition == "OR", 1, -1),
    subj_int = rep(rnorm(n_subj, 0, .2), each = n_item),
    attentive = rbinom(n(), 1, .9),
    rt = round(ifelse(attentive == 1, rlnorm(n(), 5.9 + subj_int + .05 * so, .35), rlnorm(n(), 6.9, .6)))
  ) %>%
  select(-subj_int)
df <- df %>% arrange(subj, item) %>% relocate(subj)
write_csv(df, "reading.csv")

# ---- read and clean ----
raw <- read_csv("reading.csv", show_col_types = FALSE)
dat <- raw %>%
  filter(rt > 100, rt < 10000) %>%
  mutate(across(c(subj, item), as.factor), log_rt = log(rt)) %>%
  group_by(subj) %>%
  mutate(z = (log_rt - mean(log_rt)) / sd(log_rt), trial = row_number()) %>%
  ungroup()
n_removed <- nrow(raw) - nrow(dat)
cat("Removed", n_removed, "trials (", round(100 * n_removed / nrow(raw), 1), "%)\n")
by_cond <- dat %>%
  group_by(condition) %>%
  summarise(m = mean(rt), md = median(rt), sd = sd(rt), se = sd(rt) / sqrt(n()), n = n(), .groups = "drop")
knitr::kable(by_cond, digits = 1)
outliers <- dat %>% filter(abs(z) > 2) %>% count(subj, name = "n_out") %>% arrange(desc(n_out))
n_out <- nrow(outliers)
diff_cond <- by_cond$m[by_cond$condition == "OR"] - by_cond$m[by_cond$condition == "SR"]
subj_diffs <- dat %>%
  group_by(subj, condition) %>%
  summarise(m = mean(log_rt), .groups = "drop") %>%
  pivot_wider(names_from = condition, values_from = m) %>%
  mutate(diff = round(OR - SR, 6))
tt <- with(subj_diffs, mean(diff) / (sd(diff) / sqrt(length(diff))))

p1 <- ggplot(dat, aes(x = rt, fill = condition, colour = condition)) +
  geom_density(alpha = .3) +
  geom_vline(data = by_cond, aes(xintercept = m, colour = condition), linetype = "dashed") +
  scale_x_log10() +
  scale_fill_manual(values = c("#E69F00", "#56B4E9")) +
  scale_colour_manual(values = c("#E69F00", "#56B4E9")) +
  labs(x = "Reading time (ms, log scale)", y = "Density", title = "Reading times by condition")
p1
ggsave(here("rt_density.png"), p1, width = 6, height = 4, dpi = 150)

# ---- models ----
priors <- c(
  set_prior("normal(6, 0.6)", class = "Intercept", dpar = "mu1"),
  set_prior("normal(7, 0.6)", class = "Intercept", dpar = "mu2"),
  set_prior("normal(0, 0.1)", class = "b", dpar = "mu1"),
  set_prior("normal(0.5, 0.2)", class = "sigma1"),
  set_prior("normal(0.5, 0.2)", class = "sigma2"),
  set_prior("normal(0, 0.5)", class = "sd", dpar = "mu1"),
  set_prior("normal(-2, 1)", class = "Intercept", dpar = "theta2")
)
m_mix <- brm(
  bf(rt ~ 1, mu1 ~ 1 + so + (1 | subj), mu2 ~ 1, theta2 ~ 1),
  family = mixture(lognormal(), lognormal(), order = "none"),
  data = dat, prior = priors, chains = 2, iter = 400, warmup = 200,
  control = list(adapt_delta = .95), seed = 99, file = "m_mix", file_refit = "on_change"
)
summary(m_mix)
fe <- fixef(m_mix) %>% as.data.frame() %>% rownames_to_column("term") %>% as_tibble()
fe %>% filter(str_detect(term, "^mu1_")) %>% mutate(across(where(is.numeric), ~ round(.x, 3)))
alpha <- fixef(m_mix)["theta2_Intercept", "Estimate"]
cat(sprintf("Probability of an inattentive trial: %.3f\n", plogis(alpha)))
post <- as_draws_df(m_mix)
effect <- with(post, exp(b_mu1_Intercept + b_mu1_so) - exp(b_mu1_Intercept - b_mu1_so))
effect_ci <- c(mean = mean(effect), quantile(effect, probs = c(.025, .975)))
round(effect_ci, 1)
hypothesis(m_mix, "mu1_so > 0")
pp_check(m_mix, ndraws = 20) + xlim(0, 3000)
memb <- pp_mixture(m_mix)
dat$p_slow <- memb[, "Estimate", 2]
dat %>% group_by(condition) %>% summarise(slow = mean(p_slow > .5))
m_mix %>%
  spread_draws(r_subj__mu1[subj, term]) %>%
  median_qi() %>%
  arrange(r_subj__mu1)
sessionInfo()
