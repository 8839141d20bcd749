# Fragments of R that reshape data frames. start_of_pivots.R precedes each of them.

out <- w %>% pivot_longer(-id, names_to = c(".value", "time"), names_pattern = "(.)_t(\\d)", names_transform = list(time = as.integer)) %>% mutate(time = time + 1) %>% pull(time)

out <- w %>% pivot_longer(c(x_t1, x_t2), names_to = "time", names_prefix = "x_t", names_transform = list(time = as.numeric), values_to = "x")

out <- w %>% pivot_longer(-id, names_to = c("v", "time"), names_sep = "_t", names_transform = list(time = as.integer))

out <- w %>% pivot_longer(-id, names_to = c("v", "time"), names_sep = "_t", names_transform = list(v = factor, time = as.integer))

out <- w %>% pivot_longer(c(x_t1, x_t2), names_to = "time", names_transform = ~ as.integer(sub("x_t", "", .x)))

out <- w %>% pivot_longer(c(x_t1, x_t2), names_to = "time", values_transform = list(value = as.character))

out <- w %>% pivot_longer(c(x_t1, x_t2), names_to = "time", names_ptypes = list(time = factor()))

out <- w %>% pivot_longer(-id, names_to = c(".value", "time"), names_sep = "_t", values_drop_na = TRUE)

out <- tibble(id = 1:2, a_1 = c(1, NA), b_1 = c(2, NA), a_2 = c(NA, 3), b_2 = c(NA, 4)) %>% pivot_longer(-id, names_to = c(".value", "t"), names_sep = "_", values_drop_na = TRUE)

out <- w %>% pivot_longer(-id, names_to = c("time", ".value"), names_pattern = "(.)_(t\\d)")

out <- w %>% pivot_longer(-id, names_to = c(".value", NA), names_sep = "_t")

out <- w %>% pivot_longer(-id, names_to = c(NA, "time"), names_sep = "_t", values_to = "v")

out <- d %>% pivot_wider(id_cols = id, names_from = time, values_from = c(y, z), names_prefix = "t")

out <- d %>% pivot_wider(id_cols = id, names_from = c(arm, time), values_from = z, names_prefix = "m_")

out <- d %>% filter(id < 3) %>% pivot_wider(id_cols = time, names_from = id, values_from = c(y, z), values_fill = list(y = 0))

out <- tibble(i = 1:2, k = c(NA, "a"), v = 1:2) %>% pivot_wider(names_from = k, values_from = v)

out <- tibble(i = 1:2, k = c(TRUE, FALSE), v = 1:2) %>% pivot_wider(names_from = k, values_from = v)

out <- tibble(i = 1:2, k = c(0.5, 1), v = 1:2) %>% pivot_wider(names_from = k, values_from = v, names_prefix = "q")

out <- tibble(i = 1:2, k = factor(c("b", "a"), levels = c("a", "b", "c")), v = 1:2) %>% pivot_wider(names_from = k, values_from = v, names_sort = TRUE)

out <- tibble(i = 1:2, k = factor(c("b", "a"), levels = c("a", "b", "c")), v = 1:2) %>% pivot_wider(names_from = k, values_from = v, names_expand = TRUE)

out <- d %>% pivot_wider(id_cols = arm, names_from = time, values_from = c(y, z), values_fn = list(y = length, z = sum))

out <- d %>% pivot_wider(names_from = time, values_from = c(y, z), names_vary = "slowest") %>% names()

out <- d %>% pivot_wider(id_cols = c(id, arm), names_from = time, values_from = y) %>% mutate(change = `2` - `1`)

out <- d %>% group_by(arm) %>% pivot_wider(names_from = time, values_from = y, id_cols = id) %>% ncol()

out <- k %>% pivot_longer(c(v), names_to = "n", values_to = "val") %>% select(-s)

out <- tibble(a = 1:2, f1 = factor(c("x", "y")), f2 = factor(c("y", "z"))) %>% pivot_longer(f1:f2)

out <- tibble(a = 1, b = "x", c = 2L) %>% pivot_longer(c(a, c))

out <- tibble(a = 1:2, x1 = c(TRUE, FALSE), x2 = c(1.5, 0)) %>% pivot_longer(x1:x2)

out <- d %>% gather("k", "v", y, z) %>% filter(!is.na(v)) %>% count(k)

out <- d %>% gather(k, v, -id, -time, -arm, na.rm = TRUE) %>% spread(k, v)

out <- d %>% select(id, time, y) %>% spread(time, y, fill = 0)

out <- d %>% select(id, time, y) %>% spread(time, y, sep = "_")
