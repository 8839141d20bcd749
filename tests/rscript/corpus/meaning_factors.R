# Factors: their levels, and what becomes of them.
grid <- expand.grid(cond = c("pre", "post"), x = 1:2)
grid_levels <- levels(grid$cond)
f <- factor(c("b", "A", "a"))
f_levels <- levels(f)
f_numbers <- as.numeric(f)
g <- factor(c(10, 20, 10))
g_positions <- as.integer(g)
g_values <- as.numeric(as.character(g))
levels(f)[2] <- "Z"
renamed <- levels(f)
h <- relevel(factor(c("x", "y", "x")), ref = "y")
h_levels <- levels(h)
same <- g == "10"
counts <- as.vector(table(c("b", "A", "b")))
cuts <- cut(c(1, 5, 9), c(0, 5, 10))
cut_levels <- levels(cuts)
