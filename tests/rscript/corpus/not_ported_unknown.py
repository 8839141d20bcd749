"""The Python of not_ported_unknown.R."""

# not ported: it is not known whether this is a position, a name or a condition
# f <- function(x, i) x[i]

# not ported: '...' has no Python here
# g <- function(...) sum(...)
# not ported: '<<-' changes variables from within functions
# k <<- 3
# not ported: the function array() has no Python here
# m <- array(1:8, c(2, 2, 2))
# not ported: the script does not define 'faithful'
# d <- faithful
# not ported: the function switch() has no Python here
# h <- switch("a", a = 1, b = 2)
