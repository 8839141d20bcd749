# Forum: "Mixture of three student-t, label switching, how do I relabel the draws afterwards?"
# brms 2.18.0, rstan 2.21.7, R 4.2.2, Ubuntu 22.04
library(brms)
library(rstan)
rstan_options(auto_write = TRUE)
options(mc.cores = parallel::detectCores())

set.seed(606)
K <- 3
n <- 180
w <- c(0.5, 0.3, 0.2)
m <- c(-2, 1, 4)
z <- sample.int(K, n, replace = TRUE, prob = w)
x <- round(rnorm(n), 2)
y <- m[z] + 0.5 * x + 0.4 * rt(n, df = 6)
mydata <- data.frame(y = y, x = x, z = z)
dput(head(mydata, 3))
str(mydata)
xtabs(~ z, data = mydata)
plot(density(mydata$y), main = "three bumps")
points(mydata$y, rep(0, n), col = mydata$z + 1, pch = "|")

# ---- what I tried first ----
mix <- do.call(mixture, c(rep(list(student()), K), list(order = "none")))
form <- bf(y ~ x)
pri <- do.call("c", lapply(1:K, function(k) {
  c(set_prior(paste0("normal(", m[k], ", 2)"), class = "Intercept", dpar = paste0("mu", k)),
    set_prior("normal(0, 1)", class = "b", dpar = paste0("mu", k)),
    set_prior("gamma(4, 1)", class = paste0("nu", k)))
}))
nrow(pri)
one_init <- function() {
  list(Intercept_mu1 = rnorm(1, -2, .2), Intercept_mu2 = rnorm(1, 1, .2), Intercept_mu3 = rnorm(1, 4, .2),
       b_mu1 = as.array(0), b_mu2 = as.array(0), b_mu3 = as.array(0),
       sigma1 = 1, sigma2 = 1, sigma3 = 1, nu1 = 5, nu2 = 5, nu3 = 5, theta = rep(1 / 3, 3))
}
n_chains <- 2
init_ll <- lapply(seq_len(n_chains), function(i) one_init())
length(init_ll[[1]])
fit <- brm(form, data = mydata, family = mix, prior = pri, init = init_ll,
           chains = n_chains, iter = 800, warmup = 400, seed = 11, thin = 1,
           control = list(adapt_delta = .95, max_treedepth = 12), save_pars = save_pars(all = FALSE))
fit2 <- update(fit, init = one_init, chains = 2, seed = 12, recompile = FALSE)
stancode(fit)
names(standata(fit))
fit$fit@sim$chains
get_elapsed_time(fit$fit)
check_hmc_diagnostics(fit$fit)
traceplot(fit$fit, pars = c("b_mu1_Intercept", "b_mu2_Intercept"))

# ---- relabel by hand: sort the intercepts in every draw ----
post <- as.data.frame(fit)
mu_cols <- paste0("b_mu", 1:K, "_Intercept")
sg_cols <- paste0("sigma", 1:K)
th_cols <- paste0("theta", 1:K)
relabelled <- post
for (i in seq_len(nrow(post))) {
  ord <- order(unlist(post[i, mu_cols]))
  relabelled[i, mu_cols] <- post[i, mu_cols][ord]
  relabelled[i, sg_cols] <- post[i, sg_cols][ord]
  relabelled[i, th_cols] <- post[i, th_cols][ord]
}
switched <- mean(apply(post[, mu_cols], 1, is.unsorted))
cat(sprintf("%.1f%% of the draws were relabelled\n", 100 * switched))
sapply(relabelled[, c(mu_cols, th_cols)], function(v) round(c(mean = mean(v), sd = sd(v), quantile(v, c(.025, .975))), 2))
stopifnot(all(diff(colMeans(relabelled[mu_cols])) > 0))

# by permutation of all labels, as someone proposed
perms <- as.matrix(expand.grid(rep(list(1:K), K)))
perms <- perms[apply(perms, 1, function(r) length(unique(r)) == K), ]
dim(perms)
target <- m
loss <- function(perm, draw) sum((draw[perm] - target)^2)
best <- apply(as.matrix(post[1:50, mu_cols]), 1, function(dr) which.min(apply(perms, 1, loss, draw = dr)))
table(best)

# ---- reply: order in the model ----
fit_o <- brm(form, data = mydata, family = mixture(student, nmix = 3, order = "mu"), prior = pri, init = 0, chains = 2, iter = 600, seed = 13)
ml <- pp_mixture(fit_o, summary = FALSE)
dim(ml)
avg <- apply(ml, c(2, 3), mean)
hard <- apply(avg, 1, which.max)
acc <- mean(hard == mydata$z)
conf <- table(true = mydata$z, est = factor(hard, levels = 1:K))
print(addmargins(conf))

# ---- can I put in my own function? ----
stan_funs <- "
  real squash(real x) {
    return 5 * tanh(x / 5);
  }
"
svar <- stanvar(scode = stan_funs, block = "functions")
nlform <- bf(y ~ 1, nlf(mu1 ~ squash(a)), nlf(mu2 ~ squash(b)), a ~ 1, b ~ 1, nl = FALSE)
nlpri <- c(prior(normal(-2, 1), nlpar = "a"), prior(normal(3, 1), nlpar = "b"))
fit_nl <- brm(bf(y ~ 1, nlf(mu1 ~ 5 * tanh(a / 5)), nlf(mu2 ~ 5 * tanh(c / 5)), a ~ 1, c ~ 1), data = mydata, family = mixture(gaussian, gaussian, order = "none"),
              prior = c(prior(normal(-2, 1), nlpar = "a"), prior(normal(3, 1), nlpar = "c")),
              stanvars = svar, chains = 2, iter = 600, seed = 14, init = 0)
print(fit_nl, digits = 2)
expose_functions(fit_nl, vectorize = TRUE)
