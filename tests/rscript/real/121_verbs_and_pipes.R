# Verbs for several columns, other columns inside across(), grouped data that are changed, and assignment pipes
library(dplyr); library(magrittr); library(tidyr); library(stringr); library(purrr); library(tibble)
d <- data.frame(g=c("a","b","a"),x=c(1.25,2.5,NA),y=c(1,2,3))
v1 <- d %>% summarise_at(vars(x), list(m=mean))
v2 <- d %>% summarise_at(vars(x), list(m=mean,s=sd))
v3 <- d %>% summarise_at(vars(x,y), list(m=mean))
v5 <- d %>% mutate_at(vars(x), list(m=mean,s=sd))
v6 <- d %>% mutate_if(is.numeric, list(m=mean,s=sd))
v7 <- d %>% summarise_if(is.numeric, list(mean,sd))
v8 <- d %>% summarise_at("x", list(~mean(.),~sd(.)))
v9 <- d %>% summarise_at(2:3, list(~mean(.),~sd(.)))
v11 <- d %>% group_by(g) %>% summarise_all(list(m=mean))
v12 <- d %>% group_by(g) %>% select(g,x) %>% summarise_all(list(m=mean,s=sd))
v13 <- d %>% select(-g) %>% summarise_all(mean, na.rm=TRUE)
v14 <- d %>% mutate_if(is.numeric, round, 1)
v15 <- d %>% mutate_at(vars(x,y), round, digits=1)
v16 <- d %>% mutate_at(c("x","y"), ~ .x*2)
v17 <- d %>% mutate_if(is.character, as.factor)
v18 <- d %>% select_if(is.numeric); v19 <- d %>% rename_all(toupper); v20 <- d %>% rename_at(vars(x), ~ paste0(., "_z"))
v21 <- d %>% transmute_at(vars(x), ~ .x*2); v22 <- d %>% transmute_if(is.numeric, ~.*2)
v23 <- d %>% rename_if(is.numeric, toupper); v24 <- d %>% select_at(vars(x), toupper); v25 <- d%>%select_all(toupper); v26 <- d%>%filter_at(vars(x,y), all_vars(.>1)); v27 <- d%>%filter_if(is.numeric, any_vars(.>2)); v28 <- d%>%filter_all(all_vars(!is.na(.)))
v29 <- d%>%group_by_at(vars(g)) %>% summarise(n = n())
v30 <- d %>% arrange_at(vars(y), desc)
v31 <- d %>% arrange_at(vars(g, y))
v32 <- d %>% distinct_at(vars(g))
v33 <- d %>% group_by(b = ntile(y, 2)) %>% summarise_at(vars(x, y), sum)
v34 <- d %>% summarize_if(is.numeric, ~ max(.x, na.rm = TRUE))
l <- list(tibble(id=1:2,a=c(1,2)), tibble(id=2:3,b=c(5,6)), tibble(id=1:3,z=letters[1:3]))
j <- reduce(l, full_join, by = "id")
j2 <- l %>% reduce(left_join, by = c("id"))
u <- unlist(list(a=1:2,b=3), use.names = FALSE)
u2 <- unlist(list(a=c("x","y"),b="z"))
f <- function(M = 2, x, k = 1) x * M + k
y1 <- f(x = 3)
y2 <- f(3, 4)
y3 <- f(3, 4, 5)
add <- function(a, b, w) a * w + b
s <- reduce(1:4, add, w = 2)
s2 <- reduce(1:4, function(a, b, w) a * w + b, w = 2)
a <- c("p","q")
g <- function(v) { out <- 0; for (a in v) out <- out + a; out }
g1 <- g(1:3)
xs <- seq(0, 1, by = .1); i <- which(xs > .45)[1]
iv <- c(xs[i], xs[i+1])
r0 <- uniroot(function(x) x^2 - .26, interval = c(xs[i], xs[i + 1]), tol = 1e-9)$root
r0 <- round(r0, 6)
d <- tibble(a=c(1.25,2),b=c(3,5),g=c("x","y"))
gd <- d %>% group_by(g, a) %>% summarise(m = mean(b))
gd$k <- 1:2
gd$m <- gd$m * 2
gd[["z"]] <- gd$m + 1
names(gd)[3] <- "mm"
gd[gd$g == "x", "mm"] <- 9
gd$z <- NULL
gd2 <- gd %>% summarise(t = sum(mm))
gd3 <- d %>% group_by(g); gd3$n <- c(5, 6); names(gd3)[3] <- "grp"; gd4 <- gd3 %>% summarise(s = sum(n))
d %<>% mutate(z = a + 1)
d$a %<>% round(1)
d %<>% filter(a > 0) %>% arrange(desc(a))
for (i in 1:2) d %<>% mutate(z = z + 1)
f <- function(x) { x %<>% mutate(q = 1); x }
d5 <- f(d)
d1 <- d %>% mutate(across(c(a, b), ~ .x - a, .names = "{.col}_r"))
d2 <- d %>% mutate(h = a * 2, across(c(a, b), ~ .x - h))
d3 <- d %>% group_by(g) %>% summarise(across(c(a, b), ~ sum(.x) / n()))
d4 <- d %>% mutate(across(c(a,b), ~ .x - a))
d6 <- d %>% summarise(across(c(a,b), ~ sum(.x - a)))
d7 <- d %>% mutate(across(c(a,b), list(m = ~ .x - a, k = ~ .x * z, s = sqrt)))
k <- 3
d8 <- d %>% mutate(across(where(is.numeric), ~ .x * k))
d9 <- d %>% mutate(across(c(a, b), function(v) v / sum(b)))
e1 <- d %>% group_by(big = a > 1.5) %>% summarise(n = n(), b = mean(b))
e2 <- d %>% group_by(g2 = str_to_upper(g), a > 1.5) %>% summarise(n = n(), .groups = "drop")
