# Confidence ratings between 0 and 1: two beta components
library(brms)
library(tidyverse)
library(posterior)
set.seed(1)
n <- 150
squeeze <- function(y) { n <- length(y); (y * (n - 1) + .5) / n }
conf <- ifelse(runif(n) < .7, rbeta(n, 8, 2), rbeta(n, 2, 4))
d <- data.frame(conf = squeeze(round(conf, 2)), correct = rbinom(n, 1, .7), block = gl(3, 50, labels = c("b1", "b2", "b3")))
logit <- function(p) log(p / (1 - p))
inv_logit <- function(x) 1 / (1 + exp(-x))
d$lc <- logit(d$conf)
rng <- range(d$lc); brk <- seq(floor(rng[1]), ceiling(rng[2]), by = 1)
d$bin <- cut(d$lc, brk, right = FALSE)
hist_tab <- d %>% group_by(bin) %>% summarise(n = n(), acc = mean(correct)) %>% complete(bin, fill = list(n = 0, acc = 0))
ecdf_at <- ecdf(d$conf)(c(.25, .5, .75))
moments <- function(x) list(mean = mean(x), var = var(x), n = length(x))
mo <- moments(d$conf)
phi_mom <- with(mo, mean * (1 - mean) / var - 1)
opt <- optimize(function(phi) -sum(dbeta(d$conf, mo$mean * phi, (1 - mo$mean) * phi, log = TRUE)), c(.1, 50))
best_phi <- round(opt$minimum, 2)
key <- c(b1 = "first", b2 = "second", b3 = "third")
d$part <- unname(key[as.character(d$block)])
d <- d[sample(nrow(d)), ]
d$order <- seq_len(nrow(d))
chunks <- split(d$conf, ceiling(seq_along(d$conf) / 50))
chunk_means <- vapply(chunks, mean, numeric(1))
acc <- Reduce(function(a, b) a + b, chunks, accumulate = FALSE)
bp <- c(prior(normal(1.5, .5), class = Intercept, dpar = mu1), prior(normal(-.5, .5), class = Intercept, dpar = mu2),
        prior(gamma(2, .2), class = phi1), prior(gamma(2, .2), class = phi2))
fit <- brm(bf(conf ~ 1, mu1 ~ correct), data = d, family = mixture("beta", "beta"), prior = bp, chains = 2, iter = 300, seed = 3, refresh = 0)
draws <- as_draws_df(fit) %>% mutate_variables(m1 = plogis(b_mu1_Intercept), m2 = plogis(b_mu2_Intercept))
summarise_draws(subset_draws(draws, c("m1", "m2")), default_summary_measures())
rv <- as_draws_rvars(fit)
rv$theta1
mean(rv$theta1)
extract_variable(draws, "m1") %>% head(3)
mat <- as_draws_matrix(fit)
dim(mat)
mat[1:2, c("theta1", "theta2")]
newd <- data.frame(correct = 0:1)
ep <- posterior_epred(fit, newdata = newd)
diff_ep <- ep[, 2] - ep[, 1]
cat(sprintf("Difference: %.2f [%.2f, %.2f]\n", mean(diff_ep), quantile(diff_ep, .05), quantile(diff_ep, .95)))
prior_summary(fit) %>% filter(source == "user") %>% select(prior, class, dpar)
stancode(fit) %>% cat()
sd <- standata(fit); names(sd)
sd$N
