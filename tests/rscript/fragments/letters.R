# Functions of stringr with vectors of patterns, all matches, and parts of strings.

out <- str_locate_all(c("banana", "x"), "an")[[1]]

out <- str_locate_all(c("banana", "x"), "an")[[2]]

out <- nrow(str_locate_all("xyz", "a")[[1]])

out <- str_match_all(c("a1b2", "x"), "([a-z])(\\d)")[[1]]

out <- str_match(c("a1", NA), "(?<l>[a-z])(\\d)")

out <- colnames(str_match("a1", "(?<l>[a-z])(?<d>\\d)"))

out <- invert_match(str_locate_all("1a22b", "[0-9]+")[[1]])

out <- str_equal("a", "A", ignore_case = TRUE)

out <- str_equal(c("a", NA), "a")

out <- str_equal("\u00e1", "a\u0301")

out <- str_like(c("apple", "banana", "Ap%"), "A%")

out <- str_like("abc", "b")

out <- str_rank(c("b", "a", NA, "b"))

out <- str_width(c("abc", NA))

x <- c("hello", "ab")
str_sub(x, 1, 1) <- "XYZ"
out <- x

x <- c("hello", "ab")
str_sub(x, -1) <- c("1", "2")
out <- x

x <- c("hello", "ab")
str_sub(x, 2, 1) <- "_"
out <- x

x <- "hello"
str_sub(x, end = 2) <- "J"
out <- x

x <- "hello"
substr(x, stop = 2, start = 2) <- "J"
out <- x

out <- str_replace(c("apple", "pear"), c("a", "p"), c("1", "2"))

out <- str_replace_all(c("apple", "pear"), "[ae]", c("1", "2"))

out <- str_remove(c("apple", "pear"), c("a", "p"))

out <- str_remove_all("apple pear", c("a", "p"))

out <- str_unique(c("a", "A", "b"), ignore_case = TRUE)

out <- word("Jane saw a cat", 1:3, -1)

out <- word(c("Jane saw a cat", "Jane sat down"), c(1, 2))

out <- word("a,b c", 1, 2, sep = "[, ]")

out <- word("abc.def..123.4568.999", 2, sep = fixed(".."))

out <- str_pad("a", c(5, 10))

out <- str_pad("a", 6, "both", c("-", "_"))

out <- str_detect("aecfg", letters[1:3])

out <- str_detect(c("ab", "cd"), c("a", "a"))

out <- str_count(c("apple", "pear"), c("p", "r"))

out <- str_extract(c("a1", "b2"), c("[a-z]", "[0-9]"))

out <- str_starts(c("a", "b"), c("a", "a"))

out <- str_flatten_comma(c("a", "b"), ", and ")

out <- str_flatten_comma(c("a", "b", "c"), ", and ")

out <- str_split(c("a-b", "c_d"), c("-", "_"))

out <- suppressWarnings(grepl(c("a", "b"), c("a", "b")))

out <- suppressWarnings(sub("a", c("1", "2"), c("a", "ba")))

out <- suppressWarnings(gsub(c("a", "b"), "x", c("ab", "ba")))

out <- strsplit(c("a-b", "c_d"), c("-", "_"))

out <- str_detect(c("a\nb"), regex("^b", multiline = TRUE))

out <- str_extract_all("a\nb", regex("a.", dotall = TRUE))[[1]]

out <- str_detect("ab", regex("a b", comments = TRUE))

out <- str_extract_all("These are   some words. It's 3.14, can't-do U.S.A. 1,000 x_y", boundary("word"))[[1]]

out <- str_count("These are   some words.", boundary("word"))

out <- str_count(c("ab", NA, ""), boundary("character"))

out <- str_extract("  the cat", boundary("word"))

out <- str_extract_all(c("a1", "b2"), c("[a-z]", "[0-9]"), simplify = TRUE)

out <- str_extract_all("a1b2", "[a-z]", simplify = TRUE)

out <- sub("(?<n>b)", "<\\1>", "abc", perl = TRUE)

out <- suppressWarnings(is.na(c(1, NA)))

out <- class(invisible(c(1, 2) > 1))

out <- identity(TRUE)

x <- c(1, 3)
out <- I(x > 2) & TRUE

out <- suppressMessages(any(c(1, 2) > 1))

d <- data.frame(x = c(1, 3))
d$big <- suppressWarnings(d$x > 2)
out <- d

out <- str_pad("a", 10, pad = c("-", "_", " "))

out <- str_locate_all("ab", "")[[1]]
