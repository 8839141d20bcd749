# Confidence judgments in the manner of a book chapter: two kinds of raters, tribble(), uncount(), ranks
library(tidyverse)
library(brms)
library(tidybayes)
theme_set(theme_grey() + theme(panel.grid = element_blank()))
ratings <- tribble(
  ~cond, ~rating, ~n,
  "control", 1, 4,
  "control", 2, 9,
  "control", 3, 12,
  "control", 4, 5,
  "cue", 1, 2,
  "cue", 2, 5,
  "cue", 3, 14,
  "cue", 4, 11
)
d <- ratings %>%
  uncount(n) %>%
  rowid_to_column("row") %>%
  mutate(id = str_c("p", str_pad(row %% 8 + 1, 2, pad = "0")))
d %>% glimpse()
cum <- ratings %>%
  group_by(cond) %>%
  mutate(p = n / sum(n),
         cum_p = cumsum(p),
         run_mean = cummean(n),
         logodds = if_else(cum_p < .999, log(cum_p / (1 - cum_p)), NA_real_)) %>%
  ungroup()
cum %>% ggplot(aes(x = rating, y = cum_p, fill = cond)) + geom_col(position = "dodge") + scale_y_continuous(labels = scales::percent)
best <- ratings %>% group_by(cond) %>% top_n(1, n) %>% ungroup()
ranked <- d %>%
  group_by(id) %>%
  summarise(mean = mean(rating), sd = sd(rating), n = n()) %>%
  mutate(dense = dense_rank(mean), pct = percent_rank(mean), cume = cume_dist(mean), zmean = (mean - mean(mean)) / sd(mean))
labels <- ranked %>% select(id, mean) %>% deframe()
back <- enframe(round(labels, 2), name = "id", value = "average")
back <- back %>% add_row(id = "all", average = round(mean(labels), 2))
grid <- ratings %>% expand(cond, rating = 1:5) %>% left_join(ratings, by = c("cond", "rating")) %>% mutate(n = coalesce(n, 0))
gaps <- tibble(day = 1:6, dose = c("low", NA, NA, "high", NA, "low")) %>% fill(dose)
up <- tibble(day = 1:4, z = c(NA, 2, NA, 5)) %>% fill(z, .direction = "downup")
inits_for <- lst(n_levels = n_distinct(d$rating), thresholds = qnorm(head(cumsum(table(d$rating)) / nrow(d), -1)), last = last(thresholds))
every_two <- d %>% filter(row %% 2 == 0) %>% slice_head(n = 3) %>% pull(id) %>% str_c(collapse = ", ")
fit <- brm(data = d, family = mixture(cumulative(probit), cumulative(probit)),
           bf(rating ~ 1, mu1 ~ cond, mu2 ~ 1),
           prior = c(prior(normal(0, 1.5), class = Intercept, dpar = mu1),
                     prior(normal(0, 1.5), class = Intercept, dpar = mu2),
                     prior(normal(0, 1), class = b, dpar = mu1),
                     prior(dirichlet(3, 1), class = theta)),
           iter = 400, warmup = 200, chains = 2, seed = 11, refresh = 0, file = "fit11_01")
print(fit)
post <- as_draws_df(fit)
post %>%
  transmute(`P(careless)` = theta2, cue = b_mu1_condcue) %>%
  pivot_longer(everything()) %>%
  group_by(name) %>%
  mean_qi(value)
tidy <- posterior_summary(fit) %>%
  data.frame() %>%
  rownames_to_column("parameter") %>%
  filter(str_starts(parameter, "b_")) %>%
  mutate(across(where(is.double), ~ round(.x, digits = 2)), text = str_c(Estimate, " [", Q2.5, ", ", Q97.5, "]"))
tidy
ndraws(fit)
