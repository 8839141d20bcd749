# A parameter recovery study with lists, do.call, seeds and a progress message
library(brms)
library(dplyr)
library(ggplot2)
library(patchwork)
settings <- expand.grid(n = c(40, 80), delta = c(2, 4), KEEP.OUT.ATTRS = FALSE)
settings$seed <- 100 + seq_len(nrow(settings))
sim_data <- function(n, delta, seed, p = .35) {
  set.seed(seed)
  z <- rbinom(n, 1, p)
  data.frame(y = rnorm(n, mean = delta * z, sd = 1), z = z)
}
datasets <- Map(sim_data, settings$n, settings$delta, settings$seed)
names(datasets) <- with(settings, paste("n", n, "d", delta, sep = ""))
stats <- do.call(rbind, lapply(names(datasets), function(nm) {
  d <- datasets[[nm]]
  data.frame(name = nm, mean = mean(d$y), sd = sd(d$y), skew = mean((d$y - mean(d$y))^3) / sd(d$y)^3, n1 = sum(d$z))
}))
stats <- merge(stats, transform(settings, name = paste0("n", n, "d", delta)), by = "name", sort = FALSE)
stats$share <- round(stats$n1 / stats$n, 2)
bimodal <- function(x) (mean(((x - mean(x)) / sd(x))^3)^2 + 1) / (mean(((x - mean(x)) / sd(x))^4))
bc <- vapply(datasets, function(d) bimodal(d$y), FUN.VALUE = numeric(1))
flag <- bc > 5 / 9
which(flag)
long <- bind_rows(datasets, .id = "set") %>% mutate(set = factor(set, levels = names(datasets)))
base <- brm(y ~ 1, data = datasets[[1]], family = mixture(gaussian, gaussian),
            prior = c(prior(normal(0, 1), class = Intercept, dpar = mu1), prior(normal(3, 1), class = Intercept, dpar = mu2)),
            chains = 2, iter = 300, seed = 1, refresh = 0)
fit_one <- function(k) {
  message("Fitting ", names(datasets)[k])
  f <- if (k == 1) base else update(base, newdata = datasets[[k]], seed = k, refresh = 0)
  s <- posterior_summary(f, variable = c("b_mu1_Intercept", "b_mu2_Intercept", "theta2"))
  data.frame(set = names(datasets)[k], par = rownames(s), s, row.names = NULL)
}
results <- lapply(seq_along(datasets), fit_one)
res <- do.call("rbind", results)
truth <- with(settings, data.frame(set = rep(names(datasets), each = 3), par = rep(c("b_mu1_Intercept", "b_mu2_Intercept", "theta2"), 4), true = as.vector(rbind(0, delta, .35))))
res <- left_join(res, truth, by = c("set", "par")) %>% mutate(bias = Estimate - true, covered = true >= Q2.5 & true <= Q97.5)
res %>% group_by(par) %>% summarise(bias = mean(bias), rmse = sqrt(mean(bias^2)), coverage = mean(covered))
g1 <- ggplot(res, aes(set, Estimate, ymin = Q2.5, ymax = Q97.5)) + geom_pointrange() + geom_point(aes(y = true), shape = 4, colour = "red") + facet_wrap(~ par, scales = "free_y", ncol = 1) + theme(axis.text.x = element_text(angle = 45, hjust = 1))
g2 <- ggplot(long, aes(y)) + geom_histogram(bins = 20) + facet_wrap(~ set)
g1 + g2 + plot_layout(widths = c(1, 2))
pdf("recovery.pdf", width = 8, height = 5)
print(g1)
print(g2)
invisible(dev.off())
write.table(res, file = "recovery.txt", row.names = FALSE, quote = FALSE, sep = "\t")
back <- read.delim("recovery.txt")
stopifnot(nrow(back) == nrow(res))
save(res, settings, file = "recovery.RData")
all.equal(back$Estimate, res$Estimate, tolerance = 1e-6)
