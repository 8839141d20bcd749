# Fragments of data.table; each leaves its value in out. start_of_table.R precedes each of them.

out <- dt[x > 1]

out <- dt[x > 1, ]

out <- dt[2:3]

out <- dt[-1]

out <- dt[.N]

out <- dt[ok == TRUE & !is.na(g)]

out <- dt[(ok)]

out <- dt[order(g, -x)]

out <- dt[order(-g, k)]

out <- dt[order(x, decreasing = TRUE)][1:3]

out <- dt[, x]

out <- dt[, .(x)]

out <- dt[, .(g, twice = x * 2)]

out <- dt[, list(id, k)]

out <- dt[, c("id", "g")]

out <- dt[, "x"]

out <- dt[, id:x]

out <- dt[, 2:3]

out <- dt[, !c("id", "ok")]

out <- dt[, -"f"]

cols <- c("x", "k")
out <- dt[, ..cols]

cols <- c("x", "k")
out <- dt[, cols, with = FALSE]

out <- dt[, mean(x, na.rm = TRUE)]

out <- dt[g == "a", sum(k)]

out <- dt[x > 1, .N]

out <- dt[, .N]

out <- dt[, .N, by = g]

out <- dt[, .N, g][order(-N)]

out <- dt[, .N, keyby = g]

out <- dt[, .N, by = .(g, f)]

out <- dt[, .(m = mean(x, na.rm = TRUE), n = .N), by = g]

out <- dt[, .(m = mean(k)), keyby = .(f, ok)]

out <- dt[, mean(k), by = "g"]

out <- dt[, .(s = sum(k)), by = "g,f"]

out <- dt[, .(s = sum(k)), by = c("g", "ok")]

out <- dt[, .(s = sum(k)), by = .(big = x > 2)]

out <- dt[k > 1, .(m = max(x), which = id[which.max(x)]), by = g]

out <- dt[, .(x, share = x / sum(x)), by = f]

out <- dt[, .(q = c("lo", "hi"), v = range(k)), by = f]

out <- dt[, .SD[1], by = g]

out <- dt[, .SD[.N], by = f]

out <- dt[, .SD[which.max(k)], by = g]

out <- dt[, lapply(.SD, mean), by = f, .SDcols = c("x", "k")]

cols <- c("id", "k")
out <- dt[, lapply(.SD, sum), .SDcols = cols]

out <- dt[, lapply(.SD, function(v) v - min(v)), by = g, .SDcols = c("k", "id")]

out <- dt[, lapply(.SD, max), .SDcols = is.numeric]

out <- dt[, lapply(.SD, sum), by = f, .SDcols = patterns("^(k|i)")]

out <- dt[, head(.SD, 2), by = f, .SDcols = c("id", "x")]

out <- dt[, z := x + 1]

dt[, z := 2 * k]
out <- dt

dt[, z := mean(k), by = g]
out <- dt

dt[g == "a", z := k * 10L]
out <- dt

dt[is.na(x), x := 0]
out <- dt

dt[, g := NULL]
out <- dt

dt[, c("a", "b") := .(k + 1L, "t")]
out <- dt

dt[, `:=`(a = k + 1L, b = toupper(g))]
out <- dt

new <- c("x_c", "k_c")
cols <- c("x", "k")
dt[, (new) := lapply(.SD, function(v) v - mean(v, na.rm = TRUE)), .SDcols = cols]
out <- dt

cols <- c("k", "id")
dt[, (cols) := lapply(.SD, as.character), .SDcols = cols]
out <- dt

cols <- c("x", "k")
dt[, paste0(cols, "_m") := lapply(.SD, mean), by = f, .SDcols = cols]
out <- dt

dt[, c("x", "k") := NULL]
out <- names(dt)

dt[, n := .N, by = g][, i := seq_len(.N), by = g]
out <- dt

dt[, grp := .GRP, by = g]
out <- dt

dt[, first := id[1], by = f]
out <- dt

dt[, big := 0]
dt[k > 3, big := 0.5]
out <- dt

dt[f == "lo", f := "low"]
out <- dt$f

dt[, size := fifelse(x > 2, "big", "small")]
out <- dt

dt[, size := fcase(x > 3, "big", x > 1, "medium", default = "small")]
out <- dt

dt[, prev := shift(k), by = g]
out <- dt

dt[, `:=`(lead = shift(x, 1, type = "lead"), zero = shift(k, 2, fill = 0L))]
out <- dt

dt[, run := rleid(f)]
out <- dt

dt[, nr := rowid(g)]
out <- dt

dt2 <- dt
dt2[, z := 1]
out <- names(dt)

dt2 <- copy(dt)
dt2[, z := 1]
out <- names(dt)

f1 <- function(d) { d[, z := k * 2]; invisible(d) }
f1(dt)
out <- dt

f2 <- function(d, cut) d[x > cut, .(n = .N, m = mean(k))]
out <- f2(dt, 1)

f3 <- function(d, by_what) d[, .(n = .N), by = by_what]
out <- f3(dt, "f")

f4 <- function(d, col) d[, .(m = mean(get(col), na.rm = TRUE)), by = f]
out <- f4(dt, "x")

for (col in c("x", "k")) dt[, (col) := get(col) * 2]
out <- dt

for (col in c("x", "k")) set(dt, j = col, value = dt[[col]] + 1)
out <- dt

set(dt, i = 2L, j = "x", value = 9)
out <- dt

setnames(dt, "x", "value")
out <- names(dt)

setnames(dt, c("x", "k"), c("value", "count"))
out <- names(dt)

setnames(other, c("one", "two", "three"))
out <- other

setnames(dt, toupper(names(dt)))
out <- names(dt)

setorder(dt, g, -k)
out <- dt

setorder(dt, -x)
out <- dt

setorder(dt, x, na.last = TRUE)
out <- dt

setcolorder(dt, c("k", "g"))
out <- names(dt)

setkey(dt, g)
out <- dt

d <- data.frame(a = 1:3, b = c("x", "y", "x"))
setDT(d)
out <- d[, .N, by = b]

out <- as.data.table(data.frame(a = 1:2, b = c("u", "v")))[a > 1]

out <- as.data.table(matrix(1:4, 2))

out <- as.data.table(mtcars[1:3, 1:2], keep.rownames = "car")

out <- merge(dt, other, by = "g")

out <- merge(dt[, .(id, g)], other, by = "g", all.x = TRUE)

out <- merge(dt[, .(id, g)], other[, .(g, w)], by = "g", all = TRUE)

out <- dt[other, on = "g"]

out <- other[dt, on = "g", nomatch = NULL]

out <- dt[!other, on = "g"]

out <- dt[, .(id, key = g)][other, on = c(key = "g")]

out <- rbindlist(list(other, other))

out <- rbindlist(list(one = other, two = other[1]), idcol = "from")

out <- rbindlist(list(other, data.table(g = "q", v = 1)), fill = TRUE)

out <- rbindlist(lapply(1:3, function(i) data.table(i = i, sq = i^2)))

out <- rbindlist(list(data.table(a = 1, b = "x"), data.table(b = "y", a = 2)), use.names = TRUE)

out <- unique(dt[, .(g, f)])

out <- unique(dt, by = "g")

out <- dt[!duplicated(g)]

out <- uniqueN(dt$g)

out <- dt[, .(n = uniqueN(f)), by = g]

out <- melt(dt, id.vars = c("id", "g"), measure.vars = c("x", "k"))

out <- melt(dt[, .(id, x, k)], id.vars = "id", variable.name = "what", value.name = "score", na.rm = TRUE)

out <- melt(dt[, .(g, x, k)], id.vars = "g", variable.factor = FALSE)

out <- dcast(dt[!is.na(g)], g ~ f, value.var = "k", fun.aggregate = sum)

out <- dcast(dt, g ~ f, value.var = "x", fun.aggregate = mean)

out <- dcast(dt, id ~ f, value.var = "k")

out <- dcast(dt, id + g ~ f, value.var = "k", fill = 0)

out <- dcast(dt, f ~ ., value.var = "k", fun.aggregate = length)

out <- dcast(dt, id ~ f, value.var = c("k", "x"))

out <- dcast(melt(other, id.vars = "g"), ... ~ variable)

out <- dt[k %between% c(2, 5)]

out <- dt[g %chin% c("a", "C")]

out <- dt[as.character(f) %like% "^l"]

out <- dt[between(k, 2, 5), id]

out <- dt[which(k == max(k))]

out <- dt[sample(.N, 0)]

out <- nrow(dt[g == "nothing"])

out <- dt[g == "nothing", .N, by = f]

rows <- c(1, 3)
out <- dt[rows, .(id, k)]

keep <- dt$k > 3
out <- dt[keep]

out <- dt[["k"]][2]

out <- dt$k[dt$g == "a" & !is.na(dt$g)]

out <- dt[1, k]

out <- dt[dt[, .I[which.max(k)], by = f]$V1]

out <- dt[, if (.N > 2) .(m = mean(k)), by = g]

out <- dt[, c(.(n = .N), lapply(.SD, sum)), by = f, .SDcols = "k"]

out <- dt[, .(list_of = paste(g, collapse = "-")), by = f]

out <- dt[, sapply(.SD, class), .SDcols = c("g", "f")]

out <- dt[, .(a = 1, b = 1:2)]

out <- dt[complete.cases(dt)]

out <- na.omit(dt)

out <- dt[, mean(x, na.rm = TRUE), by = .(f)]$V1

out <- dt[ok == TRUE, .(total = sum(k)), by = .(f)][order(f)]

x <- 100
out <- dt[x > 1, .N]

thr <- 3
out <- dt[k > thr, id]

dt$z <- dt$k * 2
out <- dt[z > 5]

out <- subset(dt, k > 3, select = c(id, k))[k > 5]

out <- head(dt, 3)[, .(id)]

out <- dt[, .(m = median(k), s = sd(k), n = .N), by = f][n > 1]

out <- split(dt, by = "f")

out <- as.data.frame(dt)[dt$k > 3, "k"]

setDF(dt)
out <- dt[2, "k"]

out <- dt[, .(x = x[!is.na(x)]), by = g]

out <- dt[, x := as.integer(k)][, sum(x)]

dt[, g := factor(g, levels = c("C", "b", "a"))]
out <- dt[, .N, keyby = g]

dt[, (paste0("q", 1:2)) := list(k, k^2)]
out <- dt

out <- dt[, .(id, g)][other, on = .(g)]

out <- dt["a", on = "g"]

dt[other, on = "g", w := i.w]
out <- dt

out <- dt[, .(tot = sum(k)), by = g][, share := tot / sum(tot)][]

out <- dt[id == 3, x]

out <- dt[, names(.SD), .SDcols = is.numeric]

out <- dt[, max(k) - min(k)]

out <- dt[, .(r = frank(k))]

out <- CJ(a = c(2, 1), b = c("y", "x"))

out <- dt[, tstrsplit(paste(g, f), " ")]

out <- dt[, {m <- mean(k); .(m = m, d = max(k) - m)}, by = f]

out <- dt[, cumsum(k), by = f]

out <- dt[, k[1:2], by = f]

out <- dt[f != "lo"][, .(n = .N), by = .(f, ok)]

out <- data.table(a = c(2, 1, 3), b = c("y", "x", "z"), key = "a")

out <- data.table(a = c(2, 1, 2), b = c("y", "x", "b"), key = c("a", "b"))

out <- data.table(a = c(2, 1, 2), b = c("y", "x", "b"), key = "a,b")

out <- dt[other, on = "g", sum(k, na.rm = TRUE)]

out <- dt[other, on = "g", .(id, g, w)]

out <- dt[other[w > 10], .(m = mean(k), n = .N), on = .(g)]

out <- dt[other, mean(w), on = "g", nomatch = NULL]

out <- dt[!is.na(x)][other, on = "g", .N]
