# Fragments of R about the lines that capture.output() returns. start_of_captured.R precedes each of them.

r <- capture.output(print(1:3)); out <- r

out <- capture.output(print(d))

out <- capture.output(print(c(a = 1, b = 2.5)))

out <- capture.output(print("x"), cat("z\n"))

out <- capture.output(invisible(3))

out <- paste(capture.output(print(m)), collapse = "|")

out <- capture.output(1 + 1)

out <- capture.output(table(d$g))

out <- capture.output(print(letters))

out <- capture.output(print(seq(0.5, 30, by = 1.25)))

out <- capture.output(print(c(TRUE, NA)))

out <- capture.output(print(c("a", NA, "b\"c")))

out <- capture.output(print(d$h))

out <- capture.output(print(c(1.5, NA, 1e10)))

out <- capture.output(print(matrix(1:6, 2)))

out <- capture.output(print(matrix(c("a", "bb", "c", "d"), 2)))

out <- capture.output(print(mtcars[1:2, ]))

out <- capture.output(print(data.frame(a = c(1.123456789, 22), b = c("x", NA), c = factor(c(NA, "u")))))

out <- capture.output(print(NULL))

out <- capture.output(print(numeric(0)))

out <- capture.output(print(as.Date(c("2024-01-01", NA))))

out <- capture.output(print(setNames(1:26, letters)))

out <- capture.output(print(pi * 1e6))

out <- capture.output(print(1e-20))

out <- capture.output(print(c(0.00001, 123456)))

out <- capture.output(print(factor(c("lo", "hi"), levels = c("lo", "hi"), ordered = TRUE)))

out <- capture.output(print(matrix(c(1.5, NA, 3, 4), 2, dimnames = list(NULL, c("a", "b")))))

writeLines(capture.output(print(d[1:2, c("x", "g")]))); out <- 1

out <- length(capture.output(print(mtcars)))

cat(paste0("> ", capture.output(print(1:2))), sep = "\n"); cat("\n"); out <- 1

out <- capture.output(print(table(d$g, d$h)))

out <- capture.output(print(list(1, 2)))

out <- capture.output(print(tibble(a = 1)))

out <- capture.output(print(summary(c(1, 2, 3))))

out <- capture.output(print(pi, digits = 3))
