# Fragments as published scripts of studies write them: pipes, scaled values, joins, nested columns.

d2 <- d
d2$site <- NULL
out <- names(d2)

vals <- list()
for (p in c("x", "n")) {
  vals[[p]] <- d[[p]]^2 / rowSums(d[c("x", "n")]^2)
}
out <- vals %>% as_tibble()

out <- d %>% select(x, n) %>% gather() %>% group_by(key) %>% summarise(Estimate = mean(value), min = quantile(value, probs = c(0.17)), level = "0.66")

rates <- data.frame()
for (s in unique(d$site)) {
  sub <- d %>% filter(site == s)
  m <- lm(x ~ n, data = sub)
  rates <- rbind(rates, data.frame(Site = s, Beta = as.numeric(m$coefficients[2])))
}
out <- rates

m <- lm(x ~ n, data = d)
out <- as.numeric(sqrt(diag(vcov(m)))[2])

keys <- list("First" = "x", "Second" = "n")
tab <- data.frame(key = c("n", "x", "n"))
out <- names(keys)[match(tab$key, as.character(keys))]

keys <- list(A = "x", B = "zz", C = "n")
out <- keys[as.character(keys) %in% names(d)]

v <- c("r_g[a,Intercept]", "r_g[b,x]", "sd_g__x")
out <- gsub(",.*", "", gsub(".*\\[", "", v[grepl(paste0("^", "r_g"), v)]))

files <- c("r2_a.rda", "loo_a.rda", "m.rda") %>% grep("^r2", x = ., value = TRUE)
out <- files

res <- sapply(c("one", "two"), function(k) { data.frame(name = k, len = nchar(k)) }, simplify = FALSE)
out <- res %>% bind_rows()

res <- sapply(c("one", "two"), function(k) data.frame(name = k, len = nchar(k)), simplify = FALSE)
out <- names(res)

out <- d %>% select('id' | 'site' | 'x') %>% rename(place = site)

out <- d %>% mutate(x = scale(x)) %>% pull(x) %>% as.numeric()

z <- scale(d$x)
out <- c(attr(z, "scaled:center"), attributes(z)$`scaled:scale`)

out <- tibble(mean = attributes(scale(d$x))$`scaled:center`, sd = attributes(scale(d$x))$`scaled:scale`, predictor = "x_s")

zs <- scale(d[, c("x", "n")])
out <- attributes(zs)$`scaled:center`

zs <- as.data.frame(scale(d[, c(3, 4)]))
zs$site <- d$site
out <- zs

zs <- scale(d[, 3:4])
sa <- attributes(zs)
out <- sa$`scaled:scale`[["n"]]

out <- d %>% mutate(site = recode(site, "a" = "Yes", "b" = "Yes", "c" = "No"))

out <- d %>% mutate(across(c(site), function(s) str_to_upper(s)), ok = factor(ok)) %>% drop_na()

out <- d %>% filter(id <= 3) %>% select(id, site) %>% right_join(d %>% select(site, n), multiple = "all")

out <- d %>% select(id) %>% mutate(u = seq(0, 1, length.out = nrow(.)))

out <- d %>% left_join(d %>% distinct(site, n) %>% group_by(site) %>% summarise(tot = sum(n)))

out <- full_join(filter(d, site == "a") %>% select(id, x), filter(d, site == "b") %>% select(id, n))

out <- d %>% select(site, id:n) %>% arrange(-x)

out <- expand_grid(site = c("D1", "D2"), tibble(ID = c("1", "2", "A"), age = c(rep("young", 2), "adult")))

out <- d %>% select(id, site) %>% expand_grid(rep = c("u", "v"))

out <- d %>% filter(site == "a" | site == "b") %>% group_by(site, ok) %>% summarise(plantings = length(unique(n)) + 1) %>% ungroup()

out <- d %>% spread(site, x)

fe <- d %>% mutate(plotf = paste0(site, id, substr(site, 1, 1)))
out <- fe$plotf

out <- data.frame(a = 1:3) %>% mutate(modelnames = rownames(.))

out <- d %>% mutate(k = if_else(condition = n == 4, true = 5, false = x))

out <- d %>% mutate(k = if_else(n == 4L, 5L, n), k = na_if(k, 5))

firstup <- function(x) {
  substr(x, 1, 1) <- toupper(substr(x, 1, 1))
  x
}
out <- firstup(c("abc", "dEf", NA))

out <- d %>% distinct(site, .keep_all = T) %>% filter(!site %in% c("c"))

stats_of <- function(x) {
  n <- sum(!is.na(x))
  mn <- mean(x, na.rm = TRUE)
  sd <- sd(x, na.rm = TRUE)
  min <- min(x, na.rm = TRUE)
  max <- max(x, na.rm = TRUE)
  tibble(n = n, mean = mn, std_dev = sd, min = min, max = max)
}
out <- stats_of(d$x)

out <- tibble(site_id = 1:3) %>% tidyr::expand(site_id, month = 1:2) %>% mutate(k = n())

out <- d %>% mutate(time = n - (min(n) - 1), obs_id = 1:nrow(d))

d3 <- d
names(d3)[1] <- "Location"
out <- names(d3)

out <- d %>% rename_with(~ paste0("rto_", .x), c(x, n)) %>% select(id, starts_with("rto_"))

map_names <- c("a" = "Alpha", "b" = "Beta")
clean <- function(x, map = map_names) {
  x2 <- str_trim(x)
  ifelse(x2 %in% names(map), unname(map[x2]), x2)
}
out <- clean(d$site)

wide <- d %>% select(id, x2019 = x, x2020 = n)
out <- wide %>% pivot_longer(cols = matches("x\\d{4}"), names_to = "var", values_to = "cases") %>% mutate(year = as.integer(str_extract(var, "\\d{4}")), source = "WHO") %>% select(-var)

pops <- data.frame(year = c("a", "b"), pop_a = c(1, 2), pop_b = c(10, 20))
out <- pops %>% mutate(v = paste0("pop_", year)) %>% rowwise() %>% mutate(pop = as.numeric(cur_data()[[v]])) %>% ungroup() %>% select(-v)

sub_of <- function(df, site = NULL) {
  if (!is.null(site)) df <- df |> filter(site == !!site)
  nrow(df)
}
out <- c(sub_of(d, "a"), sub_of(d))

res <- list(u_2019 = tibble(k = 1:2), v_2020 = tibble(k = 3))
out <- imap_dfr(res, ~ mutate(.x, model = .y)) |> separate(model, into = c("source", "year"), sep = "_", remove = FALSE) |> mutate(year = as.integer(year))

results <- map_dfr(c("x", "n"), function(nm) {
  v <- d[[nm]]
  tibble(term = sub("^x", "ex", nm), median = median(v), lower = quantile(v, 0.025), pr = mean(v > 0))
}) |> mutate(year = 2020, source = ifelse(is.null(NULL), "both", "x"))
out <- results

tmp <- list()
for (i in 1:2) tmp[[i]] <- d %>% filter(id == i) %>% mutate(k = i)
out <- do.call(rbind, tmp)

out <- d %>% arrange(x) %>% mutate(Site = 1:n(), pct = ((1:n()) / n()) * 100, across(c(x, n), cumsum, .names = "{.col}_cumulative"))

out <- d %>% mutate(across(c(id:site, ok), factor))

grp <- c()
for (s in unique(d$site)) {
  low <- sum(d[d$site == s, ]$x < 1, na.rm = T)
  if (low > 0) {
    grp <- c(grp, rep("1", nrow(d[d$site == s, ])))
  } else {
    grp <- c(grp, rep("2", nrow(d[d$site == s, ])))
  }
}
out <- grp

f <- factor(d$site)
out <- factor(d$site, levels(factor(d$site))[c(1, 3, 2)])

out <- d[order(-d$x), c("id", "site")]

top <- d %>% count(site, wt = n, name = "tot") %>% pivot_wider(names_from = site, values_from = tot)
out <- top

out <- d %>% pivot_longer(-c(id, site, ok), names_to = "greek", values_to = "n")

out <- d %>% group_by_at(vars(-x, -n, -id)) %>% summarise(p = weighted.mean(x)) %>% ungroup()

gp <- data.frame(dpar = c("mu1", "", "mu2", "mu1"), class = c("b", "b", "Intercept", "sd"))
out <- unique(gp$dpar[gp$class %in% c("b", "Intercept") & nzchar(gp$dpar)])

out <- setNames(lapply(c("x", "n"), \(nm) quantile(d[[nm]], probs = c(.5, .9))), c("x", "n"))

own <- c(size_item = "c_item", size_class = "c_class")
rhs_for <- function(v) {
  other <- setdiff(unname(own), own[[v]])
  paste0(own[[v]], " * w + ", paste(other, collapse = " + "), " + (1 | key)")
}
out <- c(rhs_for("size_item"), deparse(as.formula(paste("y", "~", rhs_for("size_class")))))

nd <- d[1:2, ]
for (a in c("x", "new")) if (is.null(nd[[a]])) nd[[a]] <- 9
out <- nd

lv <- setNames(sort(unique(d$n)), sort(unique(d$site)))
out <- tryCatch(names(lv), error = function(e) "bad")

out <- d %>% mutate(site = fct_relevel(site, "c", "b"))

mu <- c(item = mean(d$x), class = mean(d$n))
out <- d |> mutate(c_item = x - mu[["item"]], c_class = n - mu[["class"]])

got <- tryCatch(as.integer("12"), error = function(e) NA_integer_)
out <- is.na(got) || got != 12

out <- sprintf("%-10s %+.3f CI [%+.3f, %+.3f] %s", "abc", 1.23456, -0.5, 2, ifelse(-0.5 > 0 | 2 < 0, "EXCL", "incl"))

out <- as.integer(Sys.getenv("CHAINS_W5", "4"))

simple <- function(x) { x2 <- x; x2[is.na(x2)] <- 0; x2 }
out <- simple(d)

R <- cor(d[, c("id", "x", "n")])
R[upper.tri(R, diag = TRUE)] <- 0
out <- R

mode_of <- function(v) {
  uniqv <- unique(v)
  uniqv[which.max(tabulate(match(v, uniqv)))]
}
out <- mode_of(d$site)

out <- case_when(d$x >= 5 ~ 4, d$x >= 2 ~ 3.6, TRUE ~ NA_real_)

bef <- data.frame(weight = c(a = 0.123456, b = 0.9)) %>% round(digits = 3) %>% rownames_to_column(var = "model")
out <- bef

tab <- list(g = as.data.frame(matrix(c(1.2345, 2, 3, 4), 2, dimnames = list(c("u", "v"), c("Estimate", "Q")))), n = as.data.frame(matrix(5:8 + 0, 2, dimnames = list(c("u", "w"), c("Estimate", "Q")))))
nm <- list(row.names(tab$g), row.names(tab$n))
both <- map2(tab, nm, ~ cbind(.x, coef_name = .y))
both <- bind_rows(both, .id = "MOD")
row.names(both) <- NULL
both[, 2:3] <- round(both[, 2:3], 1)
out <- both[, c(1, 4, 2)]

out <- bind_rows(c(a = 1, b = 2), c(a = 3, b = 4))

out <- sapply(d[, c("x", "n")], range)

out <- sapply(d[, c("x", "n")], quantile, probs = c(0.05, 0.95))

out <- ifelse(abs(cor(d[, c("x", "n")])) < 0.5, 0, cor(d[, c("x", "n")]))

out <- d %>% slice(1, n())

out <- apply(as.matrix(d[, c("x", "n")]), 1, quantile, probs = 0.9)

out <- apply(as.matrix(d[, c("x", "n")]), 2, function(column) mean(column > 2))

sw <- sweep(as.matrix(d[, c("x", "n")]), 2, c(2, 4), "/")
out <- sw

post <- data.frame(draws = c(1, 1, 2, 2), phase = c("base", "late", "base", "late"), prob = c(.1, .4, .2, .3))
out <- post |> group_by(draws) |> mutate(delta = prob - prob[phase == "base"]) |> filter(phase != "base") |> ungroup()

out <- filter(data.frame(contrast = c("a - base", "b - a")), grepl(" - base$", contrast)) |> mutate(phase = sub(" - base", "", contrast))

out <- d %>% summarise(across(where(is.numeric), list(mean = mean, sd = sd)))

out <- d %>% group_by(site) %>% summarise(n())

out <- table({d %>% group_by(site) %>% filter(row_number() == 1)}$site)

out <- d %>% group_by(site) %>% filter(row_number() == 1) %>% nrow()

out <- format(round(cbind(rep(-1.11, 2), c(0.123456, 2)), 3))[, -1]

pct <- scales::percent(c(0.123, 0.5))
out <- pct

out <- d %>% mutate(site = str_remove_all(paste0("b_", site, "_x"), "b_|_x"))

out <- d %>% mutate(site = fct_reorder(site, x))

x1 <- d$x; x1[x1 > 4] <- NA
out <- cut(d$x, breaks = c(-Inf, 0.5, 3, Inf), labels = c("Low", "Moderate", "High"))

mat <- matrix(1:4, 2, dimnames = list(NULL, c("a", "b")))
colnames(mat) <- paste(c("lo", "hi"), c("u", "v"), sep = "_")
out <- mat %>% as_tibble() %>% pivot_longer(cols = all_of(colnames(mat)), values_to = "p", names_to = c("dn", "cond"), names_sep = "_")

out <- data.frame(ID = c("p", "p", "q", "q"), k = rep(c("c", "u")), v = rep(c("s", "t", "s", "t")), stringsAsFactors = FALSE)

out <- d %>% select_if(is.numeric) %>% mutate_at(vars(-"id"), plogis)

out <- d %>% mutate_at(c("x"), exp) %>% pull(x)

out <- interaction(d$site, d$ok)

out <- d %>% mutate(w = x / sum(x)) %>% group_by(site) %>% summarise(across(c(x, n), ~ sum(.x * w)))

out <- with(d, tapply(x, site, mean))

out <- crossing(distinct(d, site), data.frame(sim = 1:2))

wk <- d %>% distinct(id, site, x) %>% group_by(site) %>% filter(n() == 3) %>% distinct(site) %>% pull(site)
out <- wk

out <- d %>% group_by(site) %>% arrange(-n, -x) %>% mutate(rank = row_number(), top = rank <= 1) %>% ungroup() %>% arrange(site, rank)

out <- mutate(d, gameID = d$id * 2, .after = 1)

out <- d %>% filter(id > max(d$id[d$site == "b"]))

out <- dcauchy(0, location = 0, scale = c(1, 2.5))

out <- c(pcauchy(1, 0, 2), qcauchy(0.7), plogis(2), pgeom(2, 0.3), dgeom(3, .2), dhyper(1, 5, 5, 3), phyper(1, 5, 5, 3))

out <- seq(as.Date("2020-01-01"), as.Date("2020-01-05"), by = "day")

out <- seq.Date(as.Date("2020-01-30"), as.Date("2020-04-01"), "month")

res <- try(log(-1), silent = TRUE)
out <- inherits(res, "try-error")

out <- vapply(split(d$x, d$site), mean, numeric(1))

out <- Reduce(function(a, b) merge(a, b, by = "id"), list(d[, c("id", "x")], d[, c("id", "n")], d[, c("id", "ok")]))

out <- reduce(list(d[, c("id", "x")], d[, c("id", "n")]), full_join, by = c("id"))

nm <- "half"
out <- tibble(id = 1:2, !!glue::glue("{tolower('EBV')}_soft") := c(.1, .2), !!nm := 3:4)

ids <- c("p", "q")
out <- glue::glue("{ids}_IgG_raw")

dd <- d
cols <- paste0(c("x", "n"), "")
out <- rowMeans(dd[cols], na.rm = TRUE)

posts <- tibble(FID = 1:2)
for (a in c("u", "v")) posts[[paste0(a, "_soft")]] <- c(1, 2) * nchar(a)
out <- posts

out <- unlist(lapply(split(d, d$site), nrow))

out <- by(d$x, d$site, mean)[["a"]]

out <- stack(list(a = 1:2, b = 3))

x <- c(b = 2, a = 1)
out <- enframe(sort(x), name = "k", value = "v")

lst <- list(bite = c(1, 2), kick = 3:4)
out <- enframe(lst, name = "behavior", value = "value") |> unnest_longer(value)

out <- tolower(month.abb[1:2])

out <- rev(LETTERS[1:3])

out <- prettyNum(1234567, big.mark = ",")

out <- format(1234567.891, big.mark = ",", nsmall = 2)

out <- paste0(round(100 * mean(d$x > 1)), "%")

out <- strsplit("a_b_c", "_")[[1]][2]

out <- nchar(strrep("=", 20))

out <- d %>% group_by(across(c(-x, -n, -id))) %>% summarise(p = sum(x), .groups = "drop")

out <- d %>% group_by(across(-c(x, n, id))) %>% summarise(p = sum(x), .groups = "drop")

out <- d %>% distinct(across(c(-x, -n, -id)))

out <- d %>% arrange_at(vars(-x, -n, -id))

out <- d %>% distinct_at(vars(-x, -n, -id))

out <- d %>% count(across(c(-x, -n, -id)))

out <- d %>% select_at(vars(-x, -n))

out <- d %>% mutate_at(vars(-x, -site, -ok), ~ . * 2)

out <- d %>% summarise_at(vars(-site, -ok), mean)

out <- d %>% drop_na(-x, -n)

out <- d %>% unite("k", -x, -n, -id)

out <- d %>% gather(key, value, -site, -ok, -id)

out <- d %>% pivot_longer(c(-site, -ok, -id))

out <- d %>% mutate(s = rowSums(across(c(-site, -ok))))

out <- d %>% mutate(across(c(-site, -ok), ~ .x * 2))

out <- d %>% relocate(-x, -n)

out <- d %>% nest(data = c(-site, -ok)) %>% mutate(k = map_int(data, nrow)) %>% select(-data)

out <- d %>% nest(data = -site) %>% mutate(k = map_int(data, ncol)) %>% select(-data)

out <- d %>% filter(if_all(c(-site, -ok), ~ .x > 0))

out <- d %>% group_by_at(vars(site, ok)) %>% summarise(n = n(), .groups = "drop")

out <- d %>% group_by_at(c("site")) %>% summarise(n = n())

out <- d %>% group_by_at(vars(starts_with("s"), -id)) %>% summarise(n = n())

out <- d %>% group_by_at(2) %>% summarise(k = n())

out <- d %>% filter(id > 2) %>% split(.$site) %>% names()

out <- d %>% group_by(site) %>% filter(x > 0) %>% mutate(k = nrow(.), m = n()) %>% ungroup()

out <- d$x %>% sort() %>% { (. - mean(.)) / sd(.) }

out <- d %>% filter(x > 1) %>% { if (nrow(.) > 2) mutate(., big = TRUE) else . }

out <- d %>% select(x, n) %>% {cbind(., r = .$x / .$n)}

out <- map_dbl(1:3, ~ d %>% filter(id > .x) %>% pull(x) %>% { max(.) - min(.) })

out <- d %>% filter(x > 0) %>% pull(x) %>% rep(., times = length(.) - 3)

out <- d %>% select(x, n) %>% lm(x ~ n, data = .) %>% coef()

out <- d %>% filter(id > 1) %>% with(., tapply(x, site, sum))

out <- d %>% filter(id > 1) %>% left_join(., count(., site, name = "m"), by = "site")

out <- d %>% select(site, x) %>% bind_rows(tibble(site = "all", x = sum(.$x)))

out <- d %>% filter(x > 0) %>% setNames(., toupper(names(.)))

out <- d %>% filter(x > 0) %>% setNames(toupper(names(.)))

f <- function(df) df %>% filter(x > 0) %>% mutate(p = x / sum(.$x))
out <- f(d)

zs <- scale(d[, 3:4])
out <- attr(zs, "scaled:scale")

d$xz <- scale(d$x)
out <- c(attr(d$xz, "scaled:center"), attr(d[["xz"]], "scaled:scale"))

b <- d %>% mutate(lx = scale(log(x + 2), scale = FALSE))
out <- attr(b$lx, "scaled:center")

b <- d %>% mutate(lx = scale(x)) %>% filter(n > 2) %>% arrange(desc(x)) %>% select(site, lx)
out <- attributes(b$lx)$`scaled:scale`

z <- scale(d$x, scale = FALSE)
out <- attr(z, "scaled:scale")

z <- scale(d$x)
out <- attr(z, "dim")

b <- d %>% mutate(lx = as.numeric(scale(x)))
out <- mean(b$lx * 2) < 1e-10

z <- scale(d$x)
back <- z * attr(z, "scaled:scale") + attr(z, "scaled:center")
out <- as.numeric(back)

z <- scale(d$x)[, 1]
out <- z

out <- c(scale(d$x))

out <- attr(c(a = 1, b = 2), "names")

out <- attr(factor(d$site), "levels")

center_of <- function(v) attributes(scale(v))$`scaled:center`
out <- sapply(d[, c("x", "n")], center_of)

s <- scale(d$x)
m <- attr(s, "scaled:center"); k <- attr(s, "scaled:scale")
out <- (d$x - m) / k

s <- scale(as.Date(c("2020-01-01", "2020-01-11")))
out <- attr(s, "scaled:center")

b <- tibble(a = 1:3) %>% mutate(z = scale(a))
out <- attr(b$z, "scaled:scale")

out <- d %>% as.tibble() %>% ncol()

out <- filter(d, x > 2, n > 1, )

out <- crossing(site = d$site, k = 1:2, )

out <- d %>% select(site, x, ) %>% arrange(x, ) %>% group_by(site, ) %>% summarise(m = mean(x), ) %>% as.data.frame()

out <- print(d$x) + 1

out <- d %>% print() %>% filter(ok) %>% nrow()

speak <- function(v) { print(v) }
out <- speak(3) * 2

out <- d %>% glimpse() %>% filter(x > 2) %>% nrow()

out <- exists("never_made")

made_here <- 1
out <- exists("made_here")

out <- exists("mean")

if (!exists("draw_count")) draw_count <- 10
out <- draw_count

out <- tibble(id = 1:3, a = c("x_1", "y_2", NA), z = 7) %>% separate_wider_delim(a, delim = "_", names = c("u", "v"))

out <- tibble(id = 1:3, a = c("x_1", "y_2", NA), z = 7) %>% separate_wider_delim(a, delim = "_", names = c("u", NA), cols_remove = FALSE)

out <- tibble(id = 1:2, a = c("x_1", "y_2"), b = c("p_q", "r_s")) %>% separate_wider_delim(c(a, b), "_", names_sep = ".")

out <- tibble(a = c("1_2_3", "4_5", "6")) %>% separate_wider_delim(a, "_", names = c("p", "q"), too_few = "align_start", too_many = "drop")

out <- tibble(a = c("1_2_3", "4_5", "6")) %>% separate_wider_delim(a, "_", names = c("p", "q"), too_few = "align_end", too_many = "merge")

out <- tibble(a = c("1.2", "4.5")) %>% separate_wider_delim(a, ".", names = c("p", "q"))

out <- tibble(a = c("1_2_3", "4_5", "6")) %>% separate_wider_delim(a, "_", names = c("p", "q", "r"), too_few = "align_end")

out <- tibble(a = c("ab12", "cd34")) %>% separate_wider_position(a, c(l = 2, 1, n = 1))

out <- tibble(a = c("ab12", "cd34"), k = 1) %>% separate_wider_regex(a, c(l = "[a-z]+", "\\d", n = "\\d"))

out <- tibble(a = c("ab12", "CC", "abX")) %>% separate_wider_regex(a, c(l = "[a-z]+", n = "\\d+"), too_few = "align_start")

out <- tibble(k = 1:3, a = c("ab12", "cd34", "??")) %>% extract(a, c("l", "n"), "([a-z]+)(\\d+)")

out <- tibble(k = 1:3, a = c("ab12", "cd34", "??")) %>% extract(a, into = c("l", "n"), regex = "([a-z]+)(\\d+)", convert = TRUE, remove = FALSE)

out <- data.frame(a = c("ab12", "cd34", NA), b = 1:3) %>% tidyr::extract(a, into = c("l", NA), regex = "([a-z]+)(\\d+)")

out <- data.frame(a = c("a-b", "c-d")) %>% extract(a, into = "A")

f <- factor(c("a", "b", "c", "a", "b", "c"))
out <- levels(fct_reorder2(f, c(1, 1, 1, 2, 2, 2), c(3, 9, 5, 1, 7, 8)))

f <- factor(c("a", "b", "c", "a", "b", "c"))
out <- levels(fct_reorder2(f, c(1, 1, 1, 2, 2, 2), c(3, 9, 5, 1, 7, 8), .desc = FALSE))

f <- factor(c("a", "b", "c", "a", "b", "c"))
out <- levels(fct_reorder2(f, c(1, 1, 1, 2, 2, 2), c(3, 9, 5, 1, 7, 8), first2))

f <- factor(c("a", "b", "c", "a", "b", "c"))
out <- levels(fct_reorder2(f, c(1, 1, 1, 2, 2, 2), c(3, 9, 5, 1, 7, 8), function(x, y) max(y)))

m <- matrix(c(1, 2, 3, 4, 5, 7), 2)
out <- c(matrixStats::rowSds(m), matrixStats::colSds(m), matrixStats::rowMedians(m), matrixStats::colVars(m), matrixStats::rowMaxs(m), matrixStats::colMins(m), matrixStats::rowMads(m), matrixStats::colProds(m), matrixStats::rowIQRs(m), matrixStats::rowSums2(m), matrixStats::colMeans2(m), matrixStats::rowLogSumExps(m))

m <- matrix(c(1, NA, 3, 4), 2)
out <- c(matrixStats::rowSds(m, na.rm = TRUE), matrixStats::rowMaxs(m), matrixStats::colMedians(m, na.rm = TRUE))

m <- matrix(c(1, 2, 3, 4, 5, 7), 2, dimnames = list(c("a", "b"), c("p", "q", "r")))
out <- matrixStats::rowQuantiles(m, probs = c(0.1, 0.9))[, 2]

m <- matrix(c(1, 2, 3, 4, 5, 7), 2)
out <- unname(matrixStats::colQuantiles(m, probs = 0.25))

m <- matrix(c(1, 2, 3, 4, 5, 7), 2)
out <- matrixStats::rowRanges(m)

out <- map_dbl(1:3, ~ { k <- .x^2; k + 1 })

out <- map(1:2, ~ { b <- .x; map_dbl(1:3, ~ { k <- .x; k * 10 + b }) }) %>% unlist()

out <- map2_dbl(1:2, 3:4, ~ { k <- .x * .y; k + ..1 })

out <- map_dfr(1:2, ~ { k <- .x
  d %>% filter(n > k) %>% summarise(rows = n(), k = k) })

out <- imap_chr(c(a = 1, b = 2), ~ { z <- .x + 1; paste(.y, z) })

out <- d %>% mutate(across(c(x, n), ~ { z <- .x - min(.x); z / 2 })) %>% select(x, n)

out <- as.character(glue::glue("{v} = 0", v = c("a", "b")))

out <- c("x", "n") %>% keep(~ .x != "n") %>% glue::glue("{v} > {k}", v = ., k = 2) %>% as.character()

set.seed(1)
out <- d %>% group_by(site) %>% slice_sample(n = 1) %>% ungroup() %>% select(id, site)

set.seed(2)
out <- d %>% group_by(site) %>% slice_sample(n = 4, replace = TRUE) %>% ungroup() %>% select(id, site)

set.seed(3)
out <- d %>% slice_sample(n = 3, weight_by = n) %>% select(id)

set.seed(4)
out <- d %>% sample_n(12, weight = n, replace = TRUE) %>% select(id)

set.seed(5)
out <- d %>% slice_sample(prop = 0.4) %>% select(id)

set.seed(6)
out <- d %>% sample_frac(0.4) %>% select(id)

set.seed(7)
out <- d %>% group_by(site) %>% sample_frac(0.5) %>% ungroup() %>% select(id)

set.seed(8)
out <- d %>% sample_frac() %>% select(id)

set.seed(9)
out <- d %>% group_by(site) %>% sample_n(1) %>% ungroup() %>% select(id)

out <- data.frame(g = c("b", "a", "b"), v = c(2, 1, 1), h = c(1, 2, 1), z = 7:9) %>% complete(nesting(g, v), h = 1:2)

out <- data.frame(g = c("b", "a", "b"), v = c(2, 1, 1), h = c(1, 2, 1), z = c(7, 8, 9)) %>% complete(nesting(g, v), h, fill = list(z = 0))

out <- inner_join(tibble(x = 1:2, k = 3), tibble(y = c("a", "b"), k = 4), by = character())

out <- tibble(a = c("ab12zz", "zz12", "12")) %>% separate_wider_regex(a, c(l = "[a-z]+", n = "\\d+"), too_few = "align_start")

out <- aggregate(abs(x) ~ site, data = d, FUN = mean)

out <- aggregate(x + n ~ site, data = d, FUN = max)

out <- aggregate(log(n) ~ site + ok, data = d, FUN = mean)
names(out)[3] <- "log_n"

write.table(d[1:2, c("id", "n")], "w.txt", sep = " ", row.names = FALSE, col.names = FALSE)
out <- readLines("w.txt")

write.table(d[1:2, c("id", "x")], "w.txt", sep = "\t", row.names = FALSE)
out <- length(readLines("w.txt"))

w <- data.frame(g = c("a", "b"), x = 1:2, y = 3:4)
out <- reshape2::melt(w, id.vars = "g", value.var = "count", variable.name = "k")
