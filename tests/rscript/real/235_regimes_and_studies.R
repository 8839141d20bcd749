# Regimes in monthly returns and publication heterogeneity
# Part A: two-regime mixture for returns; Part B: meta-analysis
library(data.table)
library(brms)
library(ggplot2)

## Part A ------------------------------------------------------------------
set.seed(1987)
dates <- seq(as.Date("2005-01-31") + 1, by = "month", length.out = 120) - 1
regime <- numeric(120); regime[1] <- 1
P <- matrix(c(.95, .05, .15, .85), nrow = 2, byrow = TRUE, dimnames = list(c("calm", "crisis"), c("calm", "crisis")))
for (t in 2:120) regime[t] <- sample(1:2, 1, prob = P[regime[t - 1], ])
ret <- rnorm(120, c(.8, -1.2)[regime], c(2.5, 7)[regime])
DT <- data.table(date = dates, ret = ret, regime = regime)
DT[, `:=`(year = year(date), month = month(date), quarter = quarters(date))]
DT[, cumret := cumprod(1 + ret / 100)]
DT[, drawdown := cumret / cummax(cumret) - 1]
DT[, lag1 := shift(ret)]
annual <- DT[, .(mean = mean(ret), vol = sd(ret) * sqrt(12), worst = min(ret), N = .N), by = year]
annual[order(-vol)][1:3]
DT[regime == 2, .N]
DT[, .(n = .N, m = mean(ret)), keyby = .(quarter)]
stat <- P
for (i in 1:50) stat <- stat %*% P
round(stat[1, ], 3)
ew <- eigen(t(P)); v <- Re(ew$vectors[, 1]); round(v / sum(v), 3)
acf1 <- acf(DT$ret, plot = FALSE, lag.max = 3)$acf[2:4]
round(acf1, 3)
Box.test(DT$ret^2, lag = 4, type = "Ljung-Box")$p.value < 1
VaR <- quantile(DT$ret, c(.01, .05)); ES <- sapply(VaR, function(q) mean(DT$ret[DT$ret <= q]))
rbind(VaR, ES)
rle_r <- rle(DT$regime)
data.table(regime = rle_r$values, len = rle_r$lengths)[, .(mean_len = mean(len), max_len = max(len)), by = regime]
roll <- frollmean(DT$ret, 12)
sum(is.na(roll))
plot(DT$date, DT$cumret, type = "s", log = "y", xlab = "", ylab = "Wealth")
polygon(c(DT$date, rev(DT$date)), c(DT$drawdown + 1, rep(1, 120)), col = rgb(1, 0, 0, .2), border = NA)

fam <- mixture(student, gaussian, order = "none")
form <- bf(ret ~ 1, theta2 ~ lag1)
p <- get_prior(form, data = DT, family = fam)
p$prior[p$class == "Intercept" & p$dpar == "mu1"] <- "normal(1, 1)"
p$prior[p$class == "Intercept" & p$dpar == "mu2"] <- "normal(-1, 2)"
p$prior[which(p$class == "sigma2")] <- "normal(7, 2)"
p[p$prior != "", c("prior", "class", "dpar")]
fitA <- brm(form, data = DT[!is.na(lag1)], family = fam, prior = p, chains = 2, iter = 600, seed = 42, refresh = 0)
fitA
pm <- pp_mixture(fitA)
DT[!is.na(lag1), p_crisis := pm[, "Estimate", 2]]
DT[, .(auc_like = mean(p_crisis[regime == 2], na.rm = TRUE) - mean(p_crisis[regime == 1], na.rm = TRUE))][[1]] > -1
nd <- data.frame(lag1 = c(-10, 0, 10))
th <- posterior_linpred(fitA, newdata = nd, dpar = "theta2", transform = TRUE)
dim(th)

## Part B ------------------------------------------------------------------
studies <- fread("
study, yi, sei, type
Ames, 0.12, 0.10, lab
Boyd, 0.45, 0.20, field
Chen, 0.61, 0.15, field
Diaz, 0.05, 0.09, lab
Eker, 0.70, 0.25, field
Fink, -0.02, 0.12, lab
Gold, 0.55, 0.18, lab
Hahn, 0.16, 0.11, field
", strip.white = TRUE)
studies[, w := 1 / sei^2]
pooled <- studies[, sum(w * yi) / sum(w)]
Q <- studies[, sum(w * (yi - pooled)^2)]
I2 <- max(0, (Q - (nrow(studies) - 1)) / Q)
c(pooled = pooled, Q = Q, I2 = I2, p = pchisq(Q, nrow(studies) - 1, lower.tail = FALSE))
studies[, c("lo", "hi") := .(yi - 1.96 * sei, yi + 1.96 * sei)]
setorder(studies, yi)
setnames(studies, "type", "setting")
dcast(studies, study ~ setting, value.var = "yi")
melt(studies, id.vars = "study", measure.vars = c("lo", "hi"))[order(study, variable)][1:4]
ma <- brm(yi | se(sei) ~ 1 + (1 | study), data = studies, prior = c(prior(normal(0, 1), class = Intercept), prior(cauchy(0, .3), class = sd)), chains = 2, iter = 800, seed = 43, control = list(adapt_delta = .99), refresh = 0)
mb <- brm(yi | se(sei) ~ 1, data = studies, family = mixture(gaussian, gaussian), prior = c(prior(normal(0, .3), class = Intercept, dpar = mu1), prior(normal(.6, .3), class = Intercept, dpar = mu2)), chains = 2, iter = 800, seed = 44, refresh = 0)
es <- coef(ma)$study[, , "Intercept"]
colnames(es)
forest <- data.frame(study = rownames(es), es) |> merge(as.data.frame(studies)[, c("study", "yi")], by = "study")
ggplot(forest, aes(x = Estimate, xmin = Q2.5, xmax = Q97.5, y = reorder(study, Estimate))) + geom_pointrange() + geom_point(aes(x = yi), shape = 4, colour = "red") + geom_vline(xintercept = fixef(ma)[1], alpha = .4) + labs(y = NULL)
hyp <- hypothesis(ma, "study__Intercept = 0", class = "sd"); nrow(hyp$hypothesis)
