# Growth mixture model of alcohol use, adolescents, 4 waves
pkgs <- c("brms", "dplyr", "tidyr", "ggplot2", "purrr")
invisible(lapply(pkgs, library, character.only = TRUE))
options(brms.file_refit = "on_change", mc.cores = 2)

gen_growth <- function(n = 50, waves = 4, classes = list(low = c(1, .1), riser = c(1.5, 1), high = c(5, 0)), p = c(.5, .3, .2), sd_e = .5) {
  stopifnot(length(classes) == length(p), abs(sum(p) - 1) < 1e-8)
  cls <- sample(names(classes), n, TRUE, p)
  out <- lapply(seq_len(n), function(i) {
    b <- classes[[cls[i]]] + rnorm(2, 0, c(.4, .1))
    t <- 0:(waves - 1)
    data.frame(id = i, class = cls[i], wave = t, use = b[1] + b[2] * t + rnorm(waves, sd = sd_e))
  })
  bind_rows(out)
}
set.seed(99)
long <- gen_growth()
long <- long %>% mutate(id = factor(id), female = rep(rbinom(50, 1, .5), each = 4), parent = rep(sample(1:5, 50, TRUE), each = 4))
# dropouts
drop_id <- sample(levels(long$id), 6)
long$use[long$id %in% drop_id & long$wave == 3] <- NA
sum(is.na(long$use))
miss_tab <- long %>% group_by(wave) %>% summarise(n_miss = sum(is.na(use)), pct = 100 * mean(is.na(use)))
wide <- long %>% select(id, class, wave, use) %>% pivot_wider(names_from = wave, values_from = use, names_glue = "use_w{wave}")
cor_mat <- wide %>% select(starts_with("use_")) %>% cor(use = "pairwise.complete.obs") %>% round(3)
cor_mat[upper.tri(cor_mat)] <- NA
ols <- long %>% drop_na(use) %>% nest(data = -id) %>%
  mutate(m = map(data, ~ lm(use ~ wave, data = .x)), int = map_dbl(m, ~ coef(.x)[1]), slope = map_dbl(m, ~ coef(.x)[["wave"]]), n = map_int(data, nrow)) %>%
  select(-m, -data)
centers <- ols %>% left_join(distinct(long, id, class), by = "id") %>% group_by(class) %>% summarise(across(c(int, slope), mean), n = n()) %>% arrange(int)
set.seed(5)
ggplot(long, aes(wave, use, group = id, col = class)) + geom_line(alpha = .5) + stat_summary(aes(group = class), fun = mean, geom = "line", linewidth = 1.5) + guides(colour = guide_legend(title = "True class"))

prs <- c(prior(normal(1, .5), class = Intercept, dpar = mu1), prior(normal(3, 1), class = Intercept, dpar = mu2), prior(normal(5, .5), class = Intercept, dpar = mu3))
fit_k <- function(k, ...) {
  p <- switch(k, NULL, prs[c(1, 3), ], prs)
  if (k == 2) p$dpar[2] <- "mu2"
  f <- if (k > 1) mixture(gaussian, nmix = k) else gaussian()
  brm(use ~ wave + (1 | id), data = long, family = f, prior = p, chains = 2, iter = 400, seed = 2023, refresh = 0, silent = 2, ...)
}
fits <- lapply(1:3, fit_k)
names(fits) <- paste0("class", seq_along(fits))
tab <- data.frame(k = 1:3, elpd = NA_real_, se = NA_real_, p_loo = NA_real_)
for (i in seq_along(fits)) {
  l <- suppressWarnings(loo(fits[[i]]))
  tab[i, c("elpd", "se")] <- l$estimates["elpd_loo", ]
  tab$p_loo[i] <- l$estimates["p_loo", "Estimate"]
}
tab <- tab %>% mutate(delta = elpd - max(elpd), best = delta == 0)
print(tab, digits = 4)
best <- fits[[which.max(tab$elpd)]]
pm <- pp_mixture(fits$class3)
est <- pm[, "Estimate", ]
colnames(est) <- paste0("P", 1:3)
used <- fits$class3$data
used <- cbind(used, est)
used$modal <- max.col(as.matrix(used[, paste0("P", 1:3)]), ties.method = "first")
id_class <- used %>% group_by(id) %>% summarise(across(P1:P3, ~ prod(.x)^(1 / length(.x)))) %>% rowwise() %>% mutate(total = sum(c_across(P1:P3))) %>% ungroup() %>%
  mutate(across(P1:P3, ~ .x / total), class_hat = c("P1", "P2", "P3")[max.col(cbind(P1, P2, P3))])
entropy <- 1 + sum(est * log(est + 1e-12)) / (nrow(est) * log(3))
cat("Entropy R2 =", round(entropy, 3), fill = TRUE)
avepp <- sapply(1:3, function(j) mean(est[used$modal == j, j]))
merged <- merge(id_class[, c("id", "class_hat")], unique(long[, c("id", "class", "female", "parent")]), by = "id")
xt <- xtabs(~ class + class_hat, data = merged)
ftable(xt)
summary(glm(I(class == "high") ~ female + parent, data = merged, family = binomial))$coefficients
pred <- fitted(best, newdata = data.frame(wave = seq(0, 3, .5)), re_formula = NA)
matplot(seq(0, 3, .5), pred[, c("Estimate", "Q2.5", "Q97.5")], type = "l", lty = c(1, 2, 2), col = 1, xlab = "wave", ylab = "use")
save(list = c("fits", "tab"), file = "growth.RData")
