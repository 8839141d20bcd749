# Analysis script of a diary study (as people put it on a repository): dates, wide and long, helpers in a second file
rm(list = ls())
suppressPackageStartupMessages({
  library(brms)
  library(dplyr)
  library(tidyr)
})
options(digits = 4, scipen = 10)
set.seed(2024)
n_person <- 9
n_day <- 7
start <- as.Date("2023-02-25")
diary <- expand.grid(day = seq_len(n_day), person = seq_len(n_person))
diary$date <- start + diary$day - 1
diary$weekday <- format(diary$date, "%u")
diary$month <- as.integer(format(diary$date, "%m"))
diary$weekend <- diary$weekday %in% c("6", "7")
diary$stress <- round(rnorm(nrow(diary), 3 + .5 * diary$weekend), 2)
diary$mood <- round(6 - .6 * diary$stress + rnorm(nrow(diary), 0, .8), 2)
diary$mood[sample(nrow(diary), 5)] <- NA
diary$stress_pm <- ave(diary$stress, diary$person)
diary$stress_wc <- diary$stress - diary$stress_pm
diary$mood_prev <- ave(diary$mood, diary$person, FUN = function(x) c(NA, head(x, -1)))
range(diary$date)
span <- as.numeric(diff(range(diary$date)))
since <- as.numeric(difftime(as.Date("2023-03-10"), start, units = "days"))
n_missing <- sapply(diary, function(x) sum(is.na(x)))
keep <- complete.cases(diary[, c("mood", "mood_prev")])
d <- subset(diary, keep, select = -c(month, weekday))
row.names(d) <- NULL
w <- rowsum(as.numeric(!is.na(diary$mood)), diary$person)
weights <- as.vector(w) / max(w)
overall <- weighted.mean(tapply(diary$mood, diary$person, mean, na.rm = TRUE), weights)
by_person <- aggregate(cbind(mood, stress) ~ person, data = diary, FUN = function(v) c(m = mean(v), s = sd(v)))
wide <- reshape(diary[, c("person", "day", "stress")], idvar = "person", timevar = "day", direction = "wide")
centred <- sweep(as.matrix(wide[, -1]), 2, colMeans(wide[, -1]))
cv <- cov(centred)
cr <- cov2cor(cv)
low_tri <- cr[lower.tri(cr)]
mean_r <- mean(low_tri)
tt <- t.test(mood ~ weekend, data = diary)
tt_vals <- c(t = unname(tt$statistic), df = unname(tt$parameter), p = tt$p.value)
ct <- cor.test(diary$mood, diary$stress)
r_text <- sprintf("r(%d) = %.2f, p %s", as.integer(ct$parameter), ct$estimate, ifelse(ct$p.value < .001, "< .001", paste("=", round(ct$p.value, 3))))
five <- fivenum(diary$stress)
st <- stack(list(weekday = diary$stress[!diary$weekend][1:3], weekend = diary$stress[diary$weekend][1:3]))
quarters <- findInterval(diary$stress, quantile(diary$stress, c(.25, .5, .75)))
tab_q <- tabulate(quarters + 1, nbins = 4)
m <- brm(bf(mood ~ stress_wc, mu1 ~ stress_wc + (1 | person), mu2 ~ 1), data = d, family = mixture(gaussian, gaussian),
         prior = c(prior(normal(4, 1), Intercept, dpar = mu1), prior(normal(2, 1), Intercept, dpar = mu2), prior(normal(0, 1), class = b, dpar = mu1)),
         chains = 2, iter = 400, seed = 2, refresh = 0)
summary(m)
p <- pp_mixture(m)[, "Estimate", 2]
d$class2 <- p > .5
by(d$mood, d$class2, mean)
tab <- with(d, table(person, class2))
addmargins(tab)
fe <- as.data.frame(fixef(m))
fe$sig <- sign(fe$Q2.5) == sign(fe$Q97.5)
write.csv(fe, "fixed_effects.csv")
saveRDS(list(model = "m", n = nrow(d)), "meta.rds")
cat("Rows in the model:", nrow(d), "\n")
