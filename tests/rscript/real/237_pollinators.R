## **********************************************************
## pollinator microbes: several responses, subsets of rows
## **********************************************************
rm(list = ls())
run.diagnostics = FALSE
run.apis = TRUE
library(plyr)
library(bayesplot)
library(brms)
k <- 1:90
spec.net <- data.frame(Site = paste0("S", k %% 9), Lat = 31 + (k %% 9) / 2, Genus = ifelse(k %% 2 == 0, "Apis", "Bombus"), Year = 2018 + k %% 3, rare.degree = 1 + (k * 7) %% 13, BeeAbundance = 5 + (k * 11) %% 29)
spec.net$FloralDiv <- 1 + spec.net$Lat / 20 + ((k * 5) %% 11) / 20
spec.net$PD <- ifelse((k * 3) %% 8 < 3, 1.2, 3.4) + ((k * 13) %% 9) / 15
spec.net$PD[k %% 10 == 0] <- NA
variables.to.log <- c("rare.degree", "BeeAbundance")
spec.net[, variables.to.log] <- apply(spec.net[, variables.to.log], 2, log)
standardize <- function(x) (x - mean(x, na.rm = TRUE)) / sd(x, na.rm = TRUE)
vars <- c("Lat", "FloralDiv", "BeeAbundance", "rare.degree")
spec.net[, vars] <- apply(spec.net[, vars], 2, standardize)
round(colMeans(spec.net[, vars]), 8)
spec.net$Weights <- as.numeric(!duplicated(paste(spec.net$Site, spec.net$Year)))
spec.net$WeightsPD <- as.numeric(!is.na(spec.net$PD)) * as.numeric(spec.net$Genus == "Apis")
c(sum(spec.net$Weights), sum(spec.net$WeightsPD))
flower.div.vars <- c("Lat", "(1|Site)")
flower.div.x <- paste(flower.div.vars, collapse = "+")
flower.div.y <- "FloralDiv | subset(Weights)"
formula.flower.div <- as.formula(paste(flower.div.y, "~", flower.div.x))
formula.abund <- as.formula(paste("BeeAbundance | subset(Weights)", "~", paste(c("FloralDiv", "(1|Site)"), collapse = "+")))
ob.y <- "PD | subset(WeightsPD)"
formula.ob <- as.formula(paste(ob.y, "~", paste(c("BeeAbundance", "rare.degree"), collapse = "+")))
formula.ob
bf.fdiv <- bf(formula.flower.div)
bf.abund <- bf(formula.abund)
bf.ob.student <- bf(formula.ob, family = student())
bf.ob.mix <- bf(formula.ob, family = mixture(gaussian, gaussian))
bform <- bf.fdiv + bf.abund + bf.ob.mix + set_rescor(FALSE)
spec.net[is.na(spec.net)] <- 0
write.ms.table <- function(mod.output, mod.name) {
  sum.mod <- as.data.frame(round(summary(mod.output)$fixed, 2))
  coeffs <- c(paste0("b_", rownames(sum.mod)), paste0("bs_", rownames(sum.mod)))
  samps.mod <- posterior_samples(mod.output)
  coeffs <- coeffs[coeffs %in% colnames(samps.mod)]
  samps.mod <- samps.mod[, coeffs]
  coeff.samps <- colnames(samps.mod)
  coeff.samps.sum <- sub("[a-z]*_", "", coeff.samps)
  samps.mod <- samps.mod[order(match(coeff.samps.sum, rownames(sum.mod)))]
  sum.mod$Pgt0 <- round(apply(samps.mod, 2, function(x) sum(x > 0) / length(x)), 2)
  sum.mod$Plt0 <- round(apply(samps.mod, 2, function(x) sum(x < 0) / length(x)), 2)
  write.table(sum.mod, file = sprintf("%s.txt", mod.name), sep = "&")
  write.csv(sum.mod, file = sprintf("%s.csv", mod.name))
  invisible(sum.mod)
}
if (run.apis) {
  fit.apis <- brm(bform, spec.net, cores = 1, iter = 700, chains = 2, thin = 1, init = 0, open_progress = FALSE, control = list(adapt_delta = 0.95), save_pars = save_pars(all = TRUE), seed = 8,
                  prior = c(prior(normal(1.5, .5), class = Intercept, resp = PD, dpar = mu1), prior(normal(3.5, .5), class = Intercept, resp = PD, dpar = mu2),
                            prior(normal(0, 1), class = b, resp = PD, dpar = mu1), prior(normal(0, 1), class = b, resp = PD, dpar = mu2)))
  tab <- write.ms.table(fit.apis, "apis_microbe")
  print(dim(tab))
  r2.apis <- rstantools::bayes_R2(fit.apis)
  save(fit.apis, spec.net, r2.apis, file = "fullMicrobeApisFit.Rdata")
}
if (run.diagnostics) {
  run_plot_freq_model_diagnostics(formula.flower.div, spec.net[spec.net$Weights == 1, ], this_family = 'gaussian')
}
file.exists("apis_microbe.csv")
