#! /usr/bin/Rscript
# site-level analysis of herbivore patterns, simulated again
library(here)
library(brms)
library(dplyr)
library(ggplot2)
set.seed(77)
SITE <- ifelse(length(grep("EL", "data/NP_field.txt", value = T)) > 0, "EL", "NP")
plots <- paste0("P", sprintf("%02d", 1:12))
field <- expand.grid(stem.num = 1:6, plot = plots, tx = c("MOCK", "TX"), stringsAsFactors = TRUE)
field$condition <- factor(rep(c("JA", "SA", "CTR"), length.out = length(plots)))[as.integer(field$plot)]
field$n.leaves <- rpois(nrow(field), 12) + 1
field$infested <- rbinom(nrow(field), 1, ifelse(field$condition == "CTR", 0.6, 0.35))
field$n.mined.leaves <- rbinom(nrow(field), field$n.leaves, ifelse(field$infested == 1, 0.5, 0.05))
field$height <- round(rnorm(nrow(field), 40, 8), 1)
field$height[c(3, 50)] <- NA
field$subplot <- with(field, paste0(plot, "_", tx))
field$condition <- relevel(field$condition, ref = "CTR")
str(field)

sums <- dplyr::group_by(field, condition, plot, tx) %>%
  summarise(tot.mined = sum(n.mined.leaves, na.rm = T),
            sd.mined = sd(n.mined.leaves, na.rm = T),
            tot.leaves = sum(n.leaves, na.rm = T),
            n.stems = length(stem.num),
            mean.n.leaves = tot.leaves / n.stems,
            se.mined = sd.mined / sqrt(n.stems),
            mean.height = mean(height, na.rm = T),
            mean.prop = mean(n.mined.leaves / n.leaves))
wide.a <- reshape2::dcast(sums, condition + plot ~ tx, value.var = "mean.prop")
wide.b <- reshape2::dcast(sums, condition + plot ~ tx, value.var = "tot.mined")
wide.se <- reshape2::dcast(sums, condition + plot ~ tx, value.var = "se.mined")
names(wide.se)[c(3, 4)] <- c("MOCK.se", "TX.se")
paired <- cbind(wide.b, wide.se[, c(3:4)])
paired$diff <- paired$TX - paired$MOCK
tab <- table(paired$diff > 0, paired$condition)
tab
prop.table(tab, 2)
t.test(paired$TX, paired$MOCK, paired = TRUE)$p.value

pa <- ggplot(wide.a, aes(x = MOCK, y = TX)) + geom_point() +
  geom_abline(intercept = 0, slope = 1) + facet_wrap(~ condition, ncol = 3)
pb <- ggplot(paired, aes(x = MOCK, xmin = MOCK - MOCK.se, xmax = MOCK + MOCK.se,
                         y = TX, ymin = TX - TX.se, ymax = TX + TX.se)) +
  geom_point() + geom_errorbar() + geom_errorbarh() +
  scale_x_continuous(limits = c(-5, 60), breaks = seq(0, 60, 20)) + ggtitle(SITE)
dir.create(here("figs"), showWarnings = F)
ggsave(pb, filename = paste0(here("figs/"), "by_tx_", SITE, ".pdf"), width = 5, height = 2)

sums$height.z <- (sums$mean.height - mean(field$height, na.rm = TRUE)) / sd(field$height, na.rm = TRUE)
sums$leaves.z <- as.numeric(scale(sums$mean.n.leaves))

the_mix <- mixture(poisson, poisson)
the_mix2 <- mixture(negbinomial, negbinomial)
run <- list(iter = 300, chains = 2, seed = 3, refresh = 0)
nb_1 <- brm(bf(tot.mined ~ offset(log(tot.leaves)) + condition + (1 | plot)), data = sums,
            family = negbinomial, iter = 300, chains = 2, seed = 3, control = list(adapt_delta = 0.95))
mix_1 <- brm(bf(n.mined.leaves ~ 1, theta2 ~ condition), data = field, family = the_mix,
             init = 0, iter = 300, chains = 2, seed = 3)
mix_2 <- do.call("brm", c(list(formula = bf(n.mined.leaves ~ 1, theta2 ~ condition), data = field,
                               family = the_mix2, init = 0), run))
LOO(mix_1, mix_2)
waic(mix_1)$estimates["waic", ]

focal_mod <- mix_1
yrep <- posterior_predict(focal_mod, ndraws = 50)
yrep_dat <- as.data.frame(t(yrep))
new1 <- data.frame(condition = field$condition, plot = field$plot, yrep_dat)
new2 <- reshape2::melt(new1, value.name = "count", variable.name = "rep", id.vars = c("condition", "plot"))
new2$rep <- sapply(new2$rep, function(x) gsub("V", "", paste0(x)))
new2$rep <- as.numeric(new2$rep)
new3 <- dplyr::group_by(new2, condition, rep) %>% summarise(means = mean(count))
new4 <- dplyr::group_by(new3, condition) %>%
  summarise(q0.025 = quantile(means, 0.025), q0.50 = quantile(means, 0.50),
            q0.975 = quantile(means, 0.975), mu_mu = mean(means))
obs <- dplyr::group_by(field, condition) %>% summarise(means = mean(n.mined.leaves))
new4$condition <- factor(new4$condition, levels = rev(c("CTR", "JA", "SA")))
pp_means <- ggplot() +
  geom_jitter(data = new3, aes(y = means, x = condition), width = 0.1, alpha = 0.2, col = "gray40") +
  geom_linerange(data = new4, aes(x = condition, ymin = q0.025, ymax = q0.975), lwd = 0.75) +
  geom_crossbar(data = new4, aes(x = condition, y = q0.50, ymin = q0.50, ymax = q0.50), lwd = 0.25) +
  xlab("") + ylab("") + coord_flip()
obs_hist <- ggplot(data = field, aes(x = n.mined.leaves)) +
  geom_histogram(bins = 30, fill = "gray60", col = "white") + facet_wrap(~ condition, ncol = 1)
ggpubr::ggarrange(plotlist = list(pp_means, obs_hist), nrow = 2, heights = c(0.33, 1)) %>%
  ggsave(filename = here("figs/means.pdf"), width = 3, height = 5)
pp_check(mix_1, type = "freqpoly_grouped", group = "condition", ndraws = 20)

mem <- pp_mixture(mix_1, summary = TRUE)[, "Estimate", ]
field$p.infested <- mem[, 2]
field$call <- as.integer(field$p.infested > 0.5)
conf <- table(true = field$infested, called = field$call)
conf
acc <- sum(diag(conf)) / sum(conf)
cat("accuracy", round(acc, 2), "\n")
aggregate(p.infested ~ condition, data = field, FUN = mean)
out <- plyr::ddply(field, c("condition", "tx"), plyr::summarise, N = length(n.leaves), mean = mean(n.leaves), sd = sd(n.leaves))
out$se <- out$sd / sqrt(out$N)
out
fix <- round(fixef(mix_1)[, c("Estimate", "Q2.5", "Q97.5")], 2)
print(xtable::xtable(fix), type = "latex")
