# Writes tests/reference/rvalues/: values of R of every kind, in every spelling of its files.
x <- list(
  int = c(1L, NA, -3L), dbl = c(1.5, NA, Inf, -Inf, NaN), lgl = c(TRUE, NA, FALSE), chr = c("a", NA, "b c\n\\\"", "\u00e4"),
  seq = 1:1000, rev = 5:1, named = c(a = 1, b = 2), text_of_numbers = as.character(1:5),
  raw = as.raw(c(0, 255)), cplx = 1 + 2i, null = NULL, nothing = NULL, empty = character(0),
  fac = factor(c("b", "a", NA), levels = c("b", "a")), ord = factor("lo", levels = c("lo", "hi"), ordered = TRUE),
  date = as.Date("2020-02-03"), time = as.POSIXct("2020-02-03 04:05:06", tz = "UTC"),
  mat = matrix(1:6, 2, dimnames = list(c("r1", "r2"), c("a", "b", "c"))), arr = array(1:24, 2:4),
  df = data.frame(x = 1:3, s = c("u", NA, "v"), row.names = c("p", "q", "r")), deep = list(list(list(1))),
  form = y ~ x + (1 | g), fun = function(x) x + 1, env = globalenv(), s4 = new("numeric"), call = quote(f(x, , n = 2L))
)
f <- compiler::cmpfun(function(n) { s <- 0; for (i in 1:n) { s <- if (i > 2) s + i else s }; s }); x$compiled <- f
setClass("P", representation(a = "numeric")); x$object <- new("P", a = 1)
setClass("Q", representation()); e <- new.env(); e$self <- e; x$loop <- e; x$wrapped <- sort(c(3.5, 1))
dir.create("rvalues", showWarnings = FALSE)
saveRDS(x, "rvalues/gzip.rds"); saveRDS(x, "rvalues/xz.rds", compress = "xz"); saveRDS(x, "rvalues/bzip2.rds", compress = "bzip2")
saveRDS(x, "rvalues/plain.rds", compress = FALSE); saveRDS(x, "rvalues/ascii.rds", ascii = TRUE); saveRDS(x, "rvalues/version2.rds", version = 2)
con <- file("rvalues/native.rds", "wb"); serialize(x, con, xdr = FALSE); close(con)
int <- x$int; df <- x$df; save(int, df, file = "rvalues/two.RData")
