# Pauses between keystrokes: two lognormals with participants
library(tidyverse)
library(brms)
library(knitr)
set.seed(4)
subs <- tibble(SubNo = 1:10, u = rnorm(10, 0, .2))
keys <- expand_grid(SubNo = 1:10, Lang = c("EN", "ES"), transition_type = c("word", "sentence"), rep = 1:5) %>%
  left_join(subs, by = "SubNo") %>%
  mutate(long = runif(n()) < ifelse(Lang == "ES", 0.4, 0.2),
         IKI = rlnorm(n(), 5 + u + 2.5 * long, 0.35))
keys[keys$IKI > 5000, "IKI"] <- NA
keys <- keys %>% filter(!is.na(IKI)) %>% select(-u, -rep)
data <- keys %>% filter(SubNo %in% sample(unique(SubNo), 8))
data %>% group_by(Lang, transition_type) %>% summarise(M = mean(IKI), SD = sd(IKI), med = median(IKI), n = n())
ggplot(data, aes(y = IKI, x = Lang, colour = transition_type, group = transition_type)) +
  geom_jitter(size = .5, position = position_jitterdodge(jitter.width = .25)) +
  scale_y_log10()

mixture_of_lognormals = mixture(lognormal, nmix = 2, order = TRUE)
model <- bf(IKI ~ 1 + transition_type * Lang + (1 | SubNo),
            theta2 ~ 1 + transition_type * Lang,
            family = mixture_of_lognormals)
get_prior(model, data = data)
prior <- set_prior("normal(5, 2)", class = "Intercept", dpar = "mu1") +
  set_prior("normal(8, 2)", class = "Intercept", dpar = "mu2") +
  set_prior("normal(0, 1)", class = "b", dpar = "mu1") +
  set_prior("normal(0, 1)", class = "b", dpar = "mu2") +
  set_prior("normal(0, .5)", dpar = "theta2") +
  set_prior("normal(0, .2)", class = "sigma1") +
  set_prior("normal(0, .2)", class = "sigma2")
iter <- 300
warmup <- iter / 2
chains <- cores <- 2
fit_mix <- brm(model, data = data, prior = prior, chains = chains, cores = cores,
               iter = iter, warmup = warmup, sample_prior = T, seed = 2)
bm <- fit_mix
summary(bm)
eff = fixef(bm, summary = F)
psamps = posterior_samples(bm)
dim(eff)
stanplot(bm, pars = "^b_")
ppm <- data.frame(pp_mixture(bm))
names(ppm)
Df3 = cbind(data, ppm)
prpn_in_dist = Df3 %>% select(Lang, mu1 = Estimate.P.K...1...Y., mu2 = Estimate.P.K...2...Y.) %>%
  gather(var, val, -Lang) %>% group_by(Lang, var) %>%
  summarise(proportion = mean(val), N = n())
psamps_eff <- psamps %>%
  mutate(mu1_EN = b_mu1_Intercept
         , mu2_EN = b_mu2_Intercept
         , mu1_ES = b_mu1_Intercept + b_mu1_LangES
         , mu2_ES = b_mu2_Intercept + b_mu2_LangES) %>%
  select(mu1_EN, mu2_EN, mu1_ES, mu2_ES)
MandCI <- function(v, Qlo = .025, Qhi = .95, rnd = 0){
  lo = quantile(v, Qlo)[[1]]
  hi = quantile(v, Qhi)[[1]]
  M = mean(v)
  paste0(round(M, rnd), " [", round(lo, rnd)
         , ",", round(hi, rnd), "]")
}
MandCI(c(1, 5, 9, 30))
ests = prpn_in_dist
ests$M_CI = t(psamps_eff %>% summarise_all(MandCI))
kable(ests)
psamps_eff %>% gather(var, score) %>%
  separate(var, c('distribution', 'language'), sep = '_') %>%
  ggplot(aes(score, fill = language, linetype = distribution)) +
  geom_density(alpha = .5)
post_mode <- function(x) { d <- density(x); d$x[which.max(d$y)] }
modes <- apply(eff, 2, post_mode)
ppt_vars <- posterior_summary(bm, pars = "r_SubNo") %>%
  as.data.frame() %>%
  rownames_to_column("SubNo") %>%
  mutate(SubNo = str_match(SubNo, "\\[(\\d+),")[, 2],
         SubNo = as.integer(SubNo)) %>%
  as_tibble()
ggplot(ppt_vars, aes(y = Estimate, ymin = `Q2.5`, ymax = `Q97.5`, x = reorder(SubNo, Estimate))) +
  geom_pointrange() + coord_flip() + theme_bw() +
  labs(y = "Difference from the population", x = "Participant id")
bm %>% ranef() %>% pluck("SubNo") %>% dim()
hyp <- hypothesis(bm, "theta2_LangES > 0")
BF <- hyp$hypothesis$Evid.Ratio
print(paste("Evidence:", ifelse(BF > 3, "some", "weak")))
plot(hyp, plot = FALSE)[[1]] + theme_minimal()
saveRDS(fit_mix, file = "mixture_model_sentence.rda", compress = "xz")
again <- readRDS("mixture_model_sentence.rda")
identical(dim(as.matrix(again)), dim(as.matrix(fit_mix)))
