# 12 Monsters and Mixtures ------------------------------------------------
# Working through the chapter again with brms and the tidyverse; all data are simulated here.

# packages ----
library(tidyverse)
library(brms)
library(tidybayes)
library(patchwork)

theme_set(
  theme_bw(base_size = 11) +
    theme(panel.grid.minor = element_blank(),
          legend.position = "none")
)

# 12.1 Over-dispersed outcomes ----
pbar  <- .5
theta <- 5
curve_data <-
  tibble(x = seq(from = 0, to = 1, length.out = 101)) %>%
  mutate(density = dbeta(x, shape1 = pbar * theta, shape2 = (1 - pbar) * theta))
curve_data %>%
  ggplot(aes(x = x, ymin = 0, ymax = density)) +
  geom_ribbon(fill = "#E07A5F") +
  scale_x_continuous("probability space", breaks = c(0, .5, 1)) +
  scale_y_continuous(NULL, breaks = NULL) +
  ggtitle("The beta distribution", subtitle = expression(list(bar(p) == 0.5, theta == 5)))

admit <- tibble(
  dept = rep(LETTERS[1:6], each = 2),
  gender = rep(c("male", "female"), times = 6),
  admit = c(512, 89, 353, 17, 120, 202, 138, 131, 53, 94, 22, 24),
  reject = c(313, 19, 207, 8, 205, 391, 279, 244, 138, 299, 351, 317)
) %>%
  mutate(applications = admit + reject,
         gid = ifelse(gender == "male", "1", "2"))

b12.0 <-
  admit %>%
  group_by(gid) %>%
  summarise(across(c(admit, applications), sum), .groups = "drop") %>%
  mutate(p = admit / applications,
         logit = qlogis(p)) %>%
  arrange(desc(p))
b12.0

# 12.2 Zero-inflated outcomes ----
# define parameters
prob_drink <- 0.2  # 20% of days
rate_work  <- 1    # average 1 manuscript per day
# sample one year of production
n <- 365
set.seed(365)
drink <- rbinom(n, size = 1, prob = prob_drink)
y <- (1 - drink) * rpois(n, lambda = rate_work)

d <-
  tibble(drink = factor(drink, levels = 1:0),
         y = y)

p1 <- d %>%
  ggplot(aes(x = y)) +
  geom_histogram(aes(fill = drink), binwidth = 1, linewidth = 1/10, color = "grey92") +
  scale_fill_manual(values = c("#3D405B", "#81B29A")) +
  xlab("Manuscripts completed")
p1

d %>%
  count(drink, y) %>%
  pivot_wider(names_from = drink, values_from = n, names_prefix = "drink_", values_fill = 0)

zeros <- d %>%
  filter(y == 0) %>%
  count(drink) %>%
  mutate(share = n / sum(n)) %>%
  pull(share) %>%
  round(digits = 3)

b12.3 <-
  brm(data = d,
      family = mixture(poisson, poisson),
      bf(y ~ 1, mu2 ~ 1),
      prior = c(prior(normal(-3, 0.5), class = Intercept, dpar = mu1),
                prior(normal(0, 1), class = Intercept, dpar = mu2),
                prior(dirichlet(2, 6), class = theta)),
      iter = 2000, warmup = 1000, chains = 4, cores = 4,
      seed = 12,
      file = "fits/b12.03")
b12.3_alt <-
  brm(data = d, family = zero_inflated_poisson,
      y ~ 1,
      prior = c(prior(normal(1, 0.5), class = Intercept), prior(beta(2, 6), class = zi)),
      iter = 600, warmup = 300, chains = 2, seed = 12, file = "fits/b12.03_alt")
print(b12.3_alt)
fixef(b12.3_alt)[1, ] %>% exp() %>% round(2)
inv_logit_scaled(0.2)

post <- as_draws_df(b12.3_alt)
post %>%
  ggplot(aes(x = zi, y = 0)) +
  stat_halfeye(.width = c(.5, .95), point_interval = mode_hdi, fill = "grey67") +
  geom_vline(xintercept = prob_drink, linetype = 2)

# 12.3 A plot of the likelihoods ----
like <- crossing(lambda = c(1, 2), p = c(.1, .3), k = 0:6) %>%
  mutate(density = ifelse(k == 0, p + (1 - p) * dpois(0, lambda), (1 - p) * dpois(k, lambda)),
         strip = str_c("lambda==", lambda, "~p==", p))
p2 <- like %>%
  ggplot(aes(x = k, y = density)) +
  geom_col(width = 2/3) +
  facet_wrap(~ strip, labeller = label_parsed)
(p1 | p2) + plot_annotation(title = "Zero-inflation by hand", tag_levels = "a")
checks <- like %>% group_by(strip) %>% summarise(total = sum(density), zero = density[k == 0], mode = k[which.max(density)])

loo(b12.3, b12.3_alt) %>% print(simplify = F)
model_weights(b12.3, b12.3_alt, weights = "loo") %>% round(digits = 2)
sessionInfo()
rm(d, post, p1, p2)
