# Reading times of relative clauses: contrasts, models, tables
library("tidyverse")
library("brms")
library("here")
theme_set(theme_bw(base_size = 12))

set.seed(2024)
n_subj <- 10; n_item <- 6
d <- crossing(subj = factor(seq_len(n_subj)), item = factor(seq_len(n_item)), type = c("ORC", "SRC"))
u <- rnorm(n_subj, 0, 0.1)
d <- d %>% mutate(rt = round(exp(6 + 0.08 * (type == "ORC") + u[as.integer(subj)] + rnorm(n(), 0, 0.3))))
d$type <- factor(d$type)
contrasts(d$type) <- contr.sum(2)
contrasts(d$type)
d <- d %>% mutate(type_n = if_else(type == "ORC", 0.5, -0.5), log_rt = log(rt))
se <- function(x, na.rm = FALSE) {
  if (na.rm) x <- x[!is.na(x)]
  sd(x) / sqrt(length(x))
}
cells <- d %>% group_by(type) %>% summarise_at(vars(rt, log_rt), list(mean = mean, se = se))
wide <- d %>%
  group_by(subj, type) %>%
  summarise(m = mean(rt), .groups = "drop") %>%
  pivot_wider(names_from = "type", values_from = "m") %>%
  mutate(diff = ORC - SRC) %>%
  rename_with(tolower)
test <- t.test(wide$orc, wide$src, paired = TRUE)
c(test$statistic, test$p.value)
w <- wilcox.test(wide$orc, wide$src, paired = TRUE, exact = FALSE)
p_value <- w$p.value
tau <- cor.test(wide$orc, wide$src, method = "kendall")$estimate
trimmed <- mean(d$rt, trim = 0.1)
keep <- with(d, rt > quantile(rt, 0.025) & rt < quantile(rt, 0.975))
d_trim <- d[keep, ]
nrow(d_trim) / nrow(d)
priors <- c(
  prior(normal(6, 1), class = Intercept),
  prior(normal(0, 0.5), class = b),
  prior(exponential(2), class = sd)
)
m1 <- brm(rt ~ type_n + (1 | subj), family = lognormal(), data = d_trim, prior = priors,
          chains = 2, iter = 400, seed = 1, file = here("models", "m1"))
m0 <- update(m1, formula. = . ~ . - type_n, newdata = d_trim, chains = 2, iter = 400, seed = 1)
fixef(m1) %>% as.data.frame() %>% rownames_to_column("term") %>% mutate(across(where(is.numeric), ~ round(.x, 2)))
h <- hypothesis(m1, "type_n > 0")
h$hypothesis$Post.Prob
m1 <- add_criterion(m1, "loo")
m0 <- add_criterion(m0, "loo")
loo_compare(m1, m0)
cat(sprintf("Effect: %.2f [%.2f, %.2f]\n", fixef(m1)["type_n", "Estimate"], fixef(m1)["type_n", "Q2.5"], fixef(m1)["type_n", "Q97.5"]))
post <- posterior_samples(m1, pars = "^b_")
effect_ms <- exp(post$b_Intercept + post$b_type_n / 2) - exp(post$b_Intercept - post$b_type_n / 2)
quantile(effect_ms, c(0.025, 0.5, 0.975))
bayestestR::describe_posterior(m1)
