# Fragments about marginal means; the fits are those of tests/reference/brmsfits_means.R.

out <- as.data.frame(emmeans(p, ~ arm))

out <- as.data.frame(emmeans(p, ~ arm, re_formula = NA))

out <- as.data.frame(emmeans(p, ~ arm, type = "response"))

out <- as.data.frame(emmeans(p, "arm", by = "sex", type = "response"))

out <- as.data.frame(summary(emmeans(p, ~ arm), type = "response"))

out <- as.data.frame(summary(emmeans(p, ~ arm), level = 0.8))

out <- as.data.frame(confint(emmeans(p, ~ arm), level = 0.9))

out <- as.data.frame(summary(emmeans(p, ~ arm), point.est = mean))

out <- as.data.frame(emmeans(p, ~ arm | sex))

out <- as.data.frame(emmeans(p, ~ arm * sex))

out <- as.data.frame(emmeans(p, c("arm", "sex")))

out <- as.data.frame(emmeans(p, ~ 1))

out <- as.data.frame(emmeans(p, ~ arm, at = list(age = 1)))

out <- as.data.frame(emmeans(p, ~ age, at = list(age = c(-1, 0, 1))))

out <- as.data.frame(emmeans(p, ~ arm | age, at = list(age = c(-1, 1))))

out <- as.data.frame(emmeans(p, ~ arm, at = list(arm = c("high", "ctl"))))

out <- as.data.frame(emmeans(p, ~ arm, epred = TRUE))

out <- as.data.frame(regrid(emmeans(p, ~ arm)))

out <- as.data.frame(regrid(emmeans(p, ~ arm), transform = "response"))

out <- as.data.frame(emmeans(p, ~ arm, regrid = "response"))

out <- as.data.frame(pairs(emmeans(p, ~ arm)))

out <- as.data.frame(pairs(emmeans(p, ~ arm), reverse = TRUE))

out <- as.data.frame(pairs(emmeans(p, ~ arm, type = "response")))

out <- as.data.frame(summary(pairs(emmeans(p, ~ arm)), type = "response"))

out <- as.data.frame(pairs(regrid(emmeans(p, ~ arm))))

out <- as.data.frame(contrast(emmeans(p, ~ arm), method = "revpairwise", adjust = "none"))

out <- as.data.frame(contrast(emmeans(p, ~ arm), "revpairwise", type = "response"))

out <- as.data.frame(contrast(emmeans(p, ~ arm), "trt.vs.ctrl", ref = 2))

out <- as.data.frame(contrast(emmeans(p, ~ arm), "trt.vs.ctrl", ref = "high"))

out <- as.data.frame(contrast(emmeans(p, ~ arm), "trt.vs.ctrlk"))

out <- as.data.frame(contrast(emmeans(p, ~ arm), "eff"))

out <- as.data.frame(contrast(emmeans(p, ~ arm), "del.eff"))

out <- as.data.frame(contrast(emmeans(p, ~ arm), "consec"))

out <- as.data.frame(contrast(emmeans(p, ~ arm), "mean_chg"))

out <- as.data.frame(contrast(emmeans(p, ~ arm)))

out <- as.data.frame(contrast(emmeans(p, ~ arm), list(treated = c(-1, .5, .5), dose = c(0, -1, 1))))

out <- as.data.frame(contrast(emmeans(p, ~ arm | sex), "pairwise"))

out <- as.data.frame(contrast(emmeans(p, ~ arm * sex), "pairwise", by = "sex"))

out <- as.data.frame(contrast(emmeans(p, ~ arm * sex), "revpairwise", by = c("arm")))

out <- as.data.frame(contrast(emmeans(p, ~ arm * sex), "pairwise"))

out <- as.data.frame(pairs(emmeans(p, ~ arm * sex), simple = "arm"))

out <- as.data.frame(pairs(emmeans(p, ~ sex | arm), by = NULL))

out <- as.data.frame(pairs(pairs(emmeans(q, ~ sex | arm)), by = NULL))

out <- as.data.frame(contrast(emmeans(q, ~ arm * sex), interaction = "pairwise"))

out <- as.data.frame(emmeans(q, ~ arm | sex))

out <- as.data.frame(emmeans(q, ~ arm | sex, type = "response"))

out <- as.data.frame(pairs(emmeans(q, ~ arm | sex, type = "response")))

out <- as.data.frame(regrid(emmeans(q, ~ arm)))

out <- as.data.frame(pairs(regrid(emmeans(q, ~ arm))))

out <- as.data.frame(emmeans(q, ~ arm, epred = TRUE))

out <- as.data.frame(pairs(emmeans(q, ~ arm, epred = TRUE)))

out <- as.data.frame(emmeans(g, ~ arm))

out <- as.data.frame(emmeans(g, ~ arm, type = "response"))

out <- as.data.frame(pairs(emmeans(g, ~ arm, type = "response")))

out <- as.data.frame(emmeans(g, ~ sex, dpar = "sigma"))

out <- as.data.frame(emmeans(g, ~ sex, dpar = "sigma", type = "response"))

out <- as.data.frame(pairs(emmeans(g, ~ sex, dpar = "sigma", type = "response")))

out <- as.data.frame(emtrends(g, ~ arm, var = "age"))

out <- as.data.frame(pairs(emtrends(g, ~ arm, var = "age")))

out <- as.data.frame(emtrends(g, "arm", "age"))

out <- as.data.frame(emtrends(p, ~ arm, var = "age"))

out <- as.data.frame(emtrends(q, ~ 1, var = "age"))

out <- names(emmeans(p, pairwise ~ arm))

out <- as.data.frame(emmeans(p, pairwise ~ arm)$contrasts)

out <- as.data.frame(emmeans(p, pairwise ~ arm)$emmeans)

out <- as.data.frame(emmeans(p, revpairwise ~ arm | sex)$contrasts)

em <- emmeans(p, pairwise ~ arm)
out <- as.data.frame(em$contrasts)$estimate

out <- as.data.frame(emmeans(p, list(pairwise ~ arm))[[2]])

out <- summary(emmeans(p, ~ arm))$emmean

out <- as_tibble(emmeans(p, ~ arm)) %>% select(arm, emmean)

out <- emmeans(p, ~ arm) %>% as.data.frame() %>% mutate(rr = exp(emmean)) %>% pull(rr)

out <- emmeans(p, ~ arm) %>% contrast(method = "pairwise") %>% summary() %>% as.data.frame() %>% filter(lower.HPD > -10) %>% pull(contrast)

out <- as.data.frame(emmeans(p, ~ arm, weights = "equal"))

out <- as.data.frame(emmeans(p, ~ arm, weights = "proportional"))

out <- as.data.frame(emmeans(p, specs = ~ arm, at = list(sex = "f")))

out <- p %>% emmeans(~ arm) %>% summary(type = "response") %>% as_tibble() %>% names()

e <- emmeans(p, ~ arm | sex)
out <- as.data.frame(e, row.names = NULL)[1, "sex"]

out <- as.data.frame(emmeans(p, ~ arm, nesting = NULL))

out <- levels(as.data.frame(emmeans(p, ~ arm))$arm)

out <- as.data.frame(as.mcmc(emmeans(p, ~ arm))[[1]])[1, 1]

out <- as.data.frame(emmeans(w, ~ arm, type = "response"))

out <- as.data.frame(pairs(emmeans(w, ~ arm, type = "response")))

out <- as.data.frame(emmeans(m, ~ arm, dpar = "mu2"))

out <- as.data.frame(pairs(emmeans(m, ~ arm, dpar = "mu1")))

out <- as.data.frame(emmeans(m, ~ arm, epred = TRUE))

out <- as.data.frame(contrast(emmeans(p, ~ arm, type = "response"), "eff"))

out <- as.data.frame(contrast(emmeans(p, ~ arm, type = "response"), list(a = c(-1, .5, .5))))

out <- as.data.frame(contrast(emmeans(p, ~ arm, type = "response"), list(a = c(1, 1, 0))))

out <- as.data.frame(emmeans(p, ~ arm + sex, at = list(sex = "m")))

out <- as.data.frame(emmeans(p, ~ sex + arm))

out <- as.data.frame(pairs(emmeans(p, ~ age, at = list(age = c(-1, 0.5)))))

out <- as.data.frame(emmeans(q, ~ arm, regrid = "response"))

out <- as.data.frame(emmeans(q, ~ arm, transform = "response"))

out <- as.data.frame(contrast(emmeans(p, ~ arm), "poly"))

out <- as.data.frame(contrast(emmeans(p, ~ age, at = list(age = 1:5)), "poly"))

out <- as.data.frame(contrast(emmeans(p, ~ age, at = list(age = 1:4)), "identity"))

out <- as.data.frame(contrast(emmeans(p, ~ age, at = list(age = 1:4)), "mean_chg"))

out <- as.data.frame(contrast(emmeans(g, ~ arm | sex), "mean_chg"))

out <- as.data.frame(pairs(emmeans(p, ~ arm), exclude = 2))

out <- as.data.frame(pairs(emmeans(p, ~ arm), include = c("ctl", "high")))

out <- as.data.frame(contrast(emmeans(p, ~ arm), "eff", exclude = "ctl"))

out <- as.data.frame(contrast(emmeans(p, ~ arm), "eff", wts = c(2, 5, 3)))

out <- as.data.frame(contrast(emmeans(g, ~ arm), "pairwise", scale = 2))

out <- as.data.frame(contrast(emmeans(g, ~ arm), "pairwise", scale = c(1, 2, 3), name = "step"))

out <- as.data.frame(contrast(emmeans(g, ~ arm * sex), interaction = "pairwise"))

out <- as.data.frame(contrast(emmeans(g, ~ arm * sex), interaction = c("poly", "pairwise")))

out <- as.data.frame(contrast(emmeans(g, ~ arm * sex), interaction = c(arm = "trt.vs.ctrl1", sex = "revpairwise")))

out <- as.data.frame(contrast(emmeans(p, ~ arm * sex), interaction = c("consec", "consec")))

out <- as.data.frame(contrast(emmeans(p, ~ arm * sex), interaction = "pairwise", type = "response"))

out <- as.data.frame(contrast(emmeans(g, ~ arm * age, at = list(age = c(-1, 1))), interaction = "pairwise"))

out <- as.data.frame(ref_grid(g))

out <- as.data.frame(ref_grid(p, at = list(age = c(0, 1))))

rg <- ref_grid(p)
out <- as.data.frame(emmeans(rg, ~ arm))

rg <- ref_grid(p)
out <- as.data.frame(emmeans(rg, ~ arm | sex, type = "response"))

rg <- ref_grid(p)
out <- as.data.frame(pairs(emmeans(rg, "sex")))

rg <- ref_grid(g, at = list(age = c(-1, 1)))
out <- as.data.frame(emmeans(rg, ~ age))

out <- as.data.frame(emmeans(ref_grid(g, dpar = "sigma"), ~ sex))

out <- as.data.frame(emmeans(regrid(ref_grid(p)), ~ arm))

out <- as.data.frame(emmeans(ref_grid(p, regrid = "response"), ~ sex))

out <- as.data.frame(contrast(emmeans(p, ~ arm), "eff", enhance.levels = "arm"))

out <- as.data.frame(pairs(emmeans(p, ~ age, at = list(age = 1:3)), enhance.levels = FALSE))
