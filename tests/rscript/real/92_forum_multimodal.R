# Thread: "brms mixture model multimodal - how to set priors and inits?"
# Minimal reproducible example, brms 2.18.0, Windows 10
library(brms)
library(bayesplot)
library(posterior)
library(ggplot2)
options(mc.cores = parallel::detectCores(logical = FALSE), digits = 4)

## --- data -------------------------------------------------------------
set.seed(20210412)
N <- 240
truth <- list(mu = c(-1.5, 0.4, 2.6), sd = c(.35, .5, .4), p = c(.25, .45, .3))
comp <- sample(seq_along(truth$p), size = N, replace = TRUE, prob = truth$p)
dat <- data.frame(comp = comp, y = rnorm(N, mean = truth$mu[comp], sd = truth$sd[comp]))
dat$group <- factor(ifelse(runif(N) < .5, "ctl", "trt"), levels = c("trt", "ctl"))
dat <- within(dat, {
  y_s <- (y - mean(y)) / sd(y)
  big <- abs(y_s) > 1.5
})
str(dat)
summary(dat$y)
by(dat$y, dat$comp, mean)
sapply(split(dat$y, dat$comp), range)
hist(dat$y, breaks = 30, freq = FALSE, main = "Looks trimodal to me", xlab = "y")
lines(density(dat$y), col = "blue", lwd = 2)
rug(dat$y)

## --- attempt 1: default priors, chains disagree -------------------------
mix3 <- mixture(gaussian, nmix = 3, order = "none")
get_prior(bf(y ~ 1), data = dat, family = mix3)
fit_bad <- brm(bf(y ~ 1), data = dat, family = mix3, chains = 2, iter = 400, seed = 1, refresh = 0)
rhats <- rhat(fit_bad)
any(rhats > 1.05)

## --- attempt 2: kmeans for the starting values --------------------------
km <- kmeans(dat$y, centers = quantile(dat$y, c(.1, .5, .9)))
centers <- sort(as.vector(km$centers))
start_sd <- tapply(dat$y, km$cluster, sd)[order(km$centers)]
init_fun <- function(chain_id = 1) {
  list(Intercept_mu1 = centers[1],
       Intercept_mu2 = centers[2],
       Intercept_mu3 = centers[3],
       sigma1 = .4, sigma2 = .4, sigma3 = .4,
       theta = rep(1/3, 3))
}
inits <- lapply(1:2, function(id) init_fun(chain_id = id))
prior_strings <- sprintf("normal(%.1f, %.1f)", centers, 0.5)
my_priors <- empty_prior()
for (i in seq_along(prior_strings)) {
  my_priors <- c(my_priors, set_prior(prior_strings[i], class = "Intercept", dpar = paste0("mu", i)))
}
my_priors <- my_priors + set_prior("dirichlet(2, 2, 2)", class = "theta")
my_priors
fit <- brm(bf(y ~ 1), data = dat, family = mix3, prior = my_priors,
           chains = 2, iter = 1000, warmup = 500, seed = 2, init = inits,
           control = list(adapt_delta = 0.95, max_treedepth = 12), refresh = 0)
summary(fit, prob = .9)
plot(fit, variable = c("b_mu1_Intercept", "b_mu2_Intercept", "b_mu3_Intercept"), ask = FALSE)
mcmc_rank_overlay(fit, regex_pars = "^b_mu")
np <- nuts_params(fit)
n_div <- sum(subset(np, Parameter == "divergent__")$Value)
cat("Divergences:", n_div, "\n")
pp_check(fit, ndraws = 50) + xlim(-4, 5)

## --- reply by another user: order the means -----------------------------
fit_ord <- update(fit, family = mixture(gaussian, nmix = 3, order = "mu"), seed = 3, init = 0, refresh = 0)
draws <- as_draws_matrix(fit_ord, variable = "^b_mu", regex = TRUE)
colMeans(draws)
identical(order(colMeans(draws)), 1:3)
cls <- apply(pp_mixture(fit)[, "Estimate", ], 1, which.max)
tab <- table(truth = dat$comp, model = cls)
round(prop.table(tab, margin = 1), 2)
sum(diag(tab)) / sum(tab)

# with a predictor
fit_grp <- brm(bf(y ~ 1, theta2 ~ group, theta3 ~ group), data = dat,
               family = mixture(gaussian, gaussian, gaussian),
               prior = head(my_priors, -1), init = 0, chains = 2, iter = 400, seed = 4, refresh = 0)
hypothesis(fit_grp, "theta2_groupctl > 0")
marginal <- conditional_effects(fit_grp, effects = "group", dpar = "theta2")
plot(marginal, plot = FALSE)[[1]] + labs(y = "theta2")
