# Simulated questionnaire: a covariance matrix, sum scores, reliability, then a mixture on the scores
library(tidyverse)
library(brms)
set.seed(8)
n_items <- 5L
loadings <- c(.8, .7, .75, .6, .5)
Sigma <- tcrossprod(loadings)
diag(Sigma) <- 1
R <- chol(Sigma)
raw <- matrix(rnorm(40 * n_items), ncol = n_items) %*% R
colnames(raw) <- paste0("item", seq_len(ncol(raw)))
raw[1:12, ] <- raw[1:12, ] + 1.5
logdet <- log(det(Sigma))
upper <- Sigma[upper.tri(Sigma)]
ev <- eigen(Sigma)$values
share <- ev[1] / sum(ev)
resp <- apply(raw, 2, function(z) findInterval(z, c(-1, 0, 1)) + 1L)
resp[, "item5"] <- 5 - resp[, "item5"]
items <- as.data.frame(resp)
items$id <- sprintf("id_%03d", 1:nrow(items))
alpha <- function(x) {
  k <- ncol(x)
  v <- sum(apply(x, 2, var))
  k / (k - 1) * (1 - v / var(rowSums(x)))
}
a_raw <- alpha(resp)
flip <- items %>% mutate(item5 = 5 - item5)
a_flip <- alpha(as.matrix(flip[, 1:5]))
drop_one <- sapply(1:5, function(j) alpha(as.matrix(flip[, setdiff(1:5, j)])))
item_rest <- map_dbl(1:5, \(j) cor(flip[[j]], rowSums(flip[, (1:5)[-j]])))
worst <- colnames(raw)[order(item_rest)][1]
pairs_of <- combn(colnames(raw)[1:4], 2)
pair_names <- apply(pairs_of, 2, paste, collapse = "~")
pair_cor <- combn(4, 2, function(ij) cor(flip[[ij[1]]], flip[[ij[2]]]))
names(pair_cor) <- pair_names
strongest <- names(which.max(pair_cor))
d2 <- mahalanobis(flip[, 1:5], colMeans(flip[, 1:5]), cov(flip[, 1:5]))
n_out <- sum(d2 > qchisq(.95, 5))
dist3 <- as.matrix(dist(flip[1:3, 1:5]))
long <- flip %>%
  pivot_longer(starts_with("item"), names_to = "item", names_prefix = "item", names_transform = list(item = as.integer), values_to = "resp")
freq <- long %>% count(item, resp) %>% complete(item, resp = 1:4, fill = list(n = 0L)) %>% group_by(item) %>% mutate(prop = n / sum(n)) %>% ungroup()
score <- long %>% group_by(id) %>% summarise(score = sum(resp), se = sd(resp) / sqrt(n()), longest = max(rle(resp)$lengths)) %>% arrange(desc(score), id)
score <- score %>% mutate(z = as.numeric(scale(score)), band = cut(z, breaks = c(-Inf, -1, 1, Inf), labels = c("low", "mid", "high")), third = ntile(score, 3))
band_n <- score %>% count(band, name = "people") %>% deframe()
alt <- score %>% slice(seq(1, n(), by = 10)) %>% select(id, score) %>% as.list()
fit <- brm(bf(score | se(se, sigma = TRUE) ~ 1), data = score, family = mixture(gaussian, gaussian),
           prior = c(prior(normal(10, 2), Intercept, dpar = mu1), prior(normal(15, 2), Intercept, dpar = mu2)),
           chains = 2, iter = 300, seed = 5, refresh = 0)
pm <- pp_mixture(fit)
cls <- tibble(id = score$id, p_high = pm[, "Estimate", 2]) %>% mutate(entropy = -(p_high * log(p_high) + (1 - p_high) * log(1 - p_high)))
cls %>% summarise(mean_entropy = mean(entropy), n_high = sum(p_high > .5))
cls %>% inner_join(score, by = "id") %>% group_by(band) %>% summarise(across(p_high, list(m = mean, lo = min, hi = max)))
