# Biomass of shrubs: several models in a list
suppressPackageStartupMessages({
  library(tidyverse)
  library(brms)
  library(gridExtra)
})
set.seed(12)
species <- c("arctica", "pulchra", "richardsonii")
shrubs <- map_dfr(species, function(s) {
  tibble(species = s, height = runif(12, 5, 80), cover = runif(12, 0, 100)) %>%
    mutate(biomass = 3 * height^1.2 + 2 * cover + rnorm(n(), 0, 20))
})
shrubs <- shrubs %>% distinct() %>% mutate(across(c(height, cover), round, 1), id = row_number())
shrubs <- shrubs[-1, ]
hist(shrubs$biomass, breaks = 7)
by_species <- split(shrubs, shrubs$species)
sizes <- sapply(by_species, nrow)
lms <- lapply(by_species, function(x) lm(biomass ~ height + cover, data = x))
coefs <- t(sapply(lms, coef))
r2 <- map_dbl(lms, ~ summary(.x)$r.squared)
best <- names(which.max(r2))
nested <- shrubs %>% group_by(species) %>% nest() %>%
  mutate(slope = map_dbl(data, ~ coef(lm(biomass ~ height, data = .x))[["height"]]), n = map_int(data, nrow)) %>%
  select(-data) %>% ungroup()
formulas <- list(height = biomass ~ 0 + height, both = biomass ~ 0 + height + cover)
fits <- lapply(formulas, function(f) brm(f, data = shrubs, chains = 1, iter = 300, seed = 2, refresh = 0))
r2s <- sapply(fits, function(f) bayes_R2(f)[1, "Estimate"])
loos <- lapply(fits, loo)
loo_compare(loos)
ce <- (conditional_effects(fits$both))
ce_height <- ce[[1]]
(p1 <- ggplot(ce_height) +
    geom_point(data = shrubs, aes(x = height, y = biomass), alpha = 0.5) +
    geom_line(aes(x = effect1__, y = estimate__), linewidth = 1.5) +
    geom_ribbon(aes(x = effect1__, ymin = lower__, ymax = upper__), alpha = 0.1) +
    ylab("Biomass (g/m2)\n") + xlab("\nHeight (cm)") + scale_color_brewer(palette = "Greys"))
panel <- grid.arrange(p1, p1, nrow = 1)
ggsave(filename = "panel.png", panel, device = "png", width = 10, height = 4)
preds <- predict(fits[["both"]], newdata = data.frame(height = c(10, 50), cover = 20))
colnames(preds)
for (n in names(fits)) {
  cat(n, "\n")
  print(fixef(fits[[n]]), digits = 2)
}
save(fits, file = "fits.RData")
