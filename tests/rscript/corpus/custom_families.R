# a beta-binomial family, as in the vignette of brms
beta_binomial2 <- custom_family(
  "beta_binomial2",
  dpars = c("mu", "phi"),
  links = c("logit", "log"),
  lb = c(0, 0),
  ub = c(1, NA),
  type = "int",
  vars = "vint1[n]"
)
stan_funs <- "
  real beta_binomial2_lpmf(int y, real mu, real phi, int T) {
    return beta_binomial_lpmf(y | T, mu * phi, (1 - mu) * phi);
  }
"
stanvars <- stanvar(scode = stan_funs, block = "functions")
# the syntax of Stan 2.21: arrays behind the names, upper and fabs()
more <- stanvar(
  scode = "real far(real[] x, real upper) { real y[2]; y[1] <- fabs(x[1]); return y[1] - upper; }",
  block = "functions"
)
# numbers of R are doubles unless they are written as integers
three <- 3
numbers <- stanvar(2, name = "two") + stanvar(1L, name = "one") + stanvar(three)
log_lik_beta_binomial2 <- function(i, prep) {
  mu <- brms::get_dpar(prep, "mu", i = i)
  phi <- brms::get_dpar(prep, "phi", i = i)
  trials <- prep$data$vint1[i]
  y <- prep$data$Y[i]
  lchoose(trials, y) + lbeta(y + mu * phi, trials - y + (1 - mu) * phi) -
    lbeta(mu * phi, (1 - mu) * phi)
}
posterior_predict_beta_binomial2 <- function(i, prep, ...) {
  mu <- prep$dpars$mu[, i]
  phi <- prep$dpars$phi
  p <- rbeta(length(mu), mu * phi, (1 - mu) * phi)
  rbinom(length(mu), prep$data$vint1[i], p)
}
posterior_epred_beta_binomial2 <- function(prep) {
  mu <- prep$dpars$mu
  trials <- prep$data$vint1
  trials <- matrix(trials, nrow = nrow(mu), ncol = ncol(mu), byrow = TRUE)
  mu * trials
}
# a function that is given in the call
twice <- function(prep) 2 * prep$dpars$mu
doubled <- custom_family("doubled", posterior_epred = twice)
# a function with other parameters is none of a family
log_lik_of <- function(x) 2 * x
