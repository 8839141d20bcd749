# Verbs and forms of the help pages of dplyr, tidyr and tibble.

out <- desc(c(3, NA, -1))

out <- desc(c("b", "a", "b", NA))

out <- desc(factor(c("v", "u", "v"), levels = c("v", "u")))

out <- desc(as.Date("2020-01-02"))

out <- desc(c(TRUE, FALSE))

out <- arrange(d, desc(h), desc(g), y)

out <- group_rows(gd)

out <- group_rows(d)

out <- group_data(gd)

out <- names(group_data(d))

out <- gd %>% summarise(data = list(cur_data()))

out <- gd %>% summarise(data = list(cur_data_all()))

out <- gd %>% mutate(cols = ncol(cur_data()), all = ncol(cur_data_all()))

out <- gd %>% summarise(row = cur_group_rows(), .groups = "drop")

out <- gd %>% mutate(key = cur_group()$g, id = cur_group_id())

out <- d %>% group_by(g, h) %>% summarise(n = n(), key = paste(unlist(lapply(cur_group(), as.character)), collapse = "."), .groups = "drop")

out <- d %>% rowwise(g) %>% summarise(s = sum(x, y))

out <- d %>% rowwise(g, h) %>% summarise(s = c(y, -y), .groups = "keep") %>% group_vars()

out <- d %>% rowwise(g) %>% summarise(s = sum(x, y)) %>% group_vars()

out <- d %>% rowwise(g) %>% mutate(s = sum(x, y, na.rm = TRUE)) %>% ungroup()

out <- gd %>% rowwise() %>% summarise(s = max(x, y, na.rm = TRUE))

out <- d %>% rowwise(y) %>% summarise(z = list(seq_len(y)))

out <- data.frame(a = 1:2, b = c("u", "v"))[1, , drop = TRUE]

out <- data.frame(a = 1:2, b = c("u", "v"))[2, c("b", "a"), drop = TRUE]

out <- data.frame(a = 1:2, b = c("u", "v"))[1:2, , drop = TRUE]

out <- data.frame(a = 1:2, b = c("u", "v"))[1, , drop = FALSE]

out <- d[1, , drop = TRUE]

out <- d[["y", exact = TRUE]]

out <- d[["yy", exact = FALSE]]

out <- unnest(nested[c("id", "t")], t)

out <- unnest(nested[c("id", "t")], t, keep_empty = TRUE)

out <- unnest(select(nested, id, w), w)

out <- unnest(select(nested, id, w), w, keep_empty = TRUE)

out <- unnest(nested, c(t, w))

out <- unnest(nested, c(t, w), keep_empty = TRUE)

out <- unnest(tibble(i = 1:2, w = list(NULL, c("a", "b"))), w, keep_empty = TRUE)

out <- unnest(tibble(i = 1:2, w = c("a", NA)), w)

out <- replace_na(tibble(z = list(1:2, NULL, 3)), list(z = list(5)))

out <- group_modify(d, ~ head(.x, 1))

out <- group_modify(gd, ~ head(.x, 1))

out <- nest(d, u = c(x, y))

out <- nest(d, u = x, w = starts_with("y"))

out <- nest(d, .by = g)

out <- nest(d, .by = c(g, h), .key = "rest")

out <- nest(d, u = everything(), .by = h)

out <- nest(d, u = x, .by = g)

out <- nest(gd)

out <- nest(gd, u = c(x, y)) %>% group_vars()

x <- 10
out <- tibble(x = 1:2, z = .env$x)

x <- 2
out <- filter(d, y > .env$x)

x <- 2
out <- mutate(d, z = .data$x * .env$x)

out <- complete(d, g, nesting(h, y))

out <- complete(d, nesting(g, h), y = 1:2, fill = list(x = 0))

out <- complete(d, g, h, fill = list(x = 0, y = 9L))

out <- complete(d, g, h, fill = list(x = 0, y = 9L), explicit = FALSE)

out <- complete(gd, h)

out <- expand(gd, h, y)

out <- expand(d, nesting(g, h), 1:2)

out <- expand(d, g, z = 2:1, h)

out <- expand(d, full_seq(y, 1))

out <- full_seq(c(1, 2, 4, 5, 10), 1)

out <- full_seq(as.Date(c("2020-01-01", "2020-01-03")), 1)

out <- full_seq(c(0, 0.5, 2), 0.5)

out <- separate_longer_delim(tibble(i = 1:4, x = c("a.b", "c", NA, "")), x, delim = ".")

out <- separate_longer_delim(tibble(i = 1:2, x = c("a,b", "c"), y = c("1,2", "3")), c(x, y), ",")

out <- separate_longer_position(tibble(i = 1:4, x = c("abc", "d", "", "efgh")), x, 2)

out <- separate_longer_position(tibble(i = 1:4, x = c("abc", "d", "", "efgh")), x, width = 2, keep_empty = TRUE)

out <- rows_insert(keys, tibble(k = "z", v = 9))

out <- rows_insert(keys, tibble(k = c("z", "a"), f = c("q", "p")), conflict = "ignore", by = "k")

out <- rows_append(keys, tibble(k = c("z", "a")))

out <- rows_update(keys, tibble(k = "b", v = 9), by = "k")

out <- rows_update(keys, tibble(k = c("z", "a"), f = c("q", "q")), unmatched = "ignore")

out <- rows_patch(keys, tibble(k = c("a", "b"), v = 8:9))

out <- rows_upsert(keys, tibble(k = c("b", "z"), v = 8:9), by = "k")

out <- rows_delete(keys, tibble(k = "b"))

out <- rows_delete(keys, tibble(k = c("b", "z"), f = "p"), by = "k", unmatched = "ignore")

out <- rows_delete(keys, tibble(k = c("a", "b"), f = "p"), by = c("k", "f"), unmatched = "ignore")

out <- union_all(keys, keys[1, ])

out <- union_all(1:2, 2:3)

out <- add_tally(gd, wt = y)

out <- add_tally(d, y, sort = TRUE)

out <- arrange(d, across(c(g, y), desc))

out <- arrange(d, across(starts_with("h"), desc), y)

out <- arrange(d, across())

out <- arrange_all(d[c("y", "g")], desc)

out <- group_by(d, across(c(g, h), toupper)) %>% summarise(n = n(), .groups = "drop")

out <- group_by(d, across(where(is.factor), as.character)) %>% group_vars()

out <- group_by_at(d, vars(g), toupper) %>% summarise(s = sum(y))

out <- distinct(d, across(g, toupper))

out <- distinct(tibble(u = c(1.1, 1.2, 2), v = c(1, 1, 2)), across(everything(), round))

out <- distinct_all(tibble(u = c(1.11, 1.12, 2), v = c(1, 1, 2)), round, digits = 1)

out <- distinct(d[c("g", "h")], across())

out <- mutate(d, across(.fns = as.character))

out <- mutate(d, s = rowSums(across(c(x, y), abs), na.rm = TRUE))

out <- mutate(gd, s = rowSums(across(where(is.numeric), ~ .x * 2), na.rm = TRUE))

out <- fish_encounters %>% pivot_wider(names_from = station, values_from = seen, values_fill = 0)

out <- relig_income %>% pivot_longer(!religion, names_to = "income", values_to = "count")

out <- us_rent_income %>% pivot_wider(names_from = variable, values_from = c(estimate, moe))

out <- left_join(band_members, band_instruments2, by = c("name" = "artist"))

out <- unite(table5, year, century, year, sep = "")

out <- is_tibble(table1)

out <- table4a[, 1]

out <- separate(table3, rate, into = c("cases", "population"), convert = TRUE)

out <- gd %>% summarise(m = nrow(cur_data()))

out <- d %>% mutate(l = list(1:2, 2:4, 3, 4)) %>% rowwise(g) %>% mutate(k = ncol(cur_data())) %>% pull(k)
