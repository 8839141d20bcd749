#' Three-parameter model of recall errors: target, swaps, guesses
rm(list = ls())
graphics.off()
pacman::p_load(here, brms, tidyverse, tidybayes, patchwork)

options(mc.cores = parallel::detectCores())
warmup_n <- 150
post_n <- 150
n_chains <- 8
if (n_chains > parallel::detectCores()) {
  n_chains <- parallel::detectCores()
}
n_chains <- min(n_chains, 2)
adapt_delta <- .95

wrap <- function(x) {
  ((x + pi) %% (2 * pi)) - pi
}
softmax <- function(par) {
  n.par <- length(par)
  par1 <- sort(par, decreasing = TRUE)
  Lk <- par1[1]
  for (k in 1:(n.par - 1)) {
    Lk <- max(par1[k + 1], Lk) + log1p(exp(-abs(par1[k + 1] - Lk)))
  }
  exp(par - Lk)
}

set.seed(2009)
design <- expand.grid(trial = 1:30, setsize = c(1, 2, 4), subID = 1:4)
n <- nrow(design)
dat_raw <- design %>%
  mutate(
    Pos_Lure1 = ifelse(setsize >= 2, runif(n, -pi, pi), NA),
    Pos_Lure2 = ifelse(setsize >= 4, runif(n, -pi, pi), NA),
    state = sample(c("target", "swap", "guess"), n, replace = TRUE, prob = c(.7, .15, .15)),
    RespErr = case_when(
      state == "swap" & !is.na(Pos_Lure1) ~ Pos_Lure1 + rnorm(n, 0, .3),
      state == "guess" ~ runif(n, -pi, pi),
      TRUE ~ rnorm(n, 0, .3)
    )
  )
write.table(dat_raw, file = "swap_data.txt", row.names = FALSE)

dat <- read.table("swap_data.txt", header = T) %>%
  dplyr::mutate(
    RespErr = dplyr::case_when(RespErr < -pi ~ RespErr + 2 * pi,
                               RespErr > pi ~ RespErr - 2 * pi,
                               TRUE ~ RespErr),
    LureIdx1 = case_when(setsize >= 2 ~ 1, TRUE ~ 0),
    LureIdx2 = case_when(setsize >= 3 ~ 1, TRUE ~ 0),
    across(starts_with("Pos_"), ~ case_when(is.na(.x) ~ 0, TRUE ~ .x)),
    inv_ss = 1 / setsize,
    setsize = as.factor(setsize), ) %>%
  select(subID, trial, setsize, RespErr, starts_with("Pos_Lure"), matches("LureIdx[0-9]"), inv_ss)
head(dat)
stopifnot(all(abs(dat$RespErr) <= pi))
all.equal(dat$RespErr, wrap(dat$RespErr))

swap_family <- mixture(von_mises(link = "identity"),
                       von_mises(link = "identity"),
                       von_mises(link = "identity"),
                       von_mises(link = "identity"),
                       order = "none")
swap_formula <- bf(RespErr ~ 1,
                   nlf(kappa1 ~ kappa),
                   nlf(kappa2 ~ kappa),
                   nlf(kappa3 ~ kappa),
                   kappa4 ~ 1,
                   nlf(theta1 ~ thetat),
                   nlf(theta2 ~ LureIdx1 * (thetant + log(inv_ss)) + (1 - LureIdx1) * (-100)),
                   nlf(theta3 ~ LureIdx2 * (thetant + log(inv_ss)) + (1 - LureIdx2) * (-100)),
                   mu1 ~ 1,
                   mu4 ~ 1,
                   nlf(mu2 ~ Pos_Lure1),
                   nlf(mu3 ~ Pos_Lure2),
                   kappa ~ 1,
                   thetat ~ 0 + setsize,
                   thetant ~ 1,
                   nl = TRUE)
get_prior(swap_formula, dat, swap_family)
swap_priors <-
  prior(constant(0), class = Intercept, dpar = "mu1") +
  prior(constant(0), class = Intercept, dpar = "mu4") +
  prior(constant(-100), class = Intercept, dpar = "kappa4") +
  prior(normal(2.0, 0.8), class = b, nlpar = "kappa") +
  prior(logistic(0, 1), class = b, nlpar = "thetat") +
  prior(logistic(0, 1), class = b, nlpar = "thetant", )

if (!file.exists(here("output", "fit_swap.RData"))) {
  fit_swap <- brm(
    formula = swap_formula,
    data    = dat,
    family  = swap_family,
    prior   = swap_priors,
    warmup = warmup_n,
    iter = warmup_n + post_n,
    chains = n_chains,
    seed = 11,
    control = list(adapt_delta = adapt_delta, max_treedepth = 10),
    save_pars = save_pars(all = T)
  )
  dir.create(here("output"), showWarnings = FALSE)
  save(fit_swap, file = here("output", "fit_swap.RData"), compress = "xz")
} else {
  load(file = here("output", "fit_swap.RData"))
}
summary(fit_swap)

fixed_eff <- fixef(fit_swap)
theta_rows <- grepl("thetat", rownames(fixed_eff))
kappa_rows <- startsWith(rownames(fixed_eff), "kappa_")
kappa_fx <- exp(fixed_eff[kappa_rows, ])
theta_fx <- fixed_eff[theta_rows, ]
p_mem <- exp(theta_fx) / (exp(theta_fx) + exp(fixed_eff["thetant_Intercept", "Estimate"]) + 1)
p_mem
sd_deg <- sqrt(1 / kappa_fx[1]) / pi * 180

draws <- fit_swap %>%
  tidy_draws() %>%
  select(starts_with("b_thetat"), .chain, .iteration, .draw) %>%
  pivot_longer(cols = starts_with("b_"), names_to = "modelPar", values_to = "post") %>%
  mutate(cond = str_remove_all(str_split(modelPar, "_", simplify = TRUE)[, 3], "setsize"),
         post_abs = inv_logit_scaled(post))
published <- data.frame(cond = as.character(c(1, 2, 4)), p_mem = c(.99, .95, .83))

p1 <- ggplot(draws, aes(x = cond, y = post_abs)) +
  coord_cartesian(ylim = c(0.2, 1.05)) +
  geom_violin(fill = "darkgrey", colour = NA, alpha = 0.9, scale = "width") +
  stat_summary(geom = "pointrange", fun.data = mode_hdi, color = "black", size = 0.3,
               position = position_dodge(0.1)) +
  geom_point(data = published, aes(y = p_mem, x = cond), shape = "diamond", size = 2.5,
             position = position_nudge(x = .1, y = 0)) +
  labs(x = "Set size", y = expression(P[mem]), title = "A") +
  theme_bw()
p2 <- dat %>% ggplot(aes(RespErr)) + geom_histogram(binwidth = 0.25) + facet_grid(. ~ setsize, labeller = label_both)
joint <- (p1 | p2) + plot_annotation(tag_levels = "a")
ggsave(filename = here("joint.jpeg"), plot = joint, width = 6 * 2, height = 6)

hyps <- c(one_two = "thetat_setsize1 = thetat_setsize2", two_four = "thetat_setsize2 > thetat_setsize4")
hyp_out <- hypothesis(fit_swap, hyps)
hyp_out$hypothesis %>% mutate(across(where(is.numeric), round, 2))
weights_example <- softmax(c(2, 0.5, 0))
sum(weights_example)
sessionInfo()
