# Rates by region with data.table
library(data.table)
library(brms)
set.seed(8)
dt <- data.table(state = rep(c("AL", "CA", "NY", "TX"), each = 6), race = rep(c("A", "B", "C"), 8),
                 pop = sample(20000:90000, 24), year = rep(2019:2020, 12))
dt[, deaths := rpois(.N, pop / 10000)]
dt[, rate := deaths / pop * 1e5]
bans <- data.table(state_abb = c("AL", "CA", "NY", "TX"), ban = c("total", "none", "none", "total"))
setnames(bans, "state_abb", "state")
bans[, level := fcase(ban == "none", 0L, ban == "total", 3L)]
dt <- merge(dt, bans[, .(state, ban, level)], by = "state", all.x = TRUE)
dt <- dt[!is.na(level)]
by_race <- dt[, .(deaths = sum(deaths), pop = sum(pop), rate = sum(deaths) / sum(pop) * 1e5,
                  n_states = uniqueN(state)), by = .(race, ban)]
by_race <- by_race[order(race, ban)]
print(by_race[, .(race, ban, rate = round(rate, 2))])
ratios <- list()
for (r in unique(by_race$race)) {
  total <- by_race[race == r & ban == "total"]
  none <- by_race[race == r & ban == "none"]
  if (nrow(total) == 0 || nrow(none) == 0) next
  ratios[[length(ratios) + 1L]] <- data.table(race = r, ratio = round(total$rate / none$rate, 2))
}
ratio_table <- rbindlist(ratios)
dt[, race := factor(race, levels = c("B", "A", "C"))]
dt[, `:=`(log_pop = log(pop), big = fifelse(pop > 50000, "big", "small"))]
dt[, cell := .GRP, by = .(state, race)]
sizes <- dt[, .N, by = ban][order(-N)]
cols <- c("deaths", "rate")
means <- dt[, lapply(.SD, mean), by = race, .SDcols = cols]
dt[, paste0(cols, "_c") := lapply(.SD, function(x) x - mean(x)), .SDcols = cols]
setorder(dt, state, -pop)
top <- dt[, .SD[1], by = state]
dt[, prev := shift(deaths), by = state]
late <- dt[year == 2020 & pop %between% c(30000, 80000), .(state, race, pop)]
long <- melt(by_race, id.vars = c("race", "ban"), measure.vars = c("deaths", "pop"))
wide <- dcast(by_race, race ~ ban, value.var = "rate")
fit <- brm(deaths ~ race + offset(log_pop) + (1 | state), data = dt, family = negbinomial(),
           prior = prior(normal(0, 2.5), class = "b"), chains = 2, iter = 400, seed = 5)
sm <- as.data.frame(summary(fit)$fixed)
sm$param <- rownames(sm)
fwrite(sm, "fixed.csv")
draws <- as.data.table(as_draws_df(fit))
draws[, .(m = mean(b_Intercept))]
dt[, prev := NULL]
