# Weekly gastroenteritis reports in districts: which districts under-report?
# Analysis script, version 3
rm(list = ls())
library(tidyverse)
library(lubridate)
library(brms)
library(glue)

options(mc.cores = 2, dplyr.summarise.inform = FALSE)
set.seed(2043)

n_dist  <- 12
n_weeks <- 26
districts <- tibble(
  district = sprintf("D%02d", 1:n_dist),
  region   = rep(c("north", "south", "coast"), length.out = n_dist),
  pop      = round(exp(seq(log(8000), log(90000), length.out = n_dist)), -2)
)
weeks <- seq(as.Date("2019-01-07"), by = "week", length.out = n_weeks)

cases <- crossing(districts, week = weeks) %>%
  mutate(
    month  = month(week),
    season = case_when(
      month %in% c(12, 1, 2) ~ "winter",
      month %in% 3:5         ~ "spring",
      TRUE                   ~ "summer"
    ),
    season = fct_relevel(season, "winter"),
    isoweek = isoweek(week),
    t = as.integer(difftime(week, min(week), units = "days")) / 7,
    expected = pop * 4e-4 * (1 + .4 * cos(2 * pi * t / 52)),
    reporting = if_else(region == "coast" & isoweek %% 5 == 0, 0, 1),
    cases = as.integer(floor(expected * reporting * (1 + .1 * sin(row_number()))))
  )
glimpse(cases)
stopifnot(nrow(cases) == n_dist * n_weeks, !anyNA(cases$cases))

# ---- description -------------------------------------------------------------
by_region <- cases %>%
  group_by(region) %>%
  summarise(
    districts = n_distinct(district),
    total     = sum(cases),
    zeros     = mean(cases == 0),
    rate      = sum(cases) / sum(pop) * 1e5,
    .groups   = "drop"
  ) %>%
  arrange(desc(rate))
by_region

cases <- cases %>%
  group_by(district) %>%
  arrange(week, .by_group = TRUE) %>%
  mutate(
    cum   = cumsum(cases),
    prev  = lag(cases, default = 0L),
    roll4 = as.numeric(stats::filter(cases, rep(1 / 4, 4), sides = 1)),
    peak  = cases == max(cases)
  ) %>%
  ungroup()
peaks <- cases %>% filter(peak) %>% group_by(district) %>% slice_head(n = 1) %>% ungroup() %>% select(district, week, cases)
worst <- cases %>% slice_max(cases, n = 3, with_ties = FALSE) %>% pull(district)
glue("{n_dist} districts, {nrow(cases)} district-weeks, {round(100 * mean(cases$cases == 0), 1)} % zeros")
msg <- glue("Worst: {paste(unique(worst), collapse = ', ')}")
month_table <- cases %>% count(month, season, wt = cases, name = "n_cases") %>% mutate(share = n_cases / sum(n_cases))
region_f <- fct_infreq(cases$region) %>% fct_rev()
lumped <- fct_lump_n(factor(cases$district), n = 3, w = cases$cases, other_level = "rest")
table(lumped)
var_mean <- with(cases, tapply(cases, region, function(x) var(x) / mean(x)))
round(var_mean, 2)

# ---- models ------------------------------------------------------------------
zip <- mixture(poisson, zero_inflated_poisson)
m_nb <- brm(
  cases ~ season + offset(log(pop)) + (1 | district),
  data = cases, family = negbinomial(), seed = 11, chains = 4, iter = 2000,
  file = "fit_nb"
)
mix <- mixture(negbinomial, poisson, order = "none")
f_mix <- bf(
  cases ~ 1,
  mu1 ~ season + offset(log(pop)),
  mu2 ~ 1,
  theta2 ~ region
)
get_prior(f_mix, data = cases, family = mix)
pri <- c(
  prior(normal(-8, 1), class = Intercept, dpar = mu1),
  prior(normal(-2, 1), class = Intercept, dpar = mu2),
  prior(normal(0, 1), class = b, dpar = mu1),
  prior(normal(0, 1.5), class = b, dpar = theta2)
)
m_mix <- brm(f_mix, data = cases, family = mix, prior = pri, seed = 11,
             chains = 4, iter = 2000, control = list(adapt_delta = .95))
summary(m_mix)
loo_compare(loo(m_nb), loo(m_mix))

# ---- who does not report? ----------------------------------------------------
under <- pp_mixture(m_mix)[, "Estimate", 2]
cases$p_under <- under
by_district <- cases %>%
  group_by(region, district) %>%
  summarise(p_under = mean(p_under), weeks = sum(p_under > .5)) %>%
  ungroup() %>%
  mutate(district = fct_reorder(district, p_under))
fig <- ggplot(by_district, aes(p_under, district, colour = region)) +
  geom_point(size = 2) +
  geom_segment(aes(xend = 0, yend = district)) +
  scale_x_continuous(labels = scales::percent, limits = c(0, 1)) +
  labs(x = "Probability of under-reporting", y = NULL) +
  theme_minimal()
fig
ggsave("under_reporting.png", fig, width = 6, height = 4, dpi = 200)

irr <- exp(fixef(m_mix)[, c("Estimate", "Q2.5", "Q97.5")])
irr_tab <- as_tibble(irr, rownames = "term") %>% filter(str_detect(term, "^mu1_season")) %>%
  mutate(text = glue("{round(Estimate, 2)} [{round(Q2.5, 2)}; {round(Q97.5, 2)}]"))
pred <- posterior_predict(m_mix, ndraws = 100)
prop_zero <- apply(pred, 1, function(z) mean(z == 0))
hist(prop_zero, main = "Zeros predicted")
abline(v = mean(cases$cases == 0), col = "red", lwd = 2)
write_csv(by_district, "under_reporting.csv")
sessionInfo()
