# response times per condition: one ex-gaussian, or an ex-gaussian with lapses
rm(list = ls())
if (!require("pacman")) install.packages("pacman")
pacman::p_load(brms, dplyr, tidyr, ggplot2, stringr, forcats)
seed <- 1301
set.seed(seed)
raw <- lapply(1:5, function(s) {
  mu <- rnorm(1, 500, 40)
  cond <- rep(c("congruent", "incongruent"), times = 20)
  rt <- mu + 50 * (cond == "incongruent") + rnorm(40, 0, 30) + rexp(40, 1 / 80)
  lapse <- runif(40) < .08
  rt[lapse] <- runif(sum(lapse), 200, 2000)
  data.frame(Subject = paste("sub", s, sep = "-"), Cond = cond, RT = rt, Trial = seq_along(rt))
})
dat <- do.call("rbind", raw)
write.csv(dat, "rt.csv", row.names = FALSE)
dat <- read.csv("rt.csv", stringsAsFactors = TRUE)
str(dat)
bad <- dat$RT < 150 | dat$RT > 1800
message(sum(bad), " trials removed (", round(100 * mean(bad), 1), "%)")
dat <- droplevels(subset(dat, !bad, select = -Trial))
contrasts(dat$Cond) <- contr.sum(2)
dat$c <- ifelse(dat$Cond == "congruent", -.5, .5)
dat$RTs <- dat$RT / 1000
sub_id <- as.integer(str_extract(dat$Subject, "\\d+$"))
m_cond <- tapply(dat$RTs, list(dat$Subject, dat$Cond), mean)
eff <- m_cond[, "incongruent"] - m_cond[, "congruent"]
se <- function(x) sd(x) / sqrt(length(x))
sum_tab <- dat %>% group_by(Cond) %>% summarise(M = mean(RTs), SE = se(RTs), N = n_distinct(Subject)) %>%
  mutate(lower = M - qnorm(.975) * SE, upper = M + qnorm(.975) * SE)
pd <- position_dodge(.1)
ggplot(sum_tab, aes(Cond, M, ymin = lower, ymax = upper)) + geom_pointrange(position = pd) + geom_errorbar(width = .1) + ylab("RT (s)")
ggplot(dat, aes(RTs, colour = Cond)) + stat_ecdf() + facet_wrap(~Subject) + scale_color_manual(values = c("black", "orange"))
while (FALSE) { print("never") }
f1 <- bf(RTs ~ c, mu2 ~ 1)
fit1 <- brm(f1, data = dat, family = mixture(exgaussian, gaussian),
  prior = c(prior(normal(.6, .1), class = Intercept, dpar = mu1), prior(normal(1, .5), class = Intercept, dpar = mu2),
    prior(normal(0, .1), class = b, dpar = mu1)),
  chains = 1, iter = 300, init = 0, seed = seed, refresh = 0)
s1 <- summary(fit1)
s1$fixed["mu1_c", c("Estimate", "l-95% CI", "u-95% CI")]
p_lapse <- fit1 %>% pp_mixture() %>% .[, 1, 2]
dat$lapse <- p_lapse
dat %>% arrange(-lapse) %>% head(5)
dat %>% mutate(Subject = fct_reorder(Subject, RTs)) %>% ggplot(aes(Subject, RTs, colour = lapse)) + geom_point() + coord_flip()
ndraws(fit1); nchains(fit1)
