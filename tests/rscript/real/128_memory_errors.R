#' Zhang & Luck style mixture model for continuous report
rm(list = ls()) # clean up work space
graphics.off()
pacman::p_load(here, brms, tidyverse, tidybayes, patchwork, gghalves)
options(mc.cores = parallel::detectCores())
warmup_samples <- 150
postwarmup_samples <- 150
nChains <- 2
set.seed(2008)
data_ZL <- expand.grid(subID = 1:4, setsize = c(1, 3, 6), trial = 1:6) %>%
  mutate(guess = rbinom(n(), 1, c(`1` = .02, `3` = .2, `6` = .6)[as.character(setsize)]),
         RespErr = ifelse(guess == 1, runif(n(), -pi, pi), rvon_mises(n(), mu = 0, kappa = 12 / sqrt(setsize))),
         RespErr = RespErr + rnorm(n(), 0, .01))
data_ZL <- data_ZL %>%
  dplyr::mutate(setsize = as.factor(setsize),
                RespErr = dplyr::case_when(RespErr < -pi ~ RespErr + 2*pi,
                                           RespErr > pi ~ RespErr - 2*pi,
                                           TRUE ~ RespErr))
write.table(data_ZL, "zl.txt", row.names = FALSE)
data_ZL <- read.table("zl.txt", header = T) %>% mutate(setsize = as.factor(setsize))
head(data_ZL)
ZL_mixFamily <- mixture(von_mises, von_mises, order = "none")
ZL_mixFormula <- bf(RespErr ~ 1,
                    kappa1 ~ 0 + setsize,
                    kappa2 ~ 1,
                    theta1 ~ 0 + setsize + (1 || subID))
get_prior(formula = ZL_mixFormula, family = ZL_mixFamily, data = data_ZL)
ZL_mixPriors <-
  prior(constant(0), class = Intercept, dpar = "mu1") +
  prior(constant(0), class = Intercept, dpar = "mu2") +
  prior(constant(-100), class = Intercept, dpar = "kappa2") +
  prior(normal(2, 1), class = b, dpar = "kappa1") +
  prior(logistic(0, 1), class = b, dpar = "theta1")
if (!file.exists(here("output/fit_ZL.RData"))) {
  if (!dir.exists(here("output"))) dir.create(here("output"))
  fit_ZL <- brm(
    # include model information
    formula = ZL_mixFormula, # specify formula for mixture model
    data    = data_ZL,
    family  = ZL_mixFamily,
    prior   = ZL_mixPriors,
    sample_prior = TRUE,
    save_pars = save_pars(all = TRUE),
    warmup = warmup_samples,
    iter = warmup_samples + postwarmup_samples,
    chains = nChains, seed = 7, refresh = 0,
    control = list(adapt_delta = .95, max_treedepth = 12)
  )
  save(fit_ZL, file = here("output/fit_ZL.RData"), compress = "xz")
} else {
  load(file = here("output/fit_ZL.RData"))
}
pp_check(fit_ZL)
summary(fit_ZL)
fixedEff <- fixef(fit_ZL)
theta_cols <- grepl("theta", rownames(fixedEff))
kappa_cols <- grepl("kappa1", rownames(fixedEff))
kappa_fixedFX <- exp(fixedEff[kappa_cols, ])
p_Mem_fixedFX <- gtools::inv.logit(fixedEff[theta_cols, ])
kappa_fixedFX
p_Mem_fixedFX
clean_plot <- theme(panel.grid.major = element_blank(),
                    axis.line.x = element_line(color = 'black'),
                    legend.key = element_rect(fill = 'white'),
                    text = element_text(size = 15),
                    line = element_line(linewidth = 1))
fixedFX_draws <- fit_ZL %>%
  tidy_draws() %>%
  select(starts_with("b_"), .chain, .iteration, .draw) %>%
  pivot_longer(cols = starts_with("b_"), names_to = "modelPar", values_to = "postSample") %>%
  mutate(par = str_split_i(modelPar, "_", 2),
         cond = str_split_i(modelPar, "_", 3)) %>%
  select(-modelPar) %>%
  filter(par == "kappa1" | par == "theta1") %>%
  mutate(postSample_abs = case_when(par == "kappa1" ~ (sqrt(1/exp(postSample))/pi) * 180,
                                    par == "theta1" ~ inv_logit_scaled(postSample)),
         cond = str_remove_all(cond, "setsize"))
results_ZL <- data.frame(cond = as.character(c(1, 3, 6)), pMem = c(.99, .83, .38), sdMen = c(13.9, 21.9, 22.3))
kappa_plot <- ggplot(data = fixedFX_draws %>% filter(par == "kappa1"), aes(x = cond, y = postSample_abs)) +
  coord_cartesian(ylim = c(5, 45)) +
  geom_half_violin(position = position_nudge(x = .05, y = 0), side = "r", fill = "darkgrey", color = NA, alpha = 0.9, scale = "width") +
  stat_summary(geom = "pointrange", fun.data = mode_hdi, color = "black", size = 0.3, linewidth = 0.8, position = position_dodge(0.1)) +
  geom_point(data = results_ZL, aes(y = sdMen, x = cond), color = "black", shape = "diamond", size = 2.5, position = position_nudge(x = .1, y = 0)) +
  scale_fill_grey(start = 0, end = .8) +
  labs(x = "Set Size", y = "Memory imprecision (SD)", title = "B") +
  clean_plot
kappa_plot
pMem_plot <- ggplot(data = fixedFX_draws %>% filter(par == "theta1"), aes(x = cond, y = postSample_abs)) +
  stat_summary(geom = "pointrange", fun.data = mode_hdi, color = "black") +
  labs(x = "Set Size", y = expression(P[mem])) +
  clean_plot
joint_plot <- (pMem_plot | kappa_plot)
joint_plot
ggsave(filename = here("output/plot_joint.jpeg"), plot = joint_plot, width = 6*2, height = 6)
circ <- data_ZL %>% group_by(setsize) %>% summarise(R = sqrt(mean(cos(RespErr))^2 + mean(sin(RespErr))^2), csd = sqrt(-2 * log(R)), mae = mean(abs(RespErr)))
bins <- cut(data_ZL$RespErr, breaks = seq(-pi, pi, length.out = 9), include.lowest = TRUE)
tab <- prop.table(table(data_ZL$setsize, bins), 1)
ind <- data_ZL %>% group_by(subID, setsize) %>% summarise(sd_err = sd(RespErr)) %>% pivot_wider(names_from = setsize, values_from = sd_err, names_prefix = "SS")
