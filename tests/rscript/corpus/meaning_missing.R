# What is missing stays missing.
x <- c(1, NA, 3)
flag <- ifelse(x > 2, 1, 0)
words <- ifelse(is.na(x), "gone", "there")
number <- as.numeric(x > 2)
d <- data.frame(x = x, s = c("a", NA, "c"))
kept <- d[d$x > 2, ]
fewer <- subset(d, x > 2)
total <- sum(d$x > 2)
some <- sum(d$x > 2, na.rm = TRUE)
middle <- mean(d$x)
known <- mean(d$x, na.rm = TRUE)
negated <- !(x > 2)
both <- x > 2 & c(TRUE, FALSE, TRUE)
inside <- d$s %in% c("a", NA)
where <- which(x > 2)
d$x[is.na(d$x)] <- 0
filled <- d$x
