# Amphibian breeding ponds: N of egg masses, two-component negative binomial mixture
# J. Ecol. supplement S3
library(brms)
library(ggplot2)
library(reshape2)
library(lubridate)

set.seed(20190415)
ponds <- LETTERS[1:12]
years <- 2015:2018
dat <- expand.grid(pond = ponds, year = years, visit = 1:3, stringsAsFactors = FALSE)
dat$date <- as.Date(paste(dat$year, "03", "01", sep = "-")) + (dat$visit - 1) * 14 + sample(0:6, nrow(dat), replace = TRUE)
dat$doy <- yday(dat$date)
dat$month <- month(dat$date, label = TRUE, abbr = TRUE)
area <- setNames(round(rlnorm(12, 5, .7)), ponds)
dat$area <- area[dat$pond]
fishy <- ponds %in% c("B", "E", "K")
names(fishy) <- ponds
dat$fish <- as.integer(fishy[dat$pond])
lam <- exp(.5 + .4 * log(dat$area) - 2 * dat$fish + rnorm(12, 0, .3)[match(dat$pond, ponds)])
dat$eggs <- rnbinom(nrow(dat), mu = lam, size = 1.3)
dat$eggs[c(5, 50)] <- NA
dat <- dat[complete.cases(dat), ]
nrow(dat)

tot <- with(dat, tapply(eggs, list(pond, year), sum))
tot[is.na(tot)] <- 0
apply(tot, 2, function(z) c(mean = mean(z), cv = sd(z) / mean(z)))
long <- melt(tot, varnames = c("pond", "year"), value.name = "eggs")
head(long[order(-long$eggs), ], 5)
occ <- colSums(tot > 0) / nrow(tot)
barplot(occ, ylim = c(0, 1), ylab = "Occupancy", xlab = "Year", col = "grey70")
first <- do.call(rbind, by(dat, dat$pond, function(d) d[which.min(d$doy), c("pond", "year", "doy", "eggs")]))
peak <- sapply(split(dat, dat$year), function(d) d$doy[which.max(d$eggs)])
peak_date <- as.Date(peak - 1, origin = paste0(names(peak), "-01-01"))
format(peak_date, "%d %b")
dat$site_year <- interaction(dat$pond, dat$year, drop = TRUE)
nlevels(dat$site_year)
sy <- aggregate(cbind(eggs, area) ~ pond + year, dat, function(v) c(mean = mean(v), n = length(v)))
sy <- do.call(data.frame, sy)
names(sy)
sc <- scale(dat[, c("doy", "area")])
dat$doy_s <- sc[, "doy"]
dat$larea <- log(dat$area) - mean(log(dat$area))
attr(sc, "scaled:center")
shannon <- function(p) { p <- p[p > 0] / sum(p); -sum(p * log(p)) }
H <- apply(tot, 2, shannon)
round(H, 3)
rankcor <- cor(dat$eggs, dat$area, method = "kendall")
kw <- kruskal.test(eggs ~ factor(year), data = dat)
kw$p.value
wt <- wilcox.test(eggs ~ fish, data = dat, exact = FALSE)
wt$statistic

nb_mix <- mixture(negbinomial, negbinomial)
form <- bf(eggs ~ larea + doy_s + (1 | pond), theta2 ~ fish)
pr <- c(prior("normal(0, 1)", class = "b", dpar = "mu1"), prior("normal(0, 1)", class = "b", dpar = "mu2"),
        prior("normal(0, 1.5)", class = "Intercept", dpar = "mu1"), prior("normal(3, 1.5)", class = "Intercept", dpar = "mu2"),
        prior("exponential(2)", class = "sd", dpar = "mu1"), prior("exponential(2)", class = "sd", dpar = "mu2"))
validate_prior(pr, form, data = dat, family = nb_mix)
fit <- brm(form, data = dat, family = nb_mix, prior = pr, iter = 400, chains = 2, seed = 5, control = list(adapt_delta = 0.9))
fe <- fixef(fit, probs = c(.05, .95))
fe[grepl("^theta", rownames(fe)), ]
re <- ranef(fit)$pond
str(re)
pp <- pp_mixture(fit)
dat$high <- pp[, "Estimate", 2] > .5
with(dat, table(high, fish))
nd <- with(dat, data.frame(larea = seq(min(larea), max(larea), length = 20), doy_s = 0, fish = 0, pond = NA))
pred <- cbind(nd, fitted(fit, newdata = nd, re_formula = NA))
ggplot(pred, aes(exp(larea), Estimate, ymin = Q2.5, ymax = Q97.5)) + geom_ribbon(alpha = .3) + geom_line() + scale_x_log10() +
  annotation_logticks(sides = "b") + labs(x = expression(Area ~ (m^2)), y = "Egg masses")
h <- hypothesis(fit, c("theta2_fish < 0", "mu2_larea > mu1_larea"))
h$hypothesis[, c("Hypothesis", "Estimate", "Evid.Ratio")]
