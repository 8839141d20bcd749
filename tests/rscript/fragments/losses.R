# Fragments in which a name, a column, or NaN beside NA could be lost without a message.

write.csv(d, "d.csv")
out <- read.csv("d.csv")

write.csv(d, "d.csv")
out <- readLines("d.csv")

write.csv(d, "d.csv", row.names = FALSE)
out <- readLines("d.csv")

write.csv(d, "d.csv", row.names = FALSE, quote = FALSE, na = "")
out <- readLines("d.csv")

write.csv(d, file = "d.csv", na = "-")
out <- readLines("d.csv")

write.csv(mtcars, "cars.csv")
out <- readLines("cars.csv")[1:3]

write.csv(mtcars, "cars.csv")
out <- read.csv("cars.csv", row.names = 1)

write.csv(d[2:3, ], "d.csv")
out <- read.csv("d.csv")

write.table(d, "d.txt")
out <- readLines("d.txt")

write.table(d, "d.txt", sep = "\t", row.names = FALSE, quote = FALSE)
out <- readLines("d.txt")

write.table(d, "d.txt", sep = ",", row.names = FALSE, col.names = FALSE)
out <- readLines("d.txt")

write.table(d, "d.txt", sep = ",", col.names = NA)
out <- readLines("d.txt")

write.csv(data.frame(x = c(1e-10, 123456789, 1e15, 0.1 + 0.2, 1e5, 100000.5), n = c(1e5, 2e5, 3, NaN, Inf, -Inf)), "n.csv", row.names = FALSE)
out <- readLines("n.csv")

write.csv(data.frame(s = c('a "b"', "c, d", "e")), "s.csv")
out <- readLines("s.csv")

write.csv(d %>% filter(i > 1), "d.csv")
out <- read.csv("d.csv")

d %>% group_by(g) %>% summarise(m = mean(i)) %>% write.csv("d.csv")
out <- readLines("d.csv")

write.csv(as_tibble(d), "d.csv")
out <- names(read.csv("d.csv"))

write.csv(matrix(1:4, 2), "m.csv")
out <- readLines("m.csv")

m <- matrix(c(1.5, 2, 3, 4), 2, dimnames = list(c("r", "s"), c("A", "B")))
write.csv(m, "m.csv")
out <- readLines("m.csv")

write.csv(c(a = 1, b = 2), "v.csv")
out <- readLines("v.csv")

write.csv(data.frame(t = as.Date("2020-01-02") + 0:1, u = 1:2), "t.csv")
out <- readLines("t.csv")

write_csv(d, "d.csv")
out <- readLines("d.csv")

out <- write_csv(d, "d.csv")

out <- d %>% mutate(y = i + 1) %>% write_csv("d.csv")

out <- d %>% write_tsv("d.tsv") %>% nrow()

write_tsv(d, "d.tsv")
out <- readLines("d.tsv")

write_delim(d, "d.txt", delim = ";")
out <- readLines("d.txt")

write_delim(d, "d.txt")
out <- readLines("d.txt")

write_csv(data.frame(s = c('a "b"', "c, d", "e"), x = c(1e-10, 123456789, 1e5), t = c(1e15, NaN, Inf)), "s.csv")
out <- readLines("s.csv")

write_csv(d, "d.csv", na = "")
out <- readLines("d.csv")

write_csv(d, "d.csv", col_names = FALSE)
out <- readLines("d.csv")

out <- identical(c(1, NA), c(1, NA))

out <- match(NaN, u)

out <- as.character(100000L)

out <- paste(100000)

out <- paste(c(100000, 1))

cat(100000L, 100000, "\n")

out <- names(as.data.frame(c(1, 2)))

x <- c(1, 2)
out <- as.data.frame(x)

out <- cbind(d[1:2, ], 7:8)

out <- cbind(d, 7:9)

out <- cbind(d, z = 7:9)

out <- names(cbind(d, c(1, 2, 3)))

out <- names(cbind(d, d$i))

out <- rownames(d[c(1, 1, 2), ])

out <- rownames(d[c(1, NA), ])

out <- d[c(1, 1, 3), ]

out <- d[d$ok, ]

out <- rownames(d[d$ok, ])

out <- rownames(mtcars[c(1, 1, 1, 2), ])

out <- as.list(d$f)[[1]]

out <- as.list(d$f)

out <- names(rep(l, 2))

out <- c(l, NA)

out <- names(c(l, 5))

out <- rep(l, 2)

out <- l[2:3]

out <- names(l)

out <- rev(l)

out <- l[-1]

out <- names(lapply(l, class))

out <- sapply(l, class)

out <- unlist(l)

y <- list(a = 1, b = 2)
y["z"] <- list(NULL)
out <- y

y <- list(a = 1, b = 2)
y["a"] <- list(NULL)
out <- length(y)

y <- list(a = 1, b = 2)
y["a"] <- list(NULL)
out <- is.null(y$a)

out <- c(list(1), a = 2)

out <- c(list(a = 1), list(2))

out <- append(l, list(z = 3))

out <- setNames(l, c("p", "q", "r"))

out <- aggregate(i ~ g, d, function(v) c(m = mean(v), n = length(v)))

a <- aggregate(i ~ g, d, function(v) c(m = mean(v), n = length(v)))
out <- a$i[, "m"]

a <- aggregate(i ~ g, d, function(v) c(m = mean(v), n = length(v)))
out <- names(do.call(data.frame, a))

out <- names(aggregate(i ~ g, d, range))

aggregate(i ~ g, d, function(v) c(m = mean(v), n = length(v)))

out <- do.call(data.frame, aggregate(i ~ g, d, function(v) c(m = mean(v), n = length(v))))

v <- c(a = 1, 2, a = 3)
out <- as.list(v)

v <- c(a = 1, 2, a = 3)
out <- as.list(v)[2:3]

v <- c(a = 1, 2, a = 3)
out <- names(as.list(v))

v <- c(a = 1, b = 2)
out <- lapply(c(v, 3), function(x) x)

out <- unlist(c(l, l))

out <- length(c(l, l))

out <- c(l, l)

out <- l[c("a", "a")]

out <- l[c(1, 1, 2)]

out <- lapply(c(a = 1, a = 2), function(x) x + 1)

out <- split(c(1, 2), c("a", "b"))[c("a", "zz")]

y <- c(1, 2)
out <- as.data.frame(y)

s <- c("u", "v")
out <- as.data.frame(s)

out <- as.data.frame(1:3)

out <- as_tibble(c(1, 2))

out <- as.data.frame(d$x > 1)

out <- as.data.frame(matrix(1:4, 2))

out <- l[c("a", "zz")]

k <- c(l, l)
out <- k$a

k <- c(l, list(9))
out <- k[["b"]]

k <- c(l, list(9))
out <- length(k)

k <- c(l, list(9))
k$new <- 3
out <- k

k <- c(l, list(9))
names(k)[4] <- "e"
out <- k

k <- c(l, list(9))
k[[4]] <- 10
out <- k

out <- sapply(c(list(1, 2), a = 3), function(v) v * 2)

out <- Map(function(a, b) a + b, c(a = 1, a = 2), 3:4)

out <- do.call(rbind, c(list(a = 1:2), list(3:4)))

out <- mapply(function(v) v, c(l, NA))

out <- Filter(is.numeric, c(l, 7))

out <- unlist(c(list(a = 1), list(2)))

out <- mtcars[c("Fiat 128", "Fiat 128"), 1:2]

out <- nrow(mtcars[c(1, 1, 2), ])

b <- mtcars[c(1, 1, 2), ]
out <- b[2, "mpg"]

b <- mtcars[c(1, 1, 2), ]
out <- b["Mazda RX4.1", "mpg"]

out <- rownames(rbind(mtcars[1, ], mtcars[1, ]))

out <- lapply(as.list(d$f), as.character)

out <- sapply(as.list(d$f), nlevels)
