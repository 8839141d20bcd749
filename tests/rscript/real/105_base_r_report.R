# fishlen.R -- length frequency of two year classes
# (old script of the group, written for base graphics; brms part added later)
require(brms)
options(digits = 5, width = 90)
old.par <- par(no.readonly = TRUE)

RNGversion("4.0.0")
set.seed(1968)
nlake <- 4
nper  <- 40
lake  <- rep(c("Ammer", "Chiem", "Starn", "Tegern"), rep(nper, nlake))
age   <- 1 + (runif(nlake * nper) < rep(c(.2, .35, .5, .65), each = nper))
len   <- rnorm(nlake * nper, c(11, 17)[age], c(1.2, 1.9)[age])
sex   <- sample(c("f", "m"), nlake * nper, TRUE)
fish  <- data.frame(lake, age, len, sex, stringsAsFactors = TRUE)
rm(lake, age, len, sex)

attach(fish)
table(lake, age)
xt <- tapply(len, list(lake, age), mean)
xs <- tapply(len, list(lake = lake, sex = sex), sd)
print(round(xt, 2))
tot <- addmargins(table(lake, sex))
qq <- by(fish, fish$lake, function(z) quantile(z$len, c(.1, .5, .9)))
qmat <- do.call(rbind, as.list(qq))
detach(fish)

agg <- aggregate(len ~ lake + sex, data = fish, FUN = function(v) c(mean = mean(v), n = length(v)))
agg2 <- aggregate(fish$len, by = list(lake = fish$lake), FUN = median)
names(agg2)[2] <- "med"
agg2 <- agg2[order(-agg2$med), ]
fish <- within(fish, {
  llen <- log(len)
  big  <- as.integer(len > 14)
  lab  <- paste(substr(lake, 1, 2), toupper(sex), sep = "-")
})
fish <- merge(fish, agg2, by = "lake")
with(fish, cor(len, med))
cl <- cut(fish$len, breaks = seq(6, 26, by = 2), right = FALSE)
freq <- table(fish$lake, cl)
mids <- seq(7, 25, by = 2)
prop <- sweep(freq, 1, rowSums(freq), "/")
cum  <- t(apply(prop, 1, cumsum))
par(mfrow = c(1, 2), mar = c(4, 4, 2, 1))
matplot(mids, t(unclass(prop)), type = "b", pch = 1:4, lty = 1:4, col = 1:4, xlab = "length (cm)", ylab = "proportion")
legend("topright", legend = rownames(prop), pch = 1:4, lty = 1:4, col = 1:4, bty = "n", cex = .8)
boxplot(len ~ lake, data = fish, varwidth = TRUE, las = 2, main = "length by lake")
mtext("before the model", side = 3, outer = TRUE, line = -1)
par(old.par)

## summary per lake, by loop
out <- NULL
for (l in levels(fish$lake)) {
  z <- fish[fish$lake == l, "len"]
  ci <- mean(z) + c(-1, 1) * qt(.975, length(z) - 1) * sd(z) / sqrt(length(z))
  out <- rbind(out, data.frame(lake = l, n = length(z), lower = ci[1], upper = ci[2]))
  cat(formatC(l, width = -8), formatC(mean(z), digits = 2, format = "f"), " (", format(round(sd(z), 2), nsmall = 2), ")\n", sep = "")
}
tt <- t.test(len ~ sex, data = fish)
pv <- tt$p.value
moments <- sapply(split(fish$len, fish$lake), function(z) {
  m <- mean(z); s <- sd(z)
  c(mean = m, sd = s, skew = sum((z - m)^3) / length(z) / s^3)
})
i <- 0
repeat {
  i <- i + 1
  if (abs(mean(fish$len[seq_len(i)]) - mean(fish$len)) < .2 || i >= 100) break
}

## the model: two year classes, proportion by lake
fit <- brm(bf(len ~ 1, theta2 ~ 0 + lake), data = fish, family = mixture(gaussian(), gaussian()),
           prior = c(set_prior("normal(11, 2)", class = "Intercept", dpar = "mu1"),
                     set_prior("normal(17, 2)", class = "Intercept", dpar = "mu2"),
                     set_prior("normal(0, 1.5)", class = "b", dpar = "theta2")),
           chains = 2, iter = 1000, seed = 7, refresh = 0)
print(fit, digits = 3)
s <- as.matrix(fit)
th <- s[, grep("^b_theta2", colnames(s))]
p2 <- 1 / (1 + exp(-th))
colnames(p2) <- sub("b_theta2_lake", "", colnames(p2))
est <- t(apply(p2, 2, function(v) c(mean = mean(v), quantile(v, c(.025, .975)))))
obs <- with(fish, tapply(age == 2, lake, mean))
res <- cbind(est, obs = obs[rownames(est)])
print(round(res, 3))
mat <- outer(mids, 1:2, function(x, k) dnorm(x, colMeans(s)[paste0("b_mu", k, "_Intercept")][k], colMeans(s)[paste0("sigma", k)][k]))
op <- par(mfrow = c(2, 2), oma = c(0, 0, 2, 0))
for (l in rownames(res)) {
  hist(fish$len[fish$lake == l], breaks = seq(4, 28, 1), freq = FALSE, main = l, xlab = "", col = "lightgrey")
  lines(mids, (1 - res[l, "mean"]) * dnorm(mids, mean(s[, "b_mu1_Intercept"]), mean(s[, "sigma1"])) + res[l, "mean"] * dnorm(mids, mean(s[, "b_mu2_Intercept"]), mean(s[, "sigma2"])), lwd = 2)
  abline(v = c(mean(s[, "b_mu1_Intercept"]), mean(s[, "b_mu2_Intercept"])), lty = 3)
}
par(op)
barplot(rbind(res[, "mean"], res[, "obs"]), beside = TRUE, names.arg = rownames(res), ylim = c(0, 1), legend.text = c("model", "observed"))
segments(1.5, .1, 1.5, .3)
pm <- pp_mixture(fit)
cls <- max.col(pm[, "Estimate", ])
err <- mean(cls != fish$age)
cat("misclassified:", sum(cls != fish$age), "of", nrow(fish), "\n")
write.table(out, "fish_summary.txt", quote = FALSE, sep = "\t", row.names = FALSE)
