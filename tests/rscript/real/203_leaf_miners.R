#! /usr/bin/Rscript
# Leaf miners in field plots: counts per plot, which components, and figures for the supplement.
library(brms)
library(dplyr)
library(ggplot2)
library(reshape2)

FOCAL <- "data/NP_field_2018.txt"
SITE <- ifelse(length(grep("EL", FOCAL, value = TRUE)) > 0, "EL", "NP")
set.seed(1019)
leaf <- data.frame(
  plot = rep(sprintf("p%d", 1:6), each = 8),
  tx = rep(c("MOCK", "TX"), 24),
  condition = factor(rep(c("JA", "CTR", "SA"), each = 16)),
  height = round(rnorm(48, 50, 9), 1),
  n.leaves = rpois(48, 14)
)
leaf$n.mined <- rbinom(48, leaf$n.leaves, ifelse(runif(48) < 0.3, 0.5, 0.1))
leaf[c(3, 17), "n.mined"] <- NA
leaf$condition <- relevel(leaf$condition, ref = "CTR")
leaf$subplot <- with(leaf, paste0(plot, "_", tx))
leaf$tall <- cut(leaf$height, breaks = c(-Inf, 45, 55, Inf), labels = c("low", "mid", "high"))

sums <- dplyr::group_by(leaf, condition, plot, tx) %>%
  summarise(
    tot.mined = sum(n.mined, na.rm = T),
    sd.mined = sd(n.mined, na.rm = T),
    n.stems = length(n.mined),
    tot.leaves = sum(n.leaves),
    mean.mined = tot.mined / n.stems,
    se.mined = sd.mined / sqrt(n.stems),
    mean.height = mean(height)
  )
sums$mean.height.z <- (sums$mean.height - mean(leaf$height)) / sd(leaf$height)
prop <- reshape2::dcast(sums, condition + plot ~ tx, value.var = "mean.mined")
ses <- reshape2::dcast(sums, condition + plot ~ tx, value.var = "se.mined")
names(ses)[c(3, 4)] <- c("MOCK.se", "TX.se")
both <- cbind(prop, ses[, c(3:4)])
both$diff <- both$TX - both$MOCK
both <- both[order(both$diff, decreasing = TRUE), ]
rownames(both) <- NULL
long <- melt(both[, c("condition", "plot", "MOCK", "TX")], id.vars = c("condition", "plot"), variable.name = "tx", value.name = "mined")
means <- sapply(split(long$mined, long$tx), mean)
tests <- t.test(both$TX, both$MOCK, paired = TRUE)
p_paired <- round(tests$p.value, 6)
tab <- table(leaf$tall, leaf$condition, useNA = "ifany")
share <- round(prop.table(tab, margin = 2), 3)
chi <- suppressWarnings(chisq.test(tab))
df_chi <- unname(chi$parameter)

p1 <- ggplot(both, aes(x = MOCK, xmin = MOCK - MOCK.se, xmax = MOCK + MOCK.se, y = TX, ymin = TX - TX.se, ymax = TX + TX.se)) +
  geom_point() +
  geom_errorbar() +
  geom_errorbarh() +
  geom_abline(intercept = 0, slope = 1) +
  facet_wrap(~condition, ncol = 3) +
  scale_x_continuous(limits = c(-0.5, 9.5), breaks = seq(0, 8, 2)) +
  ggtitle((expression(paste("Mined leaves ", m^-2)))) +
  labs(subtitle = SITE)
ggsave(p1, filename = paste0("herbivory_", SITE, "_by_TX.pdf"), width = 5, height = 2)

the_mix <- mixture(poisson, poisson)
mix_zip <- mixture(zero_inflated_poisson, poisson)
m1 <- brm(bf(tot.mined ~ 1, theta2 ~ condition), data = sums, family = the_mix, inits = 0, iter = 500, chains = 2, seed = 2, control = list(adapt_delta = 0.99))
m2 <- brm(bf(tot.mined ~ offset(log(tot.leaves)) + condition + (1 | plot), shape = ~condition), data = sums, family = negbinomial, seed = 2)
LOO(m1, m2)
yrep <- posterior_predict(m1, nsamples = 50)
yrep_dat <- as.data.frame(t(yrep))
newdat <- melt(data.frame(condition = sums$condition, yrep_dat), id.vars = "condition", variable.name = "rep")
newdat$rep <- as.numeric(sapply(newdat$rep, function(x) gsub("V", "", paste0(x))))
pred <- dplyr::group_by(newdat, condition) %>% summarise(lo = quantile(value, 0.025), hi = quantile(value, 0.975), mu = mean(value))
pp_check(m1, type = "stat_grouped", group = "condition", stat = "mean", ndraws = 20)
ce <- marginal_effects(m1, effects = "condition", plot = FALSE)

# Which plots are alike: distances and a check with k-means by hand
X <- scale(as.matrix(both[, c("MOCK", "TX")]))
D <- as.matrix(dist(X))
dimnames(D) <- list(both$plot, both$plot)
closest <- apply(D + diag(Inf, nrow(D)), 1, function(v) names(v)[which.min(v)])
centres <- X[c(1, nrow(X)), ]
for (step in 1:5) {
  to <- apply(X, 1, function(x) which.min(colSums((t(centres) - x)^2)))
  centres <- rbind(colMeans(X[to == 1, , drop = FALSE]), colMeans(X[to == 2, , drop = FALSE]))
}
sizes <- as.vector(table(factor(to, levels = 1:2)))
within_ss <- sum(sapply(1:2, function(k) sum(sweep(X[to == k, , drop = FALSE], 2, centres[k, ])^2)))
out_list <- list()
for (cond in levels(leaf$condition)) {
  sub <- leaf[leaf$condition == cond & !is.na(leaf$n.mined), ]
  fit0 <- glm(cbind(n.mined, n.leaves - n.mined) ~ height, data = sub, family = binomial)
  out_list[[cond]] <- data.frame(condition = cond, n = nrow(sub), slope = round(coef(fit0)[["height"]], 5))
}
slopes <- do.call(rbind, out_list)
best_cond <- slopes$condition[which.max(abs(slopes$slope))]
message("largest slope: ", best_cond)
quant <- t(sapply(split(leaf$height, leaf$tall), quantile, c(.1, .9)))
codes <- match(leaf$plot[c(1, 20, 40)], unique(leaf$plot))
run_lengths <- rle(as.character(leaf$condition))$lengths
