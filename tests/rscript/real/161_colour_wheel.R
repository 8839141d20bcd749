# Two-parameter and swap models for a colour wheel task, after the usual tutorial layout.
rm(list = ls())
graphics.off()

pacman::p_load(here, brms, tidyverse, tidybayes, patchwork)

options(mc.cores = parallel::detectCores())
warmup_draws <- 250
kept_draws <- 250
n_chains <- 2
if (n_chains > parallel::detectCores()) {
  n_chains <- parallel::detectCores()
}
delta <- .9

#' wrap an angle into (-pi, pi]
wrap_angle <- function(x) ((x + pi) %% (2 * pi)) - pi

#' responses of one set size: memory, another item, or a guess
simulate_wheel <- function(N = 60, p_target = .6, p_other = .2, kappa = 8, setsize = 3, relative = TRUE) {
  pick <- function(x, ...) x[sample.int(length(x), ...)]
  p_guess <- 1 - p_target - p_other
  places <- matrix(0, nrow = N, ncol = setsize)
  for (i in 1:setsize) {
    places[, i] <- runif(N, -pi, pi)
  }
  n_target <- round(p_target * N)
  rows_target <- 1:n_target
  from_target <- places[rows_target, 1] + rnorm(n_target, 0, 1 / sqrt(kappa))
  if (p_other > 0) {
    n_other <- round(p_other * N)
    rows_other <- (n_target + 1):(n_target + n_other)
    which_item <- pick(2:setsize, n_other, replace = TRUE)
    from_other <- places[cbind(rows_other, which_item)] + rnorm(n_other, 0, 1 / sqrt(kappa))
  } else {
    n_other <- 0
    from_other <- c()
  }
  guesses <- if (p_guess > 0) runif(N - n_target - n_other, -pi, pi) else c()
  sim <- data.frame(resp = c(from_target, from_other, guesses))
  sim <- bind_cols(sim, as.data.frame(places))
  names(sim) <- c("resp", "target", paste0("item", 2:setsize))
  if (relative) {
    sim <- wrap_angle(sim - sim$target)
    sim <- sim %>% select(-target)
  }
  return(sim)
}

set.seed(20)
wheel <- data.frame()
p_sw <- c(.15, .25)
p_mem <- c(.7, .5)
sizes <- c(2, 4)
for (i in 1:2) {
  part <- simulate_wheel(N = 120, p_target = p_mem[i], p_other = p_sw[i], kappa = 10, setsize = sizes[i])
  part$setsize <- sizes[i]
  wheel <- bind_rows(wheel, part)
}
wheel$id <- rep(1:6, times = 40)
wheel$setsize <- as.factor(wheel$setsize)
head(wheel)
dim(wheel)

# how often is a response close to another item?
distances <- wrap_angle(wheel$resp - wheel[, c("item2", "item3", "item4")])
distances$setsize <- wheel$setsize
distances <- gather(distances, item, distance, -setsize)
close <- distances %>%
  filter(!is.na(distance)) %>%
  group_by(setsize) %>%
  summarise(share = mean(abs(distance) < .3), n = n())
close

wheel <- wheel %>%
  mutate(
    setsize = as.numeric(as.character(setsize)),
    has2 = case_when(setsize >= 2 ~ 1, TRUE ~ 0),
    has3 = case_when(setsize >= 3 ~ 1, TRUE ~ 0),
    has4 = case_when(setsize >= 4 ~ 1, TRUE ~ 0),
    inv_size = 1 / (setsize - 1),
    across(starts_with("item"), ~ abs(.x), .names = "{.col}_dist"),
    setsize = as.factor(setsize)
  )
wheel[is.na(wheel)] <- 0

ggplot(wheel, aes(resp, fill = setsize)) +
  geom_histogram(aes(y = ..density..), bins = 20) +
  facet_wrap(~setsize) +
  labs(x = "response error (rad)", y = "")

# two parameters -----------------------------------------------------------
two_family <- mixture(von_mises, von_mises, order = "none")
two_formula <- bf(resp ~ 1,
                  mu2 ~ 1,
                  kappa1 ~ 0 + setsize + (1 || id),
                  kappa2 ~ 1,
                  theta1 ~ 0 + setsize)
get_prior(two_formula, wheel, two_family)
two_priors <-
  prior(constant(0), class = Intercept, dpar = "mu1") +
  prior(constant(0), class = Intercept, dpar = "mu2") +
  prior(constant(-100), class = Intercept, dpar = "kappa2") +
  prior(normal(2, 1), class = b, dpar = "kappa1") +
  prior(logistic(0, 1), class = b, dpar = "theta1")

if (!file.exists(here("fit_two.RData"))) {
  fit_two <- brm(
    formula = two_formula,
    data = wheel,
    family = two_family,
    prior = two_priors,
    sample_prior = TRUE,
    save_pars = save_pars(all = TRUE),
    warmup = warmup_draws,
    iter = warmup_draws + kept_draws,
    chains = n_chains,
    control = list(adapt_delta = delta, max_treedepth = 10)
  )
  save(fit_two, file = here("fit_two.RData"), compress = "xz")
} else {
  load(file = here("fit_two.RData"))
}

pp_check(fit_two)
summary(fit_two)

fixed <- fixef(fit_two)
theta_rows <- grepl("theta", rownames(fixed))
kappa_rows <- grepl("kappa1", rownames(fixed))
kappa_est <- exp(fixed[kappa_rows, ])
pmem_est <- gtools::inv.logit(fixed[theta_rows, ])
kappa_est
pmem_est

hypothesis(fit_two, c(hyp1 = "theta1_setsize2 > theta1_setsize4"))

draws_long <- fit_two %>%
  tidy_draws() %>%
  select(starts_with("b_"), .chain, .iteration, .draw) %>%
  pivot_longer(cols = starts_with("b_"), names_to = "parameter", values_to = "draw") %>%
  mutate(par = str_split_fixed(parameter, "_", 3)[, 2],
         cond = str_split_fixed(parameter, "_", 3)[, 3],
         cond = str_remove(cond, "setsize")) %>%
  select(-parameter) %>%
  filter(par == "kappa1" | par == "theta1") %>%
  mutate(absolute = case_when(par == "kappa1" ~ sqrt(1 / exp(draw)) / pi * 180,
                              par == "theta1" ~ inv_logit_scaled(draw)))

kappa_plot <- ggplot(data = draws_long %>% filter(par == "kappa1"), aes(x = cond, y = absolute)) +
  geom_violin(adjust = 1, trim = TRUE, alpha = .9, show.legend = FALSE, scale = "width") +
  stat_summary(geom = "pointrange", fun.data = mode_hdi, size = .3, position = position_dodge(.1)) +
  scale_fill_grey(start = 0, end = .8) +
  guides(color = "none") +
  labs(x = "Set size", y = "Imprecision (deg)", title = "A")
pmem_plot <- ggplot(data = draws_long %>% filter(par == "theta1"), aes(x = cond, y = absolute)) +
  stat_summary(geom = "pointrange", fun.data = mean_hdi, size = .3) +
  coord_cartesian(ylim = c(.2, 1)) +
  labs(x = "Set size", y = expression(P[mem]), title = "B")
joint <- (kappa_plot | pmem_plot)
joint
ggsave(filename = here("wheel.jpeg"), plot = joint, width = 6 * 2, height = 6)

summary_table <- draws_long %>%
  group_by(par, cond) %>%
  mean_qi(absolute) %>%
  mutate(across(where(is.numeric), ~ round(.x, 2)))
summary_table
