# Counts of spores: reshape2, contrasts of species, densities
library(tidyverse)
library(reshape2)
library(brms)
library(tidybayes)
set.seed(77)
reset <- function() par(mfrow = c(1, 1))
leaves <- data.frame(leaf = 1:12, species = rep(c("TODI", "LIDE", "UMCA"), 4), trt = rep(c("T", "C"), each = 6),
                     count1 = rpois(12, 6), count2 = rpois(12, 6), count3 = rpois(12, 6))
leaves$count3[2] <- NA
leaves <- leaves %>% rowwise() %>% mutate(countm = mean(c(count1, count2, count3), na.rm = TRUE)) %>% ungroup()
tall <- melt(leaves, id.vars = c("species", "leaf"), measure.vars = c("count1", "count2", "count3"),
             variable.name = "sample", value.name = "count") %>%
  filter(!is.na(count)) %>% arrange(leaf)
wide <- dcast(tall, species + leaf ~ sample, value.var = "count")
means <- dcast(tall, species ~ sample, value.var = "count", fun.aggregate = mean)
tall$species <- factor(tall$species)
pairs <- combn(1:3, 2)
spp <- levels(tall$species)
named <- apply(pairs, 2, function(k) paste(spp[k], collapse = "-"))
m3 <- brm(count ~ 0 + species + (1 | leaf), data = tall, family = poisson(), chains = 2, iter = 400, seed = 4)
get_variables(m3)[1:4]
plot(m3, variable = "^b_", regex = TRUE)
ex <- m3 %>% spread_draws(b_speciesLIDE, b_speciesTODI, b_speciesUMCA) %>%
  select(-c(.chain, .iteration, .draw)) %>% as.data.frame()
f <- function(k) {
  difference <- ex[, pairs[1, k]] - ex[, pairs[2, k]]
  quantile(difference, c(0.05, 0.95))
}
diffs <- sapply(1:ncol(pairs), f)
table_diffs <- rbind(pairs, diffs) %>% t() %>% as.data.frame()
table_diffs <- table_diffs %>% mutate(pair = named)
m3 %>% gather_draws(b_speciesLIDE, b_speciesTODI) %>% median_hdi(.width = 0.9)
sims <- add_predicted_draws(tall, m3) %>% group_by(species, .draw) %>% summarise(m = mean(.prediction), .groups = "drop")
post <- tall %>% modelr::data_grid(species) %>% add_epred_draws(m3, re_formula = NA)
ggplot(post, aes(y = fct_rev(species), x = .epred)) + stat_pointinterval(.width = c(0.66, 0.95))
par(mfrow = c(1, 3))
for (s in spp) hist(tall$count[tall$species == s], main = s, xlab = "count")
reset()
dat_list <- list(species = as.integer(tall$species), count = tall$count)
dat_list$count <- NULL
length(dat_list)
praw <- matrix(seq(0.5, 6, by = 0.5), 4, 3)
colnames(praw) <- spp
low <- apply(praw, 2, quantile, probs = 0.1)
praw_tall <- melt(as.data.frame(praw), variable.name = "species", value.name = "lambda")
praw_tall$rev <- factor(praw_tall$species, levels = rev(levels(praw_tall$species)))
