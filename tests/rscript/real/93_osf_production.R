## Sentence production and pauses: analysis script accompanying the manuscript
## Preregistration and materials on the repository of the project

# Clear workspace, load packages
rm(list = ls())
if (!require("pacman")) install.packages("pacman")
pacman::p_load(tidyverse, brms, loo, knitr, papaja, ggthemes, here)

n_cores <- 4
n_chains <- 2
iterations <- 400
path <- here("stanout")
if (!dir.exists(path)) dir.create(path)

# Simulated stand-in for the raw data ----
set.seed(1702)
n_ppt <- 16; n_item <- 8
raw <- expand_grid(ppt = 1:n_ppt, item = 1:n_item) %>%
  mutate(xn = rep(c("simple", "complex"), length.out = n()),
         location = ifelse(item <= 4, "sentence", "word"),
         hesitate = rbinom(n(), 1, if_else(location == "sentence", .45, .15)),
         iki = round(exp(rnorm(n(), 5 + 1.3 * hesitate + .1 * (xn == "complex"), .3))))
write_csv(raw, file.path(path, "raw.csv"))

d <- read_csv(here("stanout", "raw.csv"), show_col_types = FALSE) %>%
  filter(iki > 50, iki < 30000) %>%
  mutate(across(c(ppt, item), as.factor),
         across(c(xn, location), ~ factor(., levels = unique(.))))

# Data loss
loss <- 1 - nrow(d) / nrow(raw)
message("Removed ", scales::percent(loss, accuracy = .1), " of the keystrokes")

# Contrasts: sum coding for both factors
contrasts(d$xn) <- contr.sum(2)
contrasts(d$location) <- c(-.5, .5)
colnames(contrasts(d$xn)) <- "complexity"
contrasts(d$xn)
model.matrix(~ xn * location, data = d) %>% head(3)

# Descriptives by cell
descriptives <- d %>%
  group_by(location, xn) %>%
  summarise(N = n(),
            M = mean(iki),
            Mdn = median(iki),
            SE = sd(iki) / sqrt(n()),
            lower = M - qnorm(.975) * SE,
            upper = M + qnorm(.975) * SE) %>%
  ungroup()
descriptives %>%
  mutate_if(is.numeric, round, 1) %>%
  rename(Location = location, Complexity = xn) %>%
  kable(digits = 1, caption = "Inter-keystroke intervals", booktabs = TRUE, format = "latex")

ggplot(d, aes(x = iki, fill = xn)) +
  geom_density(alpha = .4) +
  facet_grid(location ~ xn, labeller = label_both, scales = "free_y") +
  scale_x_log10() +
  scale_fill_colorblind("Complexity") +
  theme_apa()

# Models: one and two log-normals ----
priors_one <- c(prior(normal(5, 1), class = Intercept), prior(normal(0, .5), class = b), prior(exponential(2), class = sd))
m1 <- brm(iki ~ xn * location + (1 | ppt), data = d, family = lognormal(), prior = priors_one,
          chains = n_chains, iter = iterations, cores = n_cores, seed = 365, save_pars = save_pars(all = TRUE),
          file = file.path(path, "m1"))
mix <- mixture(lognormal(), lognormal(), order = "mu")
priors_two <- c(prior(normal(5, .5), class = Intercept, dpar = mu1),
                prior(normal(6.3, .5), class = Intercept, dpar = mu2),
                prior(normal(0, .5), class = b, dpar = mu1),
                prior(normal(0, 1), class = b, dpar = theta2))
form2 <- bf(iki ~ 1, mu1 ~ xn + (1 | ppt), mu2 ~ 1, theta2 ~ location)
m2 <- brm(form2, data = d, family = mix, prior = priors_two, chains = n_chains, iter = iterations, seed = 365, refresh = 0)
m3 <- update(m2, formula. = bf(iki ~ 1, mu1 ~ xn + (1 | ppt), mu2 ~ 1, theta2 ~ location + xn), newdata = d, seed = 365)

# Model comparison ----
models <- list(m1 = m1, m2 = m2, m3 = m3)
loos <- map(models, loo)
mc <- loo_compare(loos)
print(mc, simplify = FALSE, digits = 1)
mc %>%
  as.data.frame() %>%
  rownames_to_column("Model") %>%
  select(Model, elpd_diff, se_diff) %>%
  mutate(across(where(is.numeric), ~ round(.x, 1)),
         ratio = ifelse(se_diff == 0, "--", printnum(abs(elpd_diff / se_diff)))) %>%
  apa_table(caption = "Model comparisons", note = "Difference in expected log density")

# Posterior of the cells' hesitation probability
post <- as_draws_df(m2) %>%
  as_tibble() %>%
  select(starts_with("b_theta2")) %>%
  transmute(sentence = plogis(b_theta2_Intercept - .5 * b_theta2_location1),
            word = plogis(b_theta2_Intercept + .5 * b_theta2_location1),
            diff = sentence - word)
post %>%
  pivot_longer(everything(), names_to = "Parameter", values_to = "value") %>%
  group_by(Parameter) %>%
  summarise(M = mean(value), lo = quantile(value, probs = .025), up = quantile(value, probs = .975)) %>%
  write_csv(file.path(path, "hesitations.csv"))
with(post, mean(diff > 0))
