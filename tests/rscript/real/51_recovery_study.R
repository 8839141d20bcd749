# How well are separation and sample size recovered? A small simulation.
suppressPackageStartupMessages({
  library(brms)
  library(dplyr)
  library(purrr)
  library(tidyr)
  library(ggplot2)
})
sim_data <- function(n, d = 3, p = 0.5, ...) {
  z <- rbinom(n, 1, p)
  y <- rnorm(n, mean = ifelse(z == 1, d, 0), ...)
  tibble(z = z, y = y)
}
summarise_fit <- function(fit, truth) {
  s <- posterior_summary(fit)
  est <- s[c("b_mu1_Intercept", "b_mu2_Intercept"), "Estimate"]
  out <- data.frame(par = c("mu1", "mu2"), truth = truth, estimate = unname(est))
  out$bias <- out$estimate - out$truth
  return(out)
}
conditions <- expand.grid(n = c(60, 120), d = c(3, 5))
conditions$id <- seq_len(nrow(conditions))
set.seed(99)
datasets <- pmap(conditions, function(n, d, id) {
  out <- sim_data(n, d, sd = 1)
  out$id <- id
  out
})
sizes <- map_int(datasets, nrow)
means <- datasets %>% map_dbl(~ mean(.x$y))
all_data <- bind_rows(datasets)
shares <- all_data %>%
  group_by(id) %>%
  summarise(share = mean(z), m = mean(y), .groups = "drop") %>%
  left_join(conditions, by = "id")
stopifnot(nrow(shares) == nrow(conditions))

pr <- prior(normal(0, 1), class = Intercept, dpar = mu1) +
  prior(normal(4, 1), class = Intercept, dpar = mu2)
fit0 <- brm(y ~ 1, data = datasets[[1]], family = mixture(gaussian, gaussian), prior = pr,
            chains = 1, iter = 300, seed = 5, refresh = 0, silent = 2)
results <- list()
for (i in seq_along(datasets)) {
  message("dataset ", i)
  fit_i <- tryCatch({
    f <- update(fit0, newdata = datasets[[i]], chains = 1, iter = 300, seed = i, refresh = 0)
    f
  }, error = function(e) {
    message("failed: ", conditionMessage(e))
    NULL
  })
  if (is.null(fit_i)) next
  results[[length(results) + 1]] <- summarise_fit(fit_i, c(0, conditions$d[i])) %>%
    mutate(id = i, n = conditions$n[i])
}
res <- bind_rows(results)
res %>%
  group_by(n, par) %>%
  summarise(bias = mean(bias), rmse = sqrt(mean((estimate - truth)^2)), .groups = "drop") %>%
  mutate(across(where(is.numeric), ~ round(.x, 3)))
safe_log <- function(x) {
  out <- tryCatch(
    {
      if (any(x <= 0)) stop("not positive")
      log(x)
    },
    error = function(e) rep(NA_real_, length(x)),
    finally = cat("done\n")
  )
  out
}
ok <- safe_log(c(1, 2))
bad <- safe_log(c(-1, 2))
p <- ggplot(res, aes(x = factor(n), y = bias, colour = par)) +
  geom_hline(yintercept = 0, linetype = "dashed") +
  geom_point(position = position_dodge(width = .3), size = 2) +
  facet_wrap(~ par, scales = "free_y") +
  scale_colour_brewer(palette = "Set1") +
  theme_minimal() + theme(legend.position = "none")
p
ggsave("recovery.png", p, width = 6, height = 3, dpi = 150)
