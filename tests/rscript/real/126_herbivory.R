#! /usr/bin/Rscript
# site-level analysis of herbivore patterns
library(here)
library(brms)
library(dplyr)
library(ggplot2)
SITE <- ifelse(length(grep('EL', "data/NP_field.txt", value = T)) > 0, 'EL', 'NP')
set.seed(18)
focal.dat <- data.frame(condition = rep(c('JA', 'CTR', 'SA'), each = 40), plot = rep(1:6, each = 20), tx = rep(c('MOCK', 'TX'), 60),
                        stem.num = rep(1:10, 12), n.leaves = rpois(120, 12) + 1, height = round(rnorm(120, 60, 12), 1), stringsAsFactors = TRUE)
focal.dat$n.mined.leaves <- rbinom(120, focal.dat$n.leaves, ifelse(runif(120) < .5, .05, .45))
if (SITE == 'NP') {
  focal.dat$n.fruits <- as.numeric(as.vector(focal.dat$stem.num))
}
focal.dat$subplot <- with(focal.dat, paste0(plot, '_', tx))
focal.dat$condition <- relevel(focal.dat$condition, ref = 'CTR')
focal.dat2 <- dplyr::group_by(focal.dat, condition, plot, tx) %>% summarise(tot.mined.leaves = sum(n.mined.leaves, na.rm = T),
                                                                            sd.mined.leaves = sd(n.mined.leaves, na.rm = T),
                                                                            tot.n.leaves = sum(n.leaves, na.rm = T),
                                                                            n.stems = length(stem.num),
                                                                            mean.n.leaves = tot.n.leaves / n.stems,
                                                                            se.mined.leaves = sd.mined.leaves / sqrt(n.stems),
                                                                            mean.height = mean(height, na.rm = T),
                                                                            mean.prop = mean(n.mined.leaves / n.leaves))
focal.dat3 <- tidyr::spread(ungroup(focal.dat2) %>% dplyr::select(condition, plot, tx, tot.mined.leaves), tx, tot.mined.leaves)
names(focal.dat3)[c(3, 4)] <- c('MOCK.n', 'TX.n')
se <- tapply(focal.dat2$se.mined.leaves, list(focal.dat2$plot, focal.dat2$tx), mean)
mined.dat1 <- cbind(focal.dat3, as.data.frame(se)[match(focal.dat3$plot, rownames(se)), ])
fd_pb2 <- ggplot(mined.dat1, aes(x = MOCK.n, xmin = MOCK.n - MOCK, xmax = MOCK.n + MOCK, y = TX.n, ymin = TX.n - TX, ymax = TX.n + TX)) + geom_point() +
  geom_abline(intercept = 0, slope = 1) + facet_wrap(~ condition, ncol = 3) +
  geom_errorbar() +
  scale_x_continuous(limits = c(-0.5, 90), breaks = seq(0, 80, 20)) +
  geom_errorbarh() + ggtitle(SITE)
dir.create(here("figs"), showWarnings = FALSE)
ggsave(fd_pb2, filename = paste0(here("figs/"), "field_herbivory_", SITE, "_by_TX.pdf"), width = 5, height = 2)
focal.dat2$mean.height.z <- (focal.dat2$mean.height - mean(focal.dat$height)) / sd(focal.dat$height)
focal.dat2$n.leaves.z <- (focal.dat2$mean.n.leaves - mean(focal.dat$n.leaves)) / sd(focal.dat$n.leaves)
mix0 <- mixture(poisson, poisson)
mixPOIS1 <- brm(bf(n.mined.leaves ~ 1, theta2 ~ condition), data = focal.dat, family = mix0, init = 0, iter = 300, chains = 2, cores = 1, seed = 5, refresh = 0,
                prior = c(prior(normal(-0.5, .5), Intercept, dpar = mu1), prior(normal(1.6, .3), Intercept, dpar = mu2)),
                control = list(adapt_delta = 0.95, max_treedepth = 12))
nb_0 <- brm(bf(n.mined.leaves ~ offset(log(n.leaves)) + condition), data = focal.dat, family = negbinomial, iter = 300, chains = 1, seed = 5, refresh = 0)
LOO(nb_0, mixPOIS1)
hist(rpois(100, 75))
yrep <- posterior_predict(mixPOIS1, ndraws = 40)
yrep_dat <- as.data.frame(t(yrep))
newdat1 <- data.frame(condition = focal.dat$condition, plot = focal.dat$plot, yrep_dat)
newdat2 <- tidyr::gather(newdat1, key = 'rep', value = 'value', -condition, -plot)
newdat2$rep <- sapply(newdat2$rep, function(x) gsub('V', '', paste0(x)))
newdat2$rep <- as.numeric(newdat2$rep)
newdat3 <- dplyr::group_by(newdat2, condition, rep) %>% summarise(means = mean(value))
newdat4 <- dplyr::group_by(newdat3, condition) %>% summarise(q0.025 = quantile(means, 0.025),
                                                             q0.50 = quantile(means, 0.50),
                                                             q0.975 = quantile(means, 0.975),
                                                             mu_mu = mean(means))
focal.dat.sums <- dplyr::group_by(focal.dat2, condition) %>% summarise(means = mean(tot.mined.leaves))
newdat4$condition <- factor(newdat4$condition, levels = rev(c('CTR', 'JA', 'SA')))
pp_means <- ggplot() +
  geom_jitter(data = newdat3, aes(y = means, x = condition), width = 0.1, alpha = 0.2, col = 'gray40') +
  geom_linerange(data = newdat4, aes(x = condition, ymin = q0.025, ymax = q0.975), lwd = 0.75, col = 'gray60') +
  geom_crossbar(data = newdat4, aes(x = condition, y = q0.50, ymin = q0.50, ymax = q0.50), col = "white", lwd = 0.25) +
  xlab("") + ylab("") +
  coord_flip()
obs_hist <- ggplot(data = focal.dat, aes(x = n.mined.leaves)) +
  geom_histogram(bins = 30, fill = 'gray60', col = "white") +
  facet_wrap(~ condition, ncol = 1)
ggpubr::ggarrange(plotlist = list(pp_means, obs_hist), nrow = 2, heights = c(0.33, 1)) %>%
  ggsave(filename = here("figs/herb_hist.pdf"), width = 3, height = 5)
pp_check(mixPOIS1, type = "bars_grouped", group = 'condition', ndraws = 50)
marg <- conditional_effects(mixPOIS1, dpar = "theta2")$condition[, c("condition", "estimate__", "lower__", "upper__")]
kw <- kruskal.test(n.mined.leaves ~ condition, data = focal.dat)$p.value
dispersion <- by(focal.dat$n.mined.leaves, focal.dat$condition, function(v) var(v) / mean(v))
disp <- sapply(split(focal.dat$n.mined.leaves, focal.dat$condition), function(v) var(v) / mean(v))
zero_share <- aggregate(n.mined.leaves ~ condition + tx, data = focal.dat, FUN = function(v) mean(v == 0))
