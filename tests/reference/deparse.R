# What R's parser and deparse make of expressions: writes deparse.json beside this script.
# Run by: LC_ALL=C.UTF-8 Rscript tests/reference/deparse.R
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)))
deparsed <- function(x) paste(deparse(x, width.cutoff = 500), collapse = "\n")

# The tree as nested lists: a call is its function, then its arguments, {name: value} if named.
tree <- function(x) {
  if (missing(x)) return("")
  if (is.symbol(x)) return(as.character(x))
  if (!is.call(x)) return(deparsed(x))
  # x[] has one empty argument in R; it says no more than none.
  if (length(x) == 3 && identical(x[[1]], quote(`[`)) && identical(x[[3]], quote(expr = ))) x <- x[-3]
  parts <- lapply(seq_along(x), function(i) tree(x[[i]]))
  labels <- names(x)
  if (!is.null(labels)) {
    for (i in which(labels != "")) parts[[i]] <- setNames(list(parts[[i]]), labels[i])
  }
  parts
}

read <- function(text) {
  x <- tryCatch(parse(text = text, keep.source = FALSE), error = function(e) NULL)
  if (is.null(x) || length(x) != 1) return(list(text = text, refused = TRUE))
  # Inside a call, as a name alone is deparsed without its backticks.
  inside <- deparsed(call("f", x[[1]]))
  list(text = text, deparsed = substr(inside, 3, nchar(inside) - 1), tree = tree(x[[1]]))
}

chosen <- readLines(file.path(here, "deparse.txt"), encoding = "UTF-8")

# Random operators between names, with and without prefixes: R's precedences, seen from outside.
set.seed(1)
binary <- c("~", "|", "||", "&", "&&", "==", "<", ">=", "+", "-", "*", "/", "%in%", "%%", ":", "^")
random <- replicate(400, {
  n <- sample(2:5, 1)
  prefix <- sample(c("", "-", "!", "~", "+", "-!"), n, TRUE, c(12, 2, 1, 1, 1, 1))
  operand <- sample(c("a", "b", "x$y", "f(x)", "z[1]", "2"), n, TRUE)
  paste(c(rbind(sample(binary, n, TRUE), paste0(prefix, operand)))[-1], collapse = " ")
})

# Trees that no text has: R adds the parentheses.
f <- quote(a + b); g <- quote(c * d)
built <- list(
  call("*", f, quote(c)), call("*", quote(c), f), call("^", f, f), call("-", quote(a), f),
  call("^", quote(a^b), quote(c)), call("-", f), call("!", call("&", quote(a), quote(b))),
  call("^", call("-", quote(a)), 2), call(":", quote(a), call(":", quote(b), quote(c))),
  call("/", g, g), call("+", call("~", quote(a), quote(b)), quote(c)),
  call("%in%", f, g), call("$", f, quote(x)), call("[", f, 1),
  as.call(list(call("$", quote(a), quote(b)), 1)), call("|", quote(a), call("|", quote(b), quote(c)))
)
raw <- lapply(built, function(x) list(tree = tree(x), deparsed = deparsed(x)))

size <- c(10^runif(150, -20, 20), sample(1e6, 30), round(10^runif(60, -4, 4), 3),
          2^(0:60), 10^(-8:20), 0.1 + 0.2, 1 / 3, 123456789012345678)
numbers <- lapply(unique(size), function(x) {
  text <- sprintf("%.17g", x)
  list(text = text, deparsed = deparsed(eval(parse(text = text))))
})

out <- list(version = R.version.string, expressions = lapply(c(chosen, random), read),
            built = raw, numbers = numbers)
writeLines(jsonlite::toJSON(out, auto_unbox = TRUE, digits = NA), file.path(here, "deparse.json"))
