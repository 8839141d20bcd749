# Fragments of R that bind data frames, matrices and vectors. start_of_bound.R precedes each of them.

out <- bind_rows(mtcars[1, 1:2], mtcars[2:3, 1:2])

out <- bind_rows(mtcars[1, 1:2], data.frame(mpg = 1, cyl = 2))

out <- bind_rows(data.frame(mpg = 1, cyl = 2), mtcars[1, 1:2])

out <- bind_rows(mtcars[1, 1:2], tibble(mpg = 1, cyl = 2))

out <- bind_rows(list(mtcars[1:2, 1:2], mtcars[2:3, 1:2], mtcars[2, 1:2]))

out <- bind_rows(mtcars[1:2, 1:2], mtcars[3, 2:3])

out <- bind_rows(a = mtcars[1, 1:2], b = mtcars[2, 1:2], .id = "k")

out <- list(a = mtcars[1, 1:2], b = mtcars[1, 1:2]) %>% map_dfr(identity, .id = "k")

out <- mtcars[1:2, 1:2] %>% add_row(mpg = 3, cyl = 3)

a <- mtcars[1:2, 1:2]; rownames(a) <- c("u", "v"); b <- a; out <- bind_rows(a, b)

a <- data.frame(x = 1:2); rownames(a) <- c("u", "v"); out <- do.call(bind_rows, list(a, a))

a <- data.frame(x = 1:3)[2:3, , drop = FALSE]; out <- rownames(bind_rows(a, a))

a <- data.frame(x = 1:3)[2:3, , drop = FALSE]; out <- rownames(rbind(a, a))

out <- rbind(data.frame(f = factor(c("2", "a"))), data.frame(f = 2))

out <- rbind(data.frame(f = factor(c("2", "a"))), data.frame(f = TRUE), data.frame(f = "z"))

out <- rbind(data.frame(f = factor("a")), list("b"), list(1))

out <- rbind(data.frame(v = c(1.5, 2)), list(TRUE))

out <- rbind(data.frame(v = c(TRUE, FALSE)), list(2))

out <- rbind(data.frame(v = c(1.5, NA)), list("k"))

out <- cbind(fe = matrix(1:2 / 3, 2, dimnames = list(NULL, c("a", "b"))[c(1, 2)])[, 1], z = c(TRUE, NA))

m <- matrix(1:4 / 2, 2, dimnames = list(c("x", "y"), c("a", "b"))); out <- cbind(m, s = "k")

m <- matrix(1:4 / 2, 2, dimnames = list(c("x", "y"), c("a", "b"))); out <- cbind(1, m)

m <- matrix(1:4 / 2, 2, dimnames = list(c("x", "y"), c("a", "b"))); out <- cbind(m, m > 1)

m <- matrix(c(TRUE, FALSE), 1, dimnames = list("x", c("a", "b"))); out <- cbind(m, 3L)

m <- matrix(1:4 / 2, 2, dimnames = list(c("x", "y"), c("a", "b"))); out <- cbind(m, tot = rowSums(m), big = m[, "a"] > .6)

m <- matrix(1:4 / 2, 2, dimnames = list(c("x", "y"), c("a", "b"))); out <- rbind(m, tot = c(TRUE, FALSE))

m <- matrix(1:4 / 2, 2, dimnames = list(c("x", "y"), c("a", "b"))); out <- rbind(m, s = "k")

m <- matrix(1:4 / 2, 2, dimnames = list(c("x", "y"), c("a", "b"))); out <- rbind(m, NA)

m <- matrix(1:4 / 2, 2, dimnames = list(c("x", "y"), c("a", "b"))); out <- cbind(m, f = factor(c("u", "v")))

m <- matrix(1:4, 2, dimnames = list(c("x", "y"), c("a", "b"))); out <- cbind(data.frame(m), s = m[, 1] > 1)

x <- c(a = 1, b = 2); out <- cbind(x, y = c("p", "q"))

x <- factor(c("u", "v")); out <- cbind(x, 1:2)

out <- cbind(a = c(1.5, 2), b = c(TRUE, FALSE))

out <- cbind(matrix(1:4 / 2, 2), c(TRUE, FALSE))

out <- rbind(matrix(1:4 / 2, 2), c(TRUE, FALSE))

out <- cbind(matrix(1:4, 2), c("a", "b"))

out <- rbind(c(a = 1, b = 2), c(TRUE, FALSE))

out <- rbind(data.frame(f = factor("a"), v = 1), data.frame(f = 2, v = 2))

out <- rbind(data.frame(f = factor("a"), v = 1), data.frame(f = "b", v = 2))

out <- rbind(data.frame(f = 2, v = 2), data.frame(f = factor("a"), v = 1))

out <- rbind(data.frame(f = "q", v = 2), data.frame(f = factor("a"), v = 1))

out <- rbind(data.frame(f = TRUE), data.frame(f = 3), data.frame(f = "x"))

out <- bind_rows(list(p = mtcars[1:2, 1:2], q = mtcars[2:3, 1:2]), .id = "src")

out <- rbind(mtcars[1:2, 1:2], mtcars[2:3, 1:2])

out <- do.call(rbind, list(p = mtcars[1:2, 1:2], q = mtcars[3, 1:2]))

out <- dplyr::group_by(data.frame(g = c("a", "b"), v = 1:2), g) %>% tibble::as_tibble()

d <- data.frame(g = c("a", "b", "a"), v = c(2, 1, 5)) %>% group_by(g) %>% mutate(m = mean(v)); out <- as_tibble(d) %>% summarise(s = sum(m))

d <- data.frame(g = c("a", "b", "a"), v = c(2, 1, 5)) %>% group_by(g); out <- as.data.frame(d); cat(nrow(as.matrix(d)), ncol(d), names(d), length(d), "\n")

d <- data.frame(g = c("a", "b", "a"), v = c(2, 1, 5)) %>% group_by(g); out <- unlist(lapply(d, function(k) k[1])); cat(d$v, d[["v"]], "\n")

d <- data.frame(g = c("a", "b", "a"), v = c(2, 1, 5)) %>% group_by(g); out <- data.frame(d, z = 1); cat(names(cbind(d, q = 1:3)), names(t(d)), "\n")

d <- data.frame(g = c("a", "b", "a"), v = c(2, 1, 5)) %>% group_by(g); out <- colMeans(d[, "v"]); cat(nrow(d[d$v > 1, ]), nrow(head(d, 1)), sum(is.na(d)), "\n")

d <- data.frame(g = c("a", "b", "a"), v = c(2, 1, 5)) %>% group_by(g); out <- apply(d, 1, function(r) r["g"]); cat(nrow(na.omit(d)), nrow(unique(d)), "\n")

d <- data.frame(g = c("a", "b", "a"), v = c(2, 1, 5)) %>% group_by(g); out <- as.list(d); cat(is.data.frame(d), nrow(rbind(d, d)), "\n")

d <- data.frame(g = c("a", "b", "a"), v = c(2, 1, 5)) %>% group_by(g); out <- merge(d, data.frame(g = "a", w = 3)); cat(tapply(d$v, d$g, sum), with(d, sum(v)), "\n")

a <- mtcars[1:2, 1:2]; out <- bind_cols(a, tibble(x = 1:2))

a <- mtcars[1:2, 1:2]; b <- a; rownames(b) <- c("p", "q"); names(b) <- c("u", "v"); out <- bind_cols(b, a)

a <- mtcars[1:2, 1:2]; out <- bind_cols(data.frame(x = 1:2), a)

a <- data.frame(x = 1:3)[2:3, , drop = FALSE]; out <- rownames(bind_cols(a, data.frame(y = 1:2)))

a <- mtcars[1:2, 1:2]; out <- bind_cols(a, z = c(1, 2))
