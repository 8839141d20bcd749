# a longer script with sections, options and helper files
# ---- setup ----
knitr_like <- list(echo = FALSE)
library("brms")
library("dplyr")
library("tidyr")
library("readr")
library("ggplot2")
`%notin%` <- function(x, y) !(x %in% y)
not_in <- Negate(`%in%`)
iter <- 300L
fast <- TRUE
cfg <- list(chains = if (fast) 1 else 4, iter = iter, seed = 20L)
str(cfg)
dir.create("output", showWarnings = FALSE)
dir.create(file.path("output", "figures"), recursive = TRUE, showWarnings = FALSE)
# ---- data ----
d <- read_csv("id,task,score,time
1,a,12,3.2
1,b,15,2.9
2,a,9,4.1
2,b,NA,3.8
3,a,14,3.0
3,b,17,2.5
4,a,8,4.4
4,b,10,4.0
")
d2 <- read.table(text = "id grp
1 old
2 young
3 old
4 young", header = TRUE)
d <- left_join(d, d2, by = c("id" = "id"))
d$score[is.na(d$score)] <- median(d$score, na.rm = TRUE)
d$task <- factor(d$task); d$grp <- factor(d$grp, levels = c("young", "old"))
keep <- d$id %notin% c(4)
n_keep <- sum(keep)
res <- vector("list", 2)
names(res) <- levels(d$task)
for (t in levels(d$task)) {
  sub <- d[d$task == t, ]
  res[[t]] <- c(mean = mean(sub$score), sd = sd(sub$score), n = nrow(sub))
}
res_tab <- as.data.frame(do.call(rbind, res))
res_tab$task <- row.names(res_tab)
wide <- reshape2_like <- d %>% select(id, task, score) %>% pivot_wider(names_from = task, values_from = score, values_fn = mean)
wide$d <- wide$b - wide$a
long <- wide %>% pivot_longer(-c(id, d), names_to = "task", values_to = "score")
m <- matrix(0, nrow = 2, ncol = 2, dimnames = list(c("a", "b"), c("young", "old")))
for (i in seq_len(nrow(d))) m[d$task[i], d$grp[i]] <- m[d$task[i], d$grp[i]] + d$score[i]
mm <- model.matrix(~ task * grp, data = d)
mm_names <- colnames(mm)
grid <- expand.grid(task = levels(d$task), grp = levels(d$grp))
grid$label <- paste(grid$task, grid$grp, sep = ":")
i <- 0
repeat {
  i <- i + 1
  if (i^2 > 30) break
}
x <- numeric(5)
for (k in seq(1, 5, by = 2)) x[k] <- k^2
z <- Recall_like <- vapply(1:4, function(j) { a <- j; for (q in 1:2) a <- a * 2; a }, numeric(1))
kind <- mode(d$score)
label <- switch(kind, numeric = "number", character = "text", "other")
msg <- sprintf("%s has %d rows, %.1f on average", "d", nrow(d), mean(d$score))
big <- d[rep(seq_len(nrow(d)), 12), ]
set.seed(77)
big$score <- big$score + rnorm(nrow(big), 0, 1) + 6 * rbinom(nrow(big), 1, .3)
# ---- models ----
common <- list(data = big, family = mixture(gaussian, gaussian), refresh = 0)
forms <- list(null = bf(score ~ 1), task = bf(score ~ task), full = bf(score ~ task, theta1 ~ grp))
fits <- lapply(forms[c("null", "task")], function(f) {
  do.call(brm, c(list(formula = f, prior = c(prior(normal(10, 3), Intercept, dpar = mu1), prior(normal(17, 3), Intercept, dpar = mu2))), common, cfg))
})
print(fits$task)
ll <- log_lik(fits$null)
lppd <- sum(log(colMeans(exp(ll))))
lppd
vc <- tryCatch(VarCorr(fits$task), error = function(e) NULL)
fx <- fixef(fits$task, summary = FALSE)
cor(fx)[1, 2]
pdf(file.path("output", "figures", "fit.pdf"))
plot(fits$task)
dev.off()
saveRDS(fits, file.path("output", "fits.rds"))
fits2 <- readRDS("output/fits.rds")
identical(names(fits2), names(fits))
