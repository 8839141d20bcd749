# Radiocarbon-like ages: how many phases? K = 1..3 mixtures, bridge sampling and LOO
library(brms)
library(purrr)
library(dplyr)
ages <- c(1210, 1180, 1225, 1190, 1205, 1650, 1640, 1675, 1655, 1630, 1660, 2080, 2105, 2090, 2110, 1215, 1648, 2075, 2099, 1668)
d <- data.frame(age = ages / 1000)
stem(ages); rug_pos <- sort(ages); gaps <- diff(rug_pos); big <- which(gaps > 3 * median(gaps)); length(big) + 1
cl <- cutree(hclust(dist(d$age)), k = 3); tapply(ages, cl, range)
km <- kmeans(d$age, centers = c(1.2, 1.65, 2.1)); km$size; round(km$centers[, 1], 2)
make_family <- function(K) if (K == 1) gaussian() else do.call(mixture, c(rep(list("gaussian"), K), order = "mu"))
make_prior <- function(K) {
  if (K == 1) return(set_prior("normal(1.6, 0.5)", class = "Intercept"))
  centres <- quantile(d$age, (seq_len(K) - .5) / K)
  p <- map(seq_len(K), function(k) set_prior(paste0("normal(", round(centres[[k]], 2), ", 0.2)"), class = "Intercept", dpar = paste0("mu", k)))
  p <- c(p, map(seq_len(K), ~ set_prior("exponential(10)", class = paste0("sigma", .x))))
  Reduce(`+`, p)
}
fits <- map(1:3, function(K) brm(age ~ 1, data = d, family = make_family(K), prior = make_prior(K), chains = 2, iter = 800, refresh = 0, seed = 100 + K, save_pars = save_pars(all = TRUE), control = list(adapt_delta = .97)))
names(fits) <- paste0("K", 1:3)
loos <- lapply(fits, loo)
cmp <- loo_compare(loos)
rownames(cmp)[1]
ml <- map(fits, bridge_sampler, silent = TRUE)
bf32 <- bayes_factor(fits$K3, fits$K2, silent = TRUE)
bf32$bf > 1
pp <- post_prob(ml[[1]], ml[[2]], ml[[3]], model_names = names(fits)); which.max(pp)
best <- fits[["K3"]]
mus <- as_draws_matrix(best, variable = "b_mu", regex = TRUE)
phase <- data.frame(phase = c("early", "middle", "late")[3:1], t(apply(mus, 2, function(v) c(mean = mean(v), quantile(v, c(.025, .975))))), check.names = FALSE)
rownames(phase) <- NULL
phase %>% mutate(across(-phase, ~ round(.x * 1000)))
span <- mus[, 3] - mus[, 1]; c(mean(span), sd(span)) |> signif(2)
asg <- apply(pp_mixture(best)[, "Estimate", ], 1, which.max); all(table(asg, cl) %in% c(0, 6, 7, 8, 9, 5))
sapply(fits, function(f) max(rhat(f))) < 1.2
par(mfrow = c(1, 3)); invisible(lapply(names(fits), function(n) { hist(d$age, breaks = 15, main = n, freq = FALSE, xlab = "ka"); points(d$age, rep(0, 20), pch = "|") })); layout(1)
