# Fragments on lists of single numbers, whose elements keep their own types when others change.

l <- setNames(as.list(1:3), letters[1:3]); l[["b"]] <- "changed"; out <- l$a + 1

l <- as.list(1:3); names(l) <- letters[1:3]; l$b <- "z"; out <- l[["c"]] * 2

l <- setNames(list(1, 2), c("a", "b")); l$b <- "q"; out <- l$a / 2

l <- lapply(1:2, function(i) i); names(l) <- c("a", "b"); l$a <- "t"; out <- l$b + 1

l <- rev(list(1, 2)); l[[1]] <- "v"; out <- l[[2]] + 1

l <- head(list(1, 2, 3), 2); l[[1]] <- "s"; out <- l[[2]] + 1

l <- tail(list(1, 2, 3), 2); l[[1]] <- "s"; out <- l[[2]] + 1

l <- rep(list(0), 2); l[[1]] <- "s"; out <- l[[2]] + 1

l <- list(1, 2, 3); m <- l[2:3]; m[[1]] <- "s"; out <- m[[2]] + 1

l <- list(1, 2, 3); m <- l[-1]; m[[1]] <- "s"; out <- m[[2]] + 1

l <- list(1, 2, 3)[c(TRUE, FALSE, TRUE)]; l[[1]] <- "s"; out <- l[[2]] + 1

l <- append(list(1), 2); l[[1]] <- "s"; out <- l[[2]] + 1

l <- c(list(1), 2); l[[1]] <- "s"; out <- l[[2]] + 1

l <- list(1, 2); l[[3]] <- TRUE; l[["k"]] <- "x"; out <- l[[1]] + l[[3]]

f <- function(l) { l[[1]] <- "s"; l }; out <- f(list(1, 2))[[2]] + 1

f <- function(l) { l$a <- "s"; l }; out <- f(setNames(list(1, 2), c("a", "b")))$b + 1

l <- Filter(function(v) v > 1, list(1, 2, 3)); l[[1]] <- "s"; out <- l[[2]] + 1

l <- list(a = 1, b = 2); l <- l[order(names(l), decreasing = TRUE)]; l$a <- "x"; out <- l$b

l <- unname(list(a = 1, b = 2)); l[[1]] <- "s"; out <- l[[2]] + 1

l <- vector("list", 2); l[[1]] <- 1; l[[2]] <- 2; l[[1]] <- "s"; out <- l[[2]] + 1

l <- keep(list(1, 2, 3), ~ .x > 1); l[[1]] <- "s"; out <- l[[2]] + 1

l <- set_names(list(1, 2), c("p", "q")); l$p <- "s"; out <- l$q + 1

l <- set_names(map(1:2, ~ .x), c("p", "q")); l$p <- "s"; out <- l$q + 1

l <- list(1, 2); l <- setNames(l, c("a", "b")); l$c <- "n"; out <- l$a + l$b

l <- replace(list(1, 2), 1, "z"); out <- l[[2]] + 1

l <- rev(setNames(list(1, 2), c("a", "b"))); l$a <- "z"; out <- l$b + 1

l <- list(1, 2); for (i in 1:2) l[[i]] <- l[[i]] * 2; l[[1]] <- "e"; out <- l[[2]]

l <- sapply(1:2, function(i) i, simplify = FALSE); l[[1]] <- "s"; out <- l[[2]] + 1

l <- unlist(list(1, 2)); l[[1]] <- "s"; out <- l

l <- list(1, 2)[2]; l[[2]] <- "b"; out <- l[[1]] + 1

l <- modifyList(list(a = 1), list(b = 2)); l$a <- "k"; out <- l$b + 1

d <- list(x = 1:3, y = 2); d$y <- "s"; out <- sum(d$x)

l <- as.list(c(a = 1, b = 2)); l$b <- "q"; out <- l$a + 1

l <- strsplit("a b", " "); l[[1]] <- 1; out <- l[[1]] + 1

l <- array(list(1, 2)); out <- l[[2]] + 1

out <- Reduce(function(a, b) a + b, list(c(1, 2), c(3, 4)), accumulate = TRUE)

out <- Reduce(function(a, b) paste0(a, b), letters[1:3], accumulate = TRUE)

out <- Reduce(`+`, 1:4, accumulate = TRUE, 10)

out <- accumulate(list(c(1, 2), c(3, 4)), `+`)
