library(magrittr)
library(dplyr)
library(purrr)
library(forcats)
library(tidyr)
library(modelr)
library(ggdist)
library(tidybayes)
library(ggplot2)
library(cowplot)
library(rstan)
library(brms)
library(ggrepel)
library(RColorBrewer)
library(posterior)
theme_set(theme_tidybayes() + panel_border())
rstan_options(auto_write = TRUE)
options(mc.cores = parallel::detectCores())
set.seed(5)
n <- 10
n_condition <- 5
ABC <- tibble(
  condition = rep(c("A", "B", "C", "D", "E"), n),
  response = rnorm(n * 5, c(0, 1, 2, 1, -1), 0.5)
)
head(ABC, 10)
ABC %>%
  ggplot(aes(y = condition, x = response)) +
  geom_point()
m <- brm(response ~ (1 | condition), data = ABC,
  prior = c(prior(normal(0, 1), class = Intercept), prior(student_t(3, 0, 1), class = sd), prior(student_t(3, 0, 1), class = sigma)),
  control = list(adapt_delta = .99), chains = 2, iter = 600, seed = 3, file = "models/tidy-brms_m.rds")
m
get_variables(m)
m %>% spread_draws(r_condition[condition, term]) %>% head(10)
m %>% spread_draws(b_Intercept, sigma) %>% median_qi(b_Intercept, sigma)
m %>% gather_draws(b_Intercept, sigma) %>% median_qi()
m %>%
  spread_draws(b_Intercept, r_condition[condition,]) %>%
  mutate(condition_mean = b_Intercept + r_condition) %>%
  median_qi(condition_mean, .width = c(.95, .66))
m %>%
  spread_draws(b_Intercept, r_condition[condition,]) %>%
  median_qi(condition_mean = b_Intercept + r_condition)
m %>%
  spread_draws(r_condition[condition,]) %>%
  summarise_draws()
ABC %>%
  data_grid(condition) %>%
  add_epred_draws(m) %>%
  head(10)
ABC %>%
  data_grid(condition) %>%
  add_epred_draws(m) %>%
  ggplot(aes(x = .epred, y = condition)) +
  stat_pointinterval(.width = c(.66, .95))
grid <- ABC %>% data_grid(condition)
pp <- add_predicted_draws(grid, m, seed = 1) %>% group_by(condition) %>% summarise(q = quantile(.prediction, .9))
dim(pp)
ABC %>%
  group_by(condition) %>%
  data_grid(x = seq_range(response, n = 5)) %>%
  nrow()
m %>% spread_draws(r_condition[condition,]) %>% compare_levels(r_condition, by = condition) %>% ungroup() %>% mutate(condition = reorder(condition, r_condition)) %>% mean_qi(r_condition)
as_draws_df(m) %>% summarise_draws()
summarise_draws(m, "mean", "sd", "rhat")
ABC %>% add_residual_draws(m) %>% median_qi(.residual)
add_linpred_draws(grid, m, ndraws = 20) %>% ungroup() %>% count(condition)
