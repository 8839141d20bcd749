# The order in which R sorts text (ICU root collation, LC_COLLATE = C.UTF-8).
# Rscript tests/reference/collation.R > tests/reference/collation.json
set.seed(20)
ascii <- strsplit("abcxyzABXZ0129", "")[[1]]
marks <- strsplit("._:-+ <>[]()^*/%$#@!,;'&=|~", "")[[1]]
accents <- intToUtf8(c(192:214, 216:246, 248:383), multiple = TRUE)
word <- function(letters) paste(sample(letters, sample(1:7, 1), replace = TRUE), collapse = "")
words <- c(
  replicate(200, word(c(ascii, "_", ".", ":"))),
  replicate(120, word(c(ascii, marks))),
  replicate(60, word(c("a", "e", "o", "A", "E", "O", "s", accents))),
  c("b_mu1", "b_mu10", "b_mu2", "mu1", "mu10", "mu2", "sd_g__mu1_x", "sd_g:h__mu1_x", "g:h", "g", "h",
    "sigma1", "sigma2", "theta", "theta1", "Intercept", "Ix>0TRUE", "x:fb", "x", "X", "xb", "x b",
    "lev.1", "lev 1", "lev_1", "lev-1", "Lev1", "lev1", "b", "B", "b x", "b_x", "b_X", "B_x", "b-x", "b.x",
    "bx", "Bx", "10", "9", "1e5", "a1", "a01", "", "é", "e", "E", "É", "resume", "résumé", "Resume")
)
words <- sort(unique(words), method = "radix")
cat(jsonlite::toJSON(list(given = words, sorted = sort(words))))
