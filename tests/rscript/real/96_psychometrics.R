#!/usr/bin/env Rscript
# Response times in a reasoning test: from one to four components; latent classes of solvers and guessers
library("brms")
library("dplyr")
library("stringr")

# ---- settings ------------------------------------------------------------
SEED <- 2022L
CHAINS <- 2L
ITER <- 300L
set.seed(SEED)

# ---- simulate a rapid-guessing data set ----------------------------------
J <- 20   # persons
K <- 10   # items
ability <- rnorm(J)
difficulty <- seq(-1.5, 1.5, length.out = K)
dat <- merge(data.frame(person = 1:J, ability), data.frame(item = 1:K, difficulty), by = NULL)
dat <- dat[order(dat$person, dat$item), ]
rownames(dat) <- NULL
dat$state <- sample(c("solve", "guess", "slow", "distracted"), nrow(dat), TRUE, prob = c(.6, .2, .15, .05))
dat$state <- factor(dat$state, levels = c("guess", "solve", "slow", "distracted"), ordered = TRUE)
loc <- c(guess = 0, solve = 1.5, slow = 2.5, distracted = 3.6)
dat$rt <- rlnorm(nrow(dat), meanlog = loc[as.character(dat$state)], sdlog = .3)
p_correct <- with(dat, ifelse(state == "guess", .25, 1 / (1 + exp(-(ability - difficulty)))))
dat$correct <- as.integer(runif(length(p_correct)) < p_correct)
dat$log_rt <- log(dat$rt)
dat <- transform(dat, item_f = factor(sprintf("I%02d", item)), fast = rt < 2)

# classical item analysis
item_stats <- do.call(rbind, by(dat, dat$item_f, function(x) {
  data.frame(item = as.character(x$item_f[1]), p = mean(x$correct), median_rt = round(median(x$rt), 2), r_rt = round(cor(x$correct, x$log_rt), 3))
}))
item_stats <- item_stats[rev(order(item_stats$p)), ]
head(item_stats, n = 3L)
wide <- reshape(dat[, c("person", "item", "correct")], idvar = "person", timevar = "item", direction = "wide")
total <- rowSums(wide[, -1])
alpha <- (K / (K - 1)) * (1 - sum(apply(wide[, -1], 2, var)) / var(total))
rest <- sapply(seq_len(K), function(k) cor(wide[[k + 1]], total - wide[[k + 1]]))
names(rest) <- str_replace(names(wide)[-1], "correct\\.", "item ")
quantile(total, probs = seq(0, 1, .25), type = 6)
xt <- xtabs(correct ~ fast + state, data = dat)
ftable(xt)

# ---- four-component mixture of response times -----------------------------
mix4 <- mixture(lognormal, nmix = 4)
bform <- bf(rt ~ 1) + lf(theta2 ~ 1) + lf(theta3 ~ 1) + lf(theta4 ~ 1)
gp <- get_prior(bform, data = dat, family = mix4)
subset(gp, class == "Intercept" & dpar != "")[, c("prior", "class", "dpar")]
nrow(gp)
prior4 <- empty_prior()
for (k in 1:4) {
  prior4 <- prior4 + set_prior(str_glue("normal({loc[k]}, 0.3)"), class = "Intercept", dpar = str_c("mu", k)) +
    set_prior("exponential(3)", class = str_c("sigma", k))
}
prior4 <- c(prior4, prior_string("logistic(0, 1)", class = "Intercept", dpar = paste("theta", 2:4, sep = "")))
checked <- validate_prior(prior4, bform, data = dat, family = mix4)
setdiff(checked$source, "default")
table(checked$class, checked$source)
code <- make_stancode(bform, data = dat, family = mix4, prior = prior4)
class(code)
grepl("log_sum_exp|log_mix", code)
sdata <- make_standata(bform, data = dat, family = mix4, prior = prior4)
names(sdata)[1:2]
fit4 <- brm(bform, data = dat, family = mix4, prior = prior4,
            chains = CHAINS, iter = ITER, seed = SEED, init = 0, refresh = 0)
fit4
est <- posterior_summary(fit4, variable = paste0("b_mu", 1:4, "_Intercept"))
cbind(truth = loc, est[, c("Estimate", "Est.Error")])
ll <- log_lik(fit4)
dim(ll)
waic(fit4)
cls <- pp_mixture(fit4, summary = TRUE)
dimnames(cls)[[3]]
dat$map <- max.col(cls[, "Estimate", ], ties.method = "first")
agree <- with(dat, table(map, as.integer(state)))
cat(sprintf("Classified correctly: %.1f%%\n", 100 * sum(diag(agree)) / sum(agree)))

# ---- accuracy: a class that guesses -------------------------------------
fit_acc <- brm(bf(correct ~ 1, mu1 ~ 0 + Intercept, mu2 ~ 1 + difficulty + (1 | person), theta1 ~ fast), data = dat,
               family = mixture(bernoulli("logit"), bernoulli("logit"), order = FALSE),
               prior = c(prior(constant(-1.098612), class = b, coef = Intercept, dpar = mu1),
                         prior(normal(0, 1.5), class = Intercept, dpar = mu2),
                         prior(normal(-1, .5), class = b, dpar = mu2)),
               chains = CHAINS, iter = ITER, seed = SEED, refresh = 0)
re <- ranef(fit_acc)$person[, , "mu2_Intercept"]
cor(re[, "Estimate"], ability)
VarCorr(fit_acc)$person$sd
pairs(fit_acc, variable = c("b_mu2_Intercept", "b_mu2_difficulty"))
bayes_R2 <- function(...) stop("not for mixtures")
invisible(gc())
