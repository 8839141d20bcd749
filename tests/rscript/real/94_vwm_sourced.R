# Set size effects on guessing and precision in a continuous report task (two-component mixture)
library(brms)
library(dplyr)
library(tidyr)
library(ggplot2)
source("helpers/circular.R")

## ---- simulate ----
set.seed(77)
n_sub <- 8
n_trials <- 25
design <- expand.grid(trial = seq_len(n_trials), setsize = c(1, 2, 4, 6), id = seq_len(n_sub))
guess_rate <- c(`1` = .02, `2` = .08, `4` = .25, `6` = .4)
kappas <- c("1" = 14, "2" = 11, "4" = 8, "6" = 6)
design$guess <- rbinom(nrow(design), 1, guess_rate[as.character(design$setsize)])
design$error <- NA_real_
for (s in unique(design$setsize)) {
  rows <- which(design$setsize == s)
  design$error[rows] <- rvm(length(rows), 0, kappas[[as.character(s)]])
}
n_g <- sum(design$guess)
design$error[design$guess == 1] <- runif(n_g, -pi, pi)
target <- runif(nrow(design), -pi, pi)
design <- design %>%
  mutate(target_deg = round(rad2deg(target)),
         response = wrap(deg2rad(target_deg) + error),
         recalc = wrap(response - deg2rad(target_deg)),
         setsize = as.factor(setsize))
stopifnot(all.equal(design$recalc, wrap(design$error)), all(abs(design$response) <= pi))

## ---- descriptives ----
sds <- aggregate(error ~ setsize, data = design, FUN = circ_sd)
sds$mean <- aggregate(error ~ setsize, design, circ_mean)$error
sds[, -1] <- round(sds[, -1], 3)
print(sds, row.names = FALSE)
by_id <- design %>%
  group_by(id, setsize) %>%
  summarise(sd = circ_sd(error), far = mean(abs(error) > pi / 2), .groups = "drop") %>%
  pivot_wider(names_from = setsize, values_from = c(sd, far), names_sep = "_n")
sapply(by_id[grepl("^far", names(by_id))], mean)
expected_sd <- k2sd(c(0, unname(kappas), Inf))
table(cut(design$error, breaks = seq(-pi, pi, length.out = 7), labels = FALSE, include.lowest = TRUE), design$setsize)

ggplot(design, aes(error)) +
  geom_histogram(bins = 31, colour = "black", fill = "white") +
  facet_wrap(vars(setsize), nrow = 1, labeller = as_labeller(function(x) paste("set size", x))) +
  scale_x_continuous(breaks = c(-pi, 0, pi), labels = c(expression(-pi), "0", expression(pi)))

## ---- model ----
# the second component has kappa2 fixed near zero: a uniform on the circle
mix_vm <- mixture(von_mises(link = "tan_half"), von_mises(), order = "none")
f <- bf(error ~ 1,
        mu1 ~ 1,
        mu2 ~ 1,
        kappa1 ~ 0 + setsize + (1 | id),
        theta1 ~ 0 + setsize,
        kappa2 = 1e-16)
vm_priors <- prior(constant(0), class = Intercept, dpar = mu1) +
  prior(constant(0), class = Intercept, dpar = mu2) +
  prior(normal(2, 1), class = b, dpar = kappa1) +
  prior(logistic(0, 1), class = b, dpar = theta1) +
  prior(normal(0, .3), class = sd, dpar = kappa1)
make_standata(f, data = design, family = mix_vm)$N
fit <- brm(f, data = design, family = mix_vm, prior = vm_priors,
           chains = 2, iter = 400, warmup = 200, cores = 2, seed = 5, init = 0, file = "vm_setsize")
summary(fit)

## ---- parameters on the natural scale ----
fx <- fixef(fit)
th <- fx[startsWith(rownames(fx), "theta1_"), c(1, 3, 4)]
p_mem <- plogis(th)
rownames(p_mem) <- sub("theta1_setsize", "N = ", rownames(p_mem))
round(1 - p_mem, 2)
kp <- exp(fx[grep("kappa1_", rownames(fx)), c("Estimate", "Q2.5", "Q97.5")])
sd_deg <- apply(kp, 2, function(k) rad2deg(k2sd(k)))
dimnames(sd_deg)
res <- data.frame(setsize = levels(design$setsize), p_mem = p_mem[, "Estimate"], sd = sd_deg[, 1], row.names = NULL)
merge(res, sds, by = "setsize")
hyp <- hypothesis(fit, c("exp(kappa1_setsize1) > exp(kappa1_setsize6)", "theta1_setsize1 - theta1_setsize6 = 0"))
hyp$hypothesis[, c("Hypothesis", "Estimate", "Evid.Ratio")]
ggplot(res, aes(x = setsize, y = p_mem, group = 1)) + geom_line() + geom_point(size = 3) + ylim(0, 1)
ggsave("pmem.png", width = 4, height = 3)
