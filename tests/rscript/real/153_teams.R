# Goals of teams with data.table: a list of formulas, model weights
library(data.table)
library(brms)
library(ggplot2)
library(purrr)
set.seed(8)
teams <- c("Ajax", "Feyenoord", "PSV", "Twente", "Utrecht")
fix <- CJ(home = teams, away = teams)[home != away]
ability <- setNames(c(.4, .2, .3, -.1, -.5), teams)
fix[, `:=`(goals_h = rpois(.N, exp(.3 + ability[home] - ability[away])), goals_a = rpois(.N, exp(ability[away] - ability[home])))]
fix[, result := fcase(goals_h > goals_a, "H", goals_h < goals_a, "A", default = "D")]
fix[, .N, by = result][order(-N)]
long <- melt(fix, id.vars = c("home", "away", "result"), measure.vars = c("goals_h", "goals_a"), variable.name = "side", value.name = "goals")
long[, team := fifelse(side == "goals_h", home, away)]
long[, opponent := fifelse(side == "goals_h", away, home)]
long[, at_home := as.integer(side == "goals_h")]
points <- long[, .(gf = sum(goals), games = .N, avg = mean(goals)), keyby = team]
points[, rank := frank(-gf, ties.method = "first")]
setorder(points, rank)
best <- points[1, team]
lagged <- long[order(team), .(team, goals, prev = shift(goals)), by = .(grp = team)][!is.na(prev)]
formulas <- list(null = goals ~ 1, home = goals ~ at_home, full = goals ~ at_home + (1 | team) + (1 | opponent))
fit_one <- function(f, nm) {
  cat("== ", nm, ": ", deparse(f), "\n", sep = "")
  brm(f, data = long, family = poisson("log"), chains = 2, iter = 300, refresh = 0, seed = 10)
}
fits <- imap(formulas, fit_one)
fits <- lapply(fits, add_criterion, criterion = "waic")
w <- model_weights(fits$null, fits$home, fits$full, weights = "waic")
names(w) <- names(fits)
best_model <- names(which.max(w))
comp <- loo_compare(fits$null, fits$home, fits$full, criterion = "waic")
comp_df <- as.data.frame(comp)
comp_df$model <- rownames(comp)
comp_df[, c("model", "elpd_diff", "se_diff")]
re <- ranef(fits$full)$team[, , "Intercept"]
re_dt <- as.data.table(re, keep.rownames = "team")
setnames(re_dt, c("Estimate", "Q2.5", "Q97.5"), c("est", "lo", "hi"))
merged <- merge(re_dt, points, by = "team", all.x = TRUE)
merged[, team := reorder(team, est)]
g <- ggplot(merged, aes(est, team)) + geom_vline(xintercept = 0, lty = 3) + geom_pointrange(aes(xmin = lo, xmax = hi)) +
  geom_label(aes(label = gf), nudge_y = .3) + labs(title = "Attack", caption = "95% intervals")
ggsave("attack.png", g, width = 5, height = 4, dpi = 72)
nd <- data.frame(at_home = c(1, 0), team = c("Ajax", "PSV"), opponent = c("PSV", "Ajax"))
pp <- posterior_predict(fits$full, newdata = nd)
probs <- c(win = mean(pp[, 1] > pp[, 2]), draw = mean(pp[, 1] == pp[, 2]), loss = mean(pp[, 1] < pp[, 2]))
round(probs, 2)
score <- table(factor(pmin(pp[, 1], 4), 0:4), factor(pmin(pp[, 2], 4), 0:4)) / nrow(pp)
dim(score)
brier <- sum((probs - c(1, 0, 0))^2)
sim_season <- function() {
  tab <- sapply(teams, function(t) { v <- ability[[t]]; sum(rpois(8, exp(v)) > rpois(8, 1)) * 3 })
  names(sort(tab, decreasing = TRUE))[1]
}
champs <- prop.table(table(factor(replicate(30, sim_season()), levels = teams)))
champs_v <- as.numeric(champs)
fwrite(points, "points.csv")
again <- fread("points.csv")
identical(names(again), names(points))
stopifnot(isTRUE(all.equal(again$avg, points$avg)))
Sys.setenv(MODEL_DIR = "models")
mdir <- Sys.getenv("MODEL_DIR", unset = NA)
if (!dir.exists(mdir)) dir.create(mdir)
walk2(fits, names(fits), ~ saveRDS(.x, file.path(mdir, paste0(.y, ".rds"))))
basename(list.files(mdir, pattern = "\\.rds$"))
