## Counts of calls of birds: two kinds of site
require(brms)
require(dplyr)
require(tidyr)
require(ggplot2)

set.seed(31)
sites <- data.frame(site = paste0("S", sprintf("%02d", 1:15)), elev = round(runif(15, 200, 900)))
visits <- merge(sites, data.frame(visit = 1:8))
visits <- visits[order(visits$site, visits$visit), ]
rownames(visits) <- NULL
visits$elev_s <- (visits$elev - mean(visits$elev)) / sd(visits$elev)
occupied <- sample(c(0, 1), 15, replace = TRUE, prob = c(.4, .6))
names(occupied) <- sites$site
visits$lambda <- exp(1.5 + .4 * visits$elev_s) * occupied[visits$site] + .2
visits$calls <- rpois(nrow(visits), visits$lambda)
visits$effort <- sample(c(10, 20), nrow(visits), TRUE)
g <- glm(calls ~ elev_s, family = poisson(), data = visits)
g_coef <- coef(g)
g_dev <- deviance(g)
g_aic <- AIC(g)
disp <- sum(residuals(g, type = "pearson")^2) / df.residual(g)
start <- list(b = round(coef(g)[2], 1))
prop_zero <- mean(visits$calls == 0)
tab <- table(visits$calls > 0, visits$visit)
agg <- aggregate(calls ~ site, data = visits, FUN = max)
per_site <- visits %>% group_by(site) %>% summarise(total = sum(calls), zero = sum(calls == 0)) %>% arrange(desc(total))
top <- head(per_site$site, 3)
cats <- cut(visits$elev, breaks = quantile(visits$elev, c(0, 1/3, 2/3, 1)), labels = c("low", "mid", "high"), include.lowest = TRUE)
visits$belt <- cats
by_belt <- with(visits, tapply(calls, belt, mean))

fam <- mixture(poisson, poisson)
f1 <- bf(calls ~ 1 + offset(log(effort)), mu1 ~ 1, mu2 ~ elev_s)
p1 <- c(set_prior("normal(-4, 1)", class = "Intercept", dpar = "mu1"),
        set_prior("normal(-1, 1)", class = "Intercept", dpar = "mu2"),
        set_prior("normal(0, 1)", class = "b", dpar = "mu2"))
fits <- list()
fits[["two"]] <- brm(f1, visits, fam, p1, chains = 2, iter = 400, seed = 8, silent = TRUE, refresh = 0)
fits[["zip"]] <- brm(calls ~ elev_s + offset(log(effort)), data = visits, family = zero_inflated_poisson(),
                     chains = 2, iter = 400, seed = 8, silent = TRUE, refresh = 0)
fits[["nb"]] <- update(fits[["zip"]], family = negbinomial(), chains = 2, iter = 400, seed = 8, silent = TRUE, refresh = 0)
loos <- lapply(fits, loo)
cmp <- loo_compare(loos)
print(cmp, simplify = FALSE, digits = 2)
for (nm in c("two", "zip", "nb")) {
  cat(nm, ":", round(loos[[nm]]$estimates["elpd_loo", 1], 1), "\n")
}
sapply(loos, function(l) l$estimates["looic", "Estimate"])
pm <- pp_mixture(fits$two)
visits$p2 <- pm[, "Estimate", 2]
visits %>% group_by(site) %>% summarise(p = mean(p2)) %>% mutate(occ = occupied[site]) %>% print(n = 20)
ggplot(visits, aes(elev, calls)) + geom_jitter(aes(colour = p2), width = 5, height = .1) + scale_colour_viridis_c() + ggtitle("Calls")
bayes_R2(fits$zip)
