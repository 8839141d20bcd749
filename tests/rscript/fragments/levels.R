# Functions of forcats that make, join, cross and move levels.

out <- fct(c("b", "a", NA, "b"))

out <- fct(c("b", "a"), levels = c("a", "b", "c"))

out <- fct(c("a", "x"), na = "x")

out <- fct_c(factor(c("a", "b")), factor(c("c", "b")))

out <- fct_cross(factor(c("x", "y", "x")), factor(c("p", "q", "q")))

out <- fct_cross(factor(c("x", "y")), factor(c("p", "q")), sep = "-", keep_empty = TRUE)

f <- factor(c("a", "b"), levels = c("a", "b", "c", "d"))
out <- fct_drop(f)

f <- factor(c("a", "b"), levels = c("a", "b", "c", "d"))
out <- fct_drop(f, only = "c")

f <- factor(c("a", "b"), levels = c("a", "b", "c", "d"))
out <- fct_expand(f, "z", after = 1)

f <- factor(c("a", "b"), levels = c("a", "b", "c", "d"))
out <- fct_expand(f, "z", "a")

out <- fct_inseq(factor(1:3, levels = c("3", "2", "1")))

out <- fct_match(factor(c("a", "b", NA)), "a")

out <- fct_shift(factor(c("a", "b", "c")))

out <- fct_shift(factor(c("a", "b", "c")), -1)

out <- levels(fct_unify(list(factor(c("a", "b")), factor(c("c", "b"))))[[2]])

out <- lvls_reorder(factor(c("a", "b")), c(2, 1))

out <- lvls_revalue(factor(c("a", "b")), c("x", "y"))

out <- lvls_expand(factor(c("a", "b")), c("a", "b", "z"))

out <- lvls_union(list(factor(c("a", "b")), factor(c("c", "b"))))

out <- fct_relevel(factor(c("b", "a"), levels = c("b", "a")), sort)

out <- fct_relevel(factor(c("b", "a")), rev)

out <- fct_relevel(factor(c("b", "a", "c")), ~ rev(.x))

out <- fct_relevel(factor(c("a", "b", "c")), "a", after = Inf)

out <- fct_relevel(factor(c("a", "b", "c", "d")), c("c", "b"), after = 1)

out <- fct_recode(factor(c("apple", "bear")), fruit = "apple", NULL = "bear")

out <- fct_na_value_to_level(factor(c("a", NA)), "(M)")

out <- fct_cross(factor(c("x", NA)), factor(c("p", "q")))

first <- c("c", "b")
out <- fct_relevel(factor(c("a", "b", "c")), first)
