# Activity of a nocturnal animal: three von Mises mixtures, compared by PSIS-LOO
library(brms)
library(tidyverse)
dir.create("models", showWarnings = FALSE)
site_levels <- c("Alta", "Bajo", "Cerro Norte")
cov_cols <- c("forest", "crops")
rad_to_hour <- function(rad) ((rad + pi) / (2 * pi)) * 24
hour_to_rad <- function(h) h / 24 * 2 * pi - pi
fix_site <- function(x) {
  x %>%
    str_replace_all("á|à|â", "a") %>%
    str_replace_all("ó|ò", "o") %>%
    str_trim() %>%
    str_replace_all("\\s+", " ") %>%
    str_to_title()
}
set.seed(44)
n <- 70
det <- tibble(
  Site_raw = sample(c("alta ", "bajo", "cerro  norte", "Cérro Norte"), n, replace = TRUE),
  CT = paste0("CT", sprintf("%02d", sample(1:9, n, TRUE))),
  hour = c(rnorm(40, 4, 1.2), rnorm(30, 18, 1.5)) %% 24,
  forest = rnorm(n), crops = rexp(n)
)
dat <- det %>%
  mutate(Site = str_replace(fix_site(Site_raw), "é", "e"),
         Site = factor(Site, levels = site_levels),
         rad = hour_to_rad(hour),
         across(all_of(cov_cols), ~ as.numeric(scale(.x))))
cat("Loaded:", nrow(dat), "detections,", n_distinct(dat$CT), "cameras,", n_distinct(dat$Site), "sites\n")
by_site <- dat %>% count(Site, .drop = FALSE) %>% mutate(pct = 100 * n / sum(n))
print(by_site)
mix_family <- mixture(von_mises(), von_mises(), order = "mu")
cov_formula <- paste(cov_cols, collapse = " + ")
priors_base <- c(
  prior(normal(-1, 1), class = "Intercept", dpar = "mu1"),
  prior(normal(1.5, 1), class = "Intercept", dpar = "mu2"),
  prior(gamma(2, 0.5), class = "kappa1"),
  prior(gamma(2, 0.5), class = "kappa2")
)
priors_cov <- c(priors_base, prior(normal(0, 0.5), class = "b", dpar = "mu1"))
MCMC <- list(chains = 2, cores = 1, iter = 300, warmup = 150,
             control = list(adapt_delta = 0.9, max_treedepth = 12), seed = 123, refresh = 0)
fit_base <- do.call(brm, c(list(formula = bf(rad ~ 1), family = mix_family, data = dat, prior = priors_base), MCMC))
saveRDS(fit_base, "models/base.rds")
cat("BASE saved. Max Rhat:", round(max(rhat(fit_base)), 2), "\n")
fit_cov <- do.call(brm, c(
  list(formula = bf(as.formula(paste("rad ~", cov_formula)), mu2 ~ 1),
       family = mix_family, data = dat, prior = priors_cov),
  MCMC
))
print(summary(fit_cov))
loo_base <- loo(fit_base)
loo_cov <- loo(fit_cov)
saveRDS(list(loo_base = loo_base, loo_cov = loo_cov), "loo_cache.rds")
print(loo_compare(loo_base, loo_cov))
for (nm in c("base", "cov")) {
  l <- get(paste0("loo_", nm))
  cat(sprintf("  %-5s LOOIC=%.1f SE=%.1f k>0.7: %d\n", nm, l$estimates["looic", "Estimate"],
              l$estimates["looic", "SE"], sum(l$diagnostics$pareto_k > 0.7)))
}
post <- as_draws_df(fit_base)
p1h <- rad_to_hour(post$b_mu1_Intercept)
p2h <- rad_to_hour(post$b_mu2_Intercept)
cat(sprintf("Pre-dawn: %02.0f:%02.0f h [%02.0f-%02.0f] kappa=%.2f wt=%.0f%%\n",
            floor(median(p1h)), (median(p1h) %% 1) * 60, floor(quantile(p1h, .025)),
            floor(quantile(p1h, .975)), median(post$kappa1), median(post$theta1) * 100))
post_cov <- as_draws_df(fit_cov)
for (cov in cov_cols) {
  b <- post_cov[[paste0("b_mu1_", cov)]]
  sig <- if (quantile(b, .025) > 0 | quantile(b, .975) < 0) " *" else ""
  cat(sprintf("  %-8s b=%+.2f [%+.2f, %+.2f]%s\n", cov, median(b), quantile(b, .025), quantile(b, .975), sig))
}
hours <- seq(0, 24, by = .25)
dens <- sapply(hour_to_rad(hours), function(r) mean(dvon_mises(r, post$b_mu1_Intercept, post$kappa1) * post$theta1 +
                                                      dvon_mises(r, post$b_mu2_Intercept, post$kappa2) * post$theta2))
png("models/density.png", width = 800, height = 500)
plot(hours, dens, type = "l", lwd = 2, xlab = "Hour", ylab = "Density", xaxt = "n")
axis(1, at = seq(0, 24, 6), labels = sprintf("%02d:00", seq(0, 24, 6)))
rug(dat$hour)
abline(v = c(median(p1h), median(p2h)), lty = 2, col = c("navy", "firebrick"))
legend("topleft", legend = c("pre-dawn", "evening"), col = c("navy", "firebrick"), lty = 2, bty = "n")
dev.off()
hour_tab <- table(cut(dat$hour, breaks = c(0, 6, 12, 18, 24), labels = c("night", "morning", "afternoon", "evening"), right = FALSE))
round(prop.table(hour_tab), 2)
