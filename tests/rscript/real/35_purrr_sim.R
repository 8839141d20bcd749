# A small simulation study: how often are two components found
library(tidyverse)
library(brms)
sim_data <- function(n, delta, p = 0.5) {
  z <- rbinom(n, size = 1, prob = p)
  tibble(y = rnorm(n, mean = z * delta, sd = 1), z = z)
}
set.seed(2020)
grid <- expand.grid(n = c(50, 100), delta = c(2, 4), rep = 1:2, stringsAsFactors = FALSE)
nrow(grid)
sims <- grid %>% as_tibble() %>% mutate(data = map2(n, delta, sim_data))
sims <- sims %>% mutate(m = map_dbl(data, ~ mean(.x$y)), s = map_dbl(data, function(d) sd(d$y)))
sims %>% select(-data) %>% group_by(n, delta) %>% summarise(across(c(m, s), mean), .groups = "drop")
d1 <- sims$data[[1]]
d1 %>% summarise(mean(y), sd(y))
fit0 <- brm(y ~ 1, data = d1, family = mixture(gaussian, gaussian),
   prior = c(prior(normal(0, 2), Intercept, dpar = mu1), prior(normal(3, 2), Intercept, dpar = mu2)),
   chains = 1, iter = 300, seed = 8)
fits <- list()
for (i in 1:2) {
  message("fit ", i, " of 2")
  fits[[i]] <- update(fit0, newdata = sims$data[[i]], chains = 1, iter = 300, seed = i)
}
length(fits)
est <- map_df(fits, ~ as.data.frame(t(fixef(.x)[, "Estimate"])), .id = "sim")
est
out <- data.frame()
for (i in seq_along(fits)) {
  s <- summary(fits[[i]])
  out <- rbind(out, data.frame(sim = i, theta1 = s$spec_pars["theta1", "Estimate"], rhat = max(s$fixed$Rhat)))
}
rm(i)
out
result <- tryCatch({
  mean(out$theta1)
}, error = function(e) NA, warning = function(w) NA)
res <- vector("list", 3)
for (k in seq_along(res)) res[[k]] <- data.frame(k = k, sq = k^2)
bind_rows(res)
all_res <- do.call("rbind", res)
Reduce(`+`, map(res, "sq"))
dir.create("results"); write_csv(out, "results/out.csv")
save(fits, out, file = "sim.RData")
load("sim.RData")
nrow(out)
if (file.exists("sim.RData")) print("stored") else print("lost")
walk(1:2, ~ print(fixef(fits[[.x]])))
stopifnot(nrow(out) == 2)
