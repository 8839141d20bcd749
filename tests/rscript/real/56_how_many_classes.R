# Choosing the number of components by loops over models
library(brms)
library(purrr)
library(dplyr)
library(tibble)
library(glue)
set.seed(17)
y <- c(rnorm(60, -3, 1), rnorm(60, 0, .8), rnorm(60, 4, 1))
dat <- tibble(y = sample(y))
mix_of <- function(k) if (k == 1) gaussian() else mixture(gaussian, nmix = k)
prior_of <- function(k) {
  if (k == 1) return(NULL)
  centers <- unname(quantile(dat$y, seq(1, 2 * k - 1, by = 2) / (2 * k)))
  pr <- NULL
  for (j in seq_len(k)) {
    pr <- c(pr, set_prior(glue("normal({round(centers[j], 1)}, 1)"), class = "Intercept", dpar = glue("mu{j}")))
  }
  if (length(pr) == 1) pr <- pr[[1]]
  do.call(c, list(pr))
}
cents <- map(2:3, ~ round(quantile(dat$y, (seq_len(.x) - .5) / .x), 2))
cents_named <- set_names(cents, paste0("k", 2:3))
labels <- map_chr(1:3, ~ glue("{.x} component{if (.x > 1) 's' else ''}"))
km <- map(1:3, function(k) {
  h <- sort(dat$y)
  cuts <- floor(seq(0, length(h), length.out = k + 1))
  ss <- 0
  for (i in 1:k) {
    part <- h[(cuts[i] + 1):cuts[i + 1]]
    ss <- ss + sum((part - mean(part))^2)
  }
  ss
})
drop <- unlist(km)
ratio <- drop[-1] / drop[-length(drop)]
fit_k <- function(k, ...) {
  brm(y ~ 1, data = dat, family = mix_of(k), prior = prior_of(k), chains = 2, iter = 300, refresh = 0, ...)
}
fits <- map(1:2, fit_k, seed = 4)
names(fits) <- paste0("k", 1:2)
fits <- map(fits, add_criterion, "loo")
comp <- loo_compare(fits$k1, fits$k2)
comp %>% as.data.frame() %>% rownames_to_column("model") %>% select(model, elpd_diff, se_diff)
elpd <- map_dbl(fits, ~ .x$criteria$loo$estimates["elpd_loo", "Estimate"])
best <- names(which.max(elpd))
imap_dfr(fits, ~ tibble(model = .y, rhat = max(rhat(.x), na.rm = TRUE), n_par = nvariables(.x)))
cat(glue("Best: {best}"), "\n")
stacking <- loo_model_weights(fits$k1, fits$k2)
round(stacking, 2)
