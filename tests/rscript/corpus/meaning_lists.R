# Lists, and functions of functions.
total <- Reduce(`+`, 1:4)
squares <- sapply(1:3, function(i) i^2)
named <- sapply(c("a", "bb"), nchar)
frames <- lapply(1:2, function(k) data.frame(k = k))
stacked <- do.call(rbind, frames)
big <- Filter(function(v) v > 2, c(1, 3, 5))
sums <- mapply(function(a, b) a + b, 1:3, 4:6)
means <- tapply(c(1, 2, 3), c("u", "v", "u"), mean)
d <- data.frame(g = c("u", "v", "u"), y = c(1, 2, 4))
agg <- aggregate(y ~ g, data = d, FUN = mean)
merged <- merge(d, data.frame(g = c("v", "u"), w = c(10, 20)))
value_a <- 1
value_b <- 2
got <- c()
for (nm in c("a", "b")) got <- c(got, get(paste0("value_", nm)))
safe <- tryCatch(stop("no"), error = function(e) -1)
which_one <- "b"
chosen <- switch(which_one, a = 1, b = 2, 3)
there <- exists("chosen")
seconds <- sapply(list(c(1, 2), c(3, 4)), function(v) v[2])
rows <- apply(matrix(1:6, nrow = 2), 1, sum)
add <- \(x, y = 2) x + y
five <- add(3)
piped <- d |> subset(y > 1)
