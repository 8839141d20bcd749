# Species and area: dates, joins, a model for each habitat
library(tidyverse); library(brms); library(lubridate); library(forcats)
set.seed(11)
sites <- tibble(site = paste("site", 1:10), habitat = rep(c("Grassland", "Wetland"), 5), elev = round(rnorm(10, 300, 50)))
visits <- tibble(site = rep(sites$site, each = 4), date = rep(dmy(c("01/03/2020", "15-06-2020", "10.09.2020", "20 Dec 2020")), 10))
visits <- visits %>%
  mutate(month = month(date), year = year(date), doy = yday(date),
         season = case_when(month %in% c(12, 1, 2) ~ "winter", month %in% 3:5 ~ "spring", month %in% 6:8 ~ "summer", TRUE ~ "autumn"),
         wday = wday(date), days = as.numeric(difftime(date, min(date), units = "days")))
counts <- visits %>%
  inner_join(sites, by = "site") %>%
  mutate(mu = exp(1.5 + 0.3 * (habitat == "Wetland") - 0.002 * (elev - 300)), abundance = rpois(n(), mu)) %>%
  select(-mu)
unmatched <- anti_join(sites, counts %>% filter(season == "winter"), by = "site")
has_many <- semi_join(sites, counts %>% filter(abundance > 6), by = "site") %>% nrow()
effort <- tribble(~season, ~hours, "winter", 2, "spring", 3, "summer", 4, "autumn", 3)
counts <- left_join(counts, effort) %>% mutate(season = fct_relevel(season, "spring", "summer", "autumn", "winter"),
                                               elev_s = as.vector(scale(elev)))
sapply(counts, class)
str(counts)
summary(counts$abundance)
quantile(counts$abundance, c(0.1, 0.9))
wide <- counts %>% select(site, season, abundance) %>% pivot_wider(names_from = season, values_from = abundance, values_fill = 0)
mat <- as.matrix(wide[, -1]); rownames(mat) <- wide$site
totals <- rowSums(mat); shannon <- apply(mat, 1, function(r) { p <- r / sum(r); -sum(ifelse(p > 0, p * log(p), 0)) })
habitats <- unique(counts$habitat)
fits <- vector("list", length(habitats)); names(fits) <- habitats
for (h in habitats) {
  sub <- counts[counts$habitat == h, ]
  message("Fitting ", h, " (", nrow(sub), " rows)")
  fits[[h]] <- brm(abundance ~ season + offset(log(hours)) + (1 | site), data = sub, family = poisson(),
                   prior = set_prior("normal(0, 1)", class = "b"), chains = 2, iter = 300, refresh = 0, seed = 1,
                   control = list(adapt_delta = 0.9))
}
full <- brm(bf(abundance ~ habitat * elev_s + season + (1 | site)), data = counts, family = negbinomial(),
            chains = 2, iter = 300, refresh = 0, seed = 2)
save(fits, full, file = "fits.Rdata")
rm(full)
load("fits.Rdata")
grid <- tidyr::crossing(season = "summer", elev_s = c(-1, 0, 1),
                        counts %>% group_by(habitat) %>% dplyr::summarise(hours = mean(hours)))
pred <- cbind(grid, fitted(full, newdata = grid, re_formula = NA))
pred <- pred %>% mutate(label = paste0(habitat, " @ ", elev_s), width = Q97.5 - Q2.5)
p <- ggplot(pred, aes(elev_s, Estimate, ymin = Q2.5, ymax = Q97.5, fill = habitat)) +
  geom_ribbon(alpha = .3) + geom_line(aes(colour = habitat)) +
  geom_rug(data = counts, aes(x = elev_s), inherit.aes = FALSE, sides = "b") +
  geom_text(data = pred %>% filter(elev_s == 1), aes(label = habitat), hjust = 0, nudge_x = .1) +
  annotate("segment", x = 0, xend = 0, y = 1, yend = 5, arrow = arrow(length = unit(2, "mm"))) +
  annotate("text", x = .3, y = 5, label = "mean elevation", size = 3) +
  facet_grid(. ~ habitat) + theme_minimal(base_size = 11) + theme(legend.position = "none", strip.text = element_text(face = "bold"))
pdf("fig.pdf", width = 7, height = 4); print(p); dev.off()
pp_check(full, type = "rootogram"); pp_check(full, type = "stat_grouped", group = "habitat", stat = "mean")
resid <- residuals(full, type = "pearson")[, "Estimate"]
disp <- sum(resid^2) / (nrow(counts) - 6)
zero_obs <- mean(counts$abundance == 0)
yrep <- posterior_predict(full, ndraws = 50)
zero_rep <- apply(yrep, 1, function(y) mean(y == 0))
p_zero <- mean(zero_rep >= zero_obs)
res_tab <- map_dfr(fits, ~ as_tibble(fixef(.x), rownames = "term"), .id = "habitat") %>%
  filter(str_detect(term, "^season")) %>%
  mutate(term = str_remove(term, "season"), sig = if_else(Q2.5 > 0 | Q97.5 < 0, "*", ""))
write_csv(res_tab, "table.csv")
back <- read_csv("table.csv", show_col_types = FALSE)
stopifnot(nrow(back) == nrow(res_tab))
