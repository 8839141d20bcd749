library(brms)
library(dplyr)
library(tidyr)
library(lubridate)

### simulate arrival delays of connecting trains (minutes)
set.seed(99)
n = 300
delays = data.frame(
  arr.Weekday = sample(c("Mon","Tue","Wed","Thu","Fri","Sat","Sun"), n, replace = T),
  dep.Operator = sample(c("SJ", "MTR", "Snalltaget"), n, replace = T, prob = c(.7, .2, .1)),
  sched = as.POSIXct("2020-03-02 05:00:00", tz = "UTC") + sample(0:(18*60), n, replace = T) * 60,
  PlannedTransferTime = round(runif(n, 5, 30))
)
missed = rbinom(n, 1, plogis(-1 - 0.05 * (delays$PlannedTransferTime - 15)))
delays$actualArrivalDelay = ifelse(missed == 1, rlnorm(n, 4, .25), rlnorm(n, 1.5, .6)) - 2
delays$actualArrivalDelay[c(7, 70)] = c(1200, 1400)

# remove outliers and shift so that all data points are > 0
delays = delays[delays$actualArrivalDelay < 1000, ]
y = delays$actualArrivalDelay
summary(y)
minDelay = min(y) - 0.01
y = y - minDelay

delays = delays %>%
  mutate(arr.TimeOfDay = cut(hour(sched), breaks = c(-1, 5, 10, 14, 18, 22, 24),
                             labels = c("night", "morning", "mid-day", "afternoon", "evening", "night2")))
table(delays$arr.TimeOfDay, useNA = "ifany")

x = delays %>%
  mutate(arr.Weekend = ifelse((arr.Weekday == "Sat" | arr.Weekday == "Sun"), 1, 0)) %>%
  select(-arr.Weekday, -sched)

### one hot encode explaining variables
x$dep.Operator = factor(x$dep.Operator)
onehot = model.matrix(~ dep.Operator + 0, data = x)
colnames(onehot)
x = cbind(x %>% select(arr.Weekend, PlannedTransferTime, arr.TimeOfDay), as.data.frame(onehot))
x[is.na(x)] = 0
names(x) = make.names(names(x))
dat = data.frame(y = y, x)
dat$evening = as.numeric(dat$arr.TimeOfDay %in% c("evening", "night", "night2"))
str(dat)

hist(log(dat$y), breaks = 40, main = "log delay", xlab = "")
abline(v = c(1.5, 4), col = "red", lty = 2)

mix = mixture(lognormal, lognormal)
priors <- c(prior(normal(1.5, 1), Intercept, dpar = mu1),
            prior(normal(4, 1), Intercept, dpar = mu2),
            prior(normal(0, 1), class = "b", dpar = "theta2"),
            prior(normal(0, 1), class = "b", dpar = "mu1"))
bf_formula = bf(y ~ 1,
                mu1 ~ 1 + arr.Weekend + evening,
                mu2 ~ 1,
                theta2 ~ 1 + PlannedTransferTime)
get_prior(bf_formula, data = dat, family = mix)
code = make_stancode(bf_formula, data = dat, family = mix, prior = priors)
cat(substr(code, 1, 300))

model <- brm(bf_formula,
             family = mix,
             prior = priors,
             data = dat,
             warmup = 300,
             iter = 600,
             chains = 2,
             cores = 4,
             seed = 5,
             sample_prior = TRUE)
model
pp_check(model)
pp_check(model, type = "ecdf_overlay", ndraws = 30)

# back to the original scale
post = posterior_predict(model, ndraws = 100)
post = post + minDelay
dim(post)
p_late = apply(post, 2, function(z) mean(z > 30))
dat$p_late = p_late
aggregate(p_late ~ arr.Weekend, data = dat, FUN = mean)
tapply(dat$p_late, dat$arr.TimeOfDay, mean)

newx = data.frame(arr.Weekend = 0, evening = 0, PlannedTransferTime = c(5, 10, 20, 30))
fitted(model, newdata = newx)
th = fitted(model, newdata = newx, dpar = "theta2")
round(cbind(newx, missed = th[, 1], low = th[, 3], high = th[, 4]), 2)
plot(newx$PlannedTransferTime, th[, "Estimate"], type = "b", ylim = c(0, 1), xlab = "transfer time", ylab = "P(missed)")
lines(newx$PlannedTransferTime, th[, "Q2.5"], lty = 3)
lines(newx$PlannedTransferTime, th[, "Q97.5"], lty = 3)

# one long table of quantiles
qs = apply(post, 1, quantile, probs = c(.1, .5, .9))
rowMeans(qs)
quantile(y + minDelay, c(.1, .5, .9))
