library("brms")
library("tidyverse")
library("readr")
library("emmeans")
n0 <- 0
length(1:n0)
1:n0
x <- c(a = 1, b = 2, c = NA)
x["b"]
x[["a"]]
names(x)[is.na(x)]
v <- seq(0, 1, by = .25)
rev(v)[-1]
m <- matrix(1:6, nrow = 2, dimnames = list(c("r1", "r2"), c("a", "b", "c")))
m["r1", ]
m[, "b"]
t(m)
apply(m, 1, sum)
outer(1:3, 1:3)
sapply(1:3, function(i) i^2)
s <- c("sub-01_run-1", "sub-02_run-2")
str_match(s, "sub-(\\d+)_run-(\\d)")[, 2]
str_extract(s, "\\d+") %>% as.numeric()
separate(tibble(s = s), s, into = c("sub", "run"), sep = "_")
parse_number(s)
dir.create("data", showWarnings = FALSE)
writeLines(c("subj;condition;rt", paste(rep(1:4, each = 5), c("easy", "hard"), c(350, 512, 640, 90, 281) + 7 * rep(1:4, each = 5), sep = ";"), "5;easy;"), "data/trials.csv")
d <- read_delim("data/trials.csv", delim = ";")
d <- d %>% rename(cond = condition) %>% filter(!is.na(rt), rt > 100) %>% arrange(subj, desc(rt)) %>% mutate(lrt = log(rt), cond = factor(cond, levels = c("easy", "hard")), c_cond = if_else(cond == "easy", -0.5, 0.5))
str(d)
contrasts(d$cond) <- contr.sum(2)
d %>% group_by(subj) %>% mutate(trial = row_number(), lrt_c = lrt - mean(lrt)) %>% ungroup() -> d
d %>% slice_max(rt, n = 2)
d %>% distinct(subj) %>% pull(subj) %>% length()
nested <- d %>% group_by(subj) %>% nest()
nested %>% mutate(n = map_int(data, nrow)) %>% select(subj, n)
case <- d %>% mutate(speed = case_when(rt < 300 ~ "fast", rt < 600 ~ "mid", TRUE ~ "slow")) %>% count(speed, sort = TRUE)
case
d %>% tally()
quantile(d$rt, c(.1, .9))
d %>% group_by(cond) %>% summarise(q = list(quantile(rt, c(.25, .75)))) %>% unnest(q) %>% nrow()
fit <- brm(lrt ~ cond + (1 | subj), data = d, chains = 2, iter = 400, seed = 1, prior = set_prior("normal(0, 1)", class = "b"))
emmeans(fit, ~ cond)
emm <- emmeans(fit, "cond")
pairs(emm)
contrast(emm, method = "pairwise")
as.data.frame(emm)
VarCorr(fit)$subj$sd[1, "Estimate"]
ranef(fit)$subj[, , "Intercept"] %>% head()
coef(fit)$subj[1:2, "Estimate", "Intercept"]
as.data.frame(VarCorr(fit)$subj$sd)
post <- as.data.frame(fit)
ncol(post) > 4
mean(post$b_cond1 > 0)
posterior_interval(fit, prob = .9)
conditional_effects(fit)$cond
ce_df <- conditional_effects(fit)[[1]]
ce_df$estimate__
