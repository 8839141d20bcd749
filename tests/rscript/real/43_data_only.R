# Data handling around mixtures, without a model
library(tidyverse)
library(glue)
set.seed(11)
n <- 60
d <- tibble(id = rep(1:12, each = 5), cond = rep(c("lo", "mid", "hi"), 20), rt = round(rlogis(n, 500, 40), 1),
            label = paste0("s", id, "_run-", rep(1:5, 12)))

counted <- d %>% count(cond, slow = rt > 500)
unnamed <- d %>% group_by(cond) %>% summarise(mean(rt), n())
nested <- d %>% group_by(cond) %>% nest()
sizes <- map_int(nested$data, nrow)
means <- map_dbl(nested$data, ~ mean(.x$rt))
back <- nested %>% unnest(data)
runs <- str_match(d$label, "s(\\d+)_run-(\\d)")[, 3]
numbers <- parse_number(c("a 1,234.5 b", "-3", "x7"))
said <- glue("{n} rows in {length(unique(d$cond))} conditions")
m <- matrix(1:6, nrow = 2, dimnames = list(c("r1", "r2"), c("a", "b", "c")))
cell <- m["r2", "b"]
turned <- t(m)
wide <- t(c(a = 1, b = 2))
sums <- apply(m, c(1, 2), function(v) v * 10)
ordered_levels <- levels(reorder(d$cond, d$rt))
crossed <- with(d, tapply(rt, list(cond, id > 6), mean))
tab <- xtabs(~ cond + (rt > 500), data = d)
grid <- expand.grid(cond = c("b", "a"), k = 1:2, stringsAsFactors = FALSE)
f <- factor(d$id %% 3, labels = c("x", "y", "z"))
zero <- 0
down <- 1:zero
correlations <- cor(cbind(d$rt, d$id))
sampled <- d %>% slice_sample(n = 3)
more <- rlogis(2); cauchy <- rcauchy(2); geo <- rgeom(4, 0.3)
sumc <- contr.sum(3)
helm <- contr.helmert(3)
nums <- imap_chr(list(a = 1, b = 2), ~ paste0(.y, .x))
first_of <- map_dbl(list(list(v = 1), list(v = 2)), "v")
same <- identical(c(1, 2), c(1, 2)) && isTRUE(all.equal(1, 1 + 1e-10))
caught <- tryCatch(warning("w"), warning = function(w) 2, error = function(e) 3)
failed <- tryCatch(stop("no"), error = function(e) "caught")
path <- file.path("data", "x.csv")
keep_going <- if (!require(stats)) "no" else "yes"
binned <- cut(d$rt, breaks = c(-Inf, 450, 500, 550, Inf), labels = c("a", "b", "c", "d"))
rounded <- d %>% mutate(across(c(where(is.numeric), -id), ~ round(.x, 0))) %>% pull(rt)
ranked <- d %>% mutate(r = min_rank(rt), cum = cumsum(rt)) %>% filter(r <= 3) %>% select(id, r, cum)
lagged <- d %>% group_by(id) %>% mutate(prev = lag(rt)) %>% ungroup() %>% pull(prev)
joined <- left_join(d, tibble(cond = c("lo", "hi"), w = c(1, 2)), by = "cond") %>% pull(w)
quant <- d %>% group_by(cond) %>% summarise(q = list(quantile(rt, c(.25, .75)))) %>% unnest(q) %>% pull(q)
