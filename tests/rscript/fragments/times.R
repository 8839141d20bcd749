# Dates and points in time.

t <- as.POSIXct("2021-05-03 14:30:00", tz = "UTC"); out <- format(t, "%H:%M")

t <- as.POSIXct("2021-05-03 14:30", tz = "UTC"); out <- as.character(t)

t <- as.POSIXct("2021-05-03 14:30:10", tz = "UTC"); out <- as.numeric(t)

t <- as.POSIXct(c("2021-05-03 14:30:10", NA, "2021-05-04 01:00:00"), tz = "UTC"); out <- format(t)

t <- as.POSIXct(c("2021-05-03 14:30:10", NA, "2021-05-04 01:00:00"), tz = "UTC"); out <- as.Date(t)

t <- as.POSIXct(c("2021-05-03", "2021-05-04"), tz = "UTC"); out <- as.character(t)

t <- as.POSIXct("03.05.2021 14:30", format = "%d.%m.%Y %H:%M", tz = "UTC"); out <- as.numeric(t)

t <- strptime("03/05/2021 02:30 PM", "%d/%m/%Y %I:%M %p", tz = "UTC"); out <- t$hour

t <- as.POSIXlt("2021-05-03 14:30:20", tz = "UTC"); out <- c(t$hour, t$min, t$sec, t$mon, t$year, t$wday, t$yday, t$mday)

t <- as.POSIXct("nonsense", format = "%Y-%m-%d %H:%M", tz = "UTC"); out <- is.na(t)

out <- tryCatch(as.POSIXct("nonsense", tz = "UTC"), error = function(e) conditionMessage(e))

a <- as.POSIXct("2021-05-03 14:30:00", tz = "UTC"); b <- as.POSIXct("2021-05-03 12:00:00", tz = "UTC"); out <- as.numeric(a - b)

a <- as.POSIXct("2021-05-03 14:30:00", tz = "UTC"); b <- as.POSIXct("2021-05-03 14:20:00", tz = "UTC"); out <- as.numeric(a - b)

a <- as.POSIXct("2021-05-03 14:30:00", tz = "UTC"); b <- as.POSIXct("2021-05-01 12:00:00", tz = "UTC"); out <- as.numeric(a - b)

a <- as.POSIXct("2021-05-03 14:30:00", tz = "UTC"); b <- as.POSIXct("2021-05-01 12:00:00", tz = "UTC"); out <- as.numeric(a - b, units = "mins")

a <- as.POSIXct("2021-05-03 14:30:00", tz = "UTC"); b <- as.POSIXct("2021-05-01 12:00:00", tz = "UTC"); out <- units(a - b)

a <- as.POSIXct(c("2021-05-03 14:30:00", "2021-05-09 00:00:00"), tz = "UTC"); out <- as.numeric(diff(a))

a <- as.POSIXct(c("2021-05-03 14:30:00", "2021-05-03 14:31:00", "2021-05-03 14:33:30"), tz = "UTC"); out <- as.numeric(diff(a))

a <- as.POSIXct(c("2021-05-03 14:30:00", "2021-05-03 14:31:00"), tz = "UTC"); out <- as.numeric(difftime(a[2], a[1], units = "hours"))

a <- as.POSIXct(c("2021-05-03 14:30:00", "2021-05-03 14:31:00"), tz = "UTC"); out <- as.numeric(difftime(a[2], a[1]))

a <- as.POSIXct(c("2021-05-03 14:30:00", "2021-05-03 14:31:00"), tz = "UTC"); out <- format(difftime(a[2], a[1]))

t <- as.POSIXct("2021-05-03 14:30:00", tz = "UTC") + 3600; out <- format(t, "%Y-%m-%d %H:%M:%S")

t <- as.POSIXct("2021-05-03 14:30:00", tz = "UTC"); out <- t > as.POSIXct("2021-05-01", tz = "UTC")

t <- as.POSIXct(c("2021-05-03 14:30:00", "2021-04-03 14:30:00"), tz = "UTC"); out <- format(range(t))

t <- as.POSIXct(c("2021-05-03 14:30:00", "2021-04-03 14:30:00"), tz = "UTC"); out <- order(t)

t <- as.POSIXct(c("2021-05-03 14:30:00", "2021-04-03 14:30:00"), tz = "UTC"); out <- format(sort(t), "%d %b")

t <- as.POSIXct(c("2021-05-03 14:30:00", "2021-04-03 14:30:00"), tz = "UTC"); out <- format(mean(t), "%d %b %H:%M")

t <- as.POSIXct("2021-05-03 14:30:00", tz = "UTC"); out <- class(t)

t <- as.POSIXct("2021-05-03 14:30:00", tz = "UTC"); out <- weekdays(t)

t <- as.POSIXct("2021-05-03 14:30:00", tz = "UTC"); out <- months(t)

s <- seq(as.POSIXct("2021-05-03 14:00", tz = "UTC"), as.POSIXct("2021-05-03 16:00", tz = "UTC"), by = "30 min"); out <- format(s, "%H:%M")

s <- seq(as.POSIXct("2021-05-03 14:00", tz = "UTC"), by = "hour", length.out = 3); out <- format(s, "%H:%M")

s <- seq(as.POSIXct("2021-05-03 14:00", tz = "UTC"), by = "day", length.out = 3); out <- format(s, "%d %H:%M")

s <- seq(as.POSIXct("2021-05-03 14:00", tz = "UTC"), by = 600, length.out = 3); out <- format(s, "%H:%M")

s <- seq(as.POSIXct("2021-01-31 14:00", tz = "UTC"), by = "month", length.out = 3); out <- format(s, "%m-%d %H:%M")

s <- seq(as.Date("2021-01-31"), by = "month", length.out = 3); out <- s

s <- seq(as.Date("2021-03-01"), by = "-1 month", length.out = 3); out <- s

s <- seq(as.Date("2021-03-01"), as.Date("2021-03-31"), length.out = 4); out <- s

s <- seq(as.Date("2021-03-01"), as.Date("2022-03-31"), by = "quarter"); out <- s

out <- cut(as.Date(c("2021-03-05", "2021-03-20", "2021-05-02", NA)), "month")

out <- cut(as.Date(c("2021-03-05", "2021-03-20", "2021-05-02")), breaks = "week")

out <- cut(as.Date(c("2021-03-05", "2021-03-20", "2021-05-02")), breaks = as.Date(c("2021-03-01", "2021-04-01", "2021-06-01")))

out <- cut(as.Date(c("2021-03-05", "2021-03-20", "2021-05-02")), breaks = as.Date(c("2021-03-01", "2021-04-01", "2021-06-01")), labels = c("early", "late"))

out <- table(cut(as.Date(c("2021-03-05", "2021-03-20", "2021-05-02")), "month"))

out <- hour(ymd_hms("2021-05-03 14:30:05"))

t <- ymd_hms(c("2021-05-03 14:30:05", "2021-05-03T01:02:03Z", NA, "junk")); out <- c(minute(t), second(t))

out <- format(ymd_hm("2021-05-03 14:30"), "%H:%M:%S")

out <- format(dmy_hm("03/05/2021 14:30"))

out <- format(mdy_hms("05/03/2021 2:30:05 PM"))

out <- format(ymd_h("2021-05-03 14"), "%H")

out <- month(as.Date(c("2021-05-03", "2021-12-01")), label = TRUE)

out <- month(as.Date(c("2021-05-03", "2021-12-01")), label = TRUE, abbr = FALSE)

out <- wday(as.Date(c("2021-05-03", "2021-12-01")), label = TRUE)

out <- wday(as.Date(c("2021-05-03", "2021-12-01")), week_start = 1)

out <- wday(as.Date(c("2021-05-03", "2021-12-01")), label = TRUE, week_start = 1)

out <- floor_date(as.Date("2021-05-13"), "week", week_start = 1)

out <- floor_date(as.Date("2021-05-13"), "2 months")

out <- format(floor_date(ymd_hms("2021-05-13 14:47:10"), "hour"), "%Y-%m-%d %H:%M:%S")

out <- format(floor_date(ymd_hms("2021-05-13 14:47:10"), "15 minutes"), "%Y-%m-%d %H:%M:%S")

out <- format(round_date(ymd_hms("2021-05-13 14:47:10"), "hour"), "%Y-%m-%d %H:%M:%S")

out <- ceiling_date(as.Date("2021-05-13"), "month")

out <- ceiling_date(as.Date("2021-05-01"), "month")

out <- format(ceiling_date(ymd_hms("2021-05-13 14:47:10"), "day"))

out <- as.Date("2021-05-13") + days(3)

out <- as.Date("2021-01-31") + months(1)

out <- as.Date("2021-01-15") + months(1)

out <- as.Date("2021-01-31") %m+% months(1)

out <- as.Date("2020-02-29") + years(1)

out <- as.Date("2020-02-28") - years(1)

out <- as.Date("2021-01-15") + weeks(2)

out <- format(ymd_hms("2021-05-13 14:47:10") + hours(5), "%H:%M")

out <- format(ymd_hms("2021-05-13 14:47:10") - minutes(50), "%H:%M")

out <- as.numeric(ymd("2021-05-13") - ymd("2021-05-03"))

out <- decimal_date(ymd("2021-07-01"))

out <- make_date(2021, 5, c(3, 4))

out <- format(make_datetime(2021, 5, 3, 14, 30), "%d %H:%M")

out <- as_date(ymd_hms("2021-05-13 14:47:10"))

out <- format(as_datetime("2021-05-13 14:47:10"), "%H:%M")

out <- am(ymd_hms("2021-05-13 14:47:10"))

out <- format(parse_date_time("13.05.2021 14:47", "dmy HM"), "%Y-%m-%d %H:%M")

out <- yday(ymd_hms("2021-05-13 14:47:10"))

w <- data.frame(t = ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 16:00:00"))); w <- w %>% mutate(h = hour(t), day = as.Date(t), gap = as.numeric(difftime(t, lag(t), units = "mins"))); out <- w[, c("h", "day", "gap")]

w <- tibble(t = ymd_hms(c("2021-05-13 14:47:10", "2021-05-14 16:00:00"))); out <- w %>% group_by(day = as.Date(t)) %>% summarise(n = n(), first = format(min(t), "%H:%M"))

w <- tibble(t = ymd_hms(c("2021-05-13 14:47:10", "2021-05-14 16:00:00"))); out <- w %>% filter(t > ymd_hms("2021-05-14 00:00:00")) %>% nrow()

w <- tibble(t = ymd_hms(c("2021-05-13 14:47:10", "2021-05-14 16:00:00"))); out <- w %>% arrange(desc(t)) %>% pull(t) %>% format("%d")

w <- tibble(t = ymd_hms(c("2021-05-13 14:47:10", "2021-05-14 16:00:00")), g = c("a", "b")); out <- ifelse(w$g == "a", w$t, NA)

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-14 16:00:00")); out <- format(if_else(c(TRUE, FALSE), t, t + 60), "%H:%M")

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-14 16:00:00")); out <- format(c(t, t[1])[3], "%H:%M")

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-14 16:00:00")); out <- table(as.Date(t))

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-14 16:00:00")); out <- unique(format(t, "%Y"))

t <- as.POSIXct(1620917230, origin = "1970-01-01", tz = "UTC"); out <- format(t)

t <- ISOdate(2021, 5, 3); out <- format(t, "%Y-%m-%d %H")

t <- as.POSIXct("2021-05-13 14:47:10", tz = "UTC"); out <- as.numeric(format(t, "%H")) + as.numeric(format(t, "%M")) / 60

x <- as.Date("2021-05-03"); out <- x - 30

x <- as.Date(c("2021-05-03", "2021-06-03")); out <- as.numeric(x - x[1])

x <- as.Date(c("2021-05-03", "2021-06-03")); out <- as.integer(format(x, "%j"))

x <- as.Date(c("2021-05-03", "2021-06-03")); out <- as.numeric(difftime(x[2], x[1], units = "weeks"))

x <- as.Date("2021-05-03"); out <- as.numeric(strftime(x, "%u"))

x <- as.Date("05/03/21", "%m/%d/%y"); out <- x

x <- as.Date(44000, origin = "1899-12-30"); out <- x

x <- as.Date("2021-05-03"); out <- c(x, NA)

x <- as.Date(c("2021-05-03", "2021-06-03")); out <- data.frame(x)[x > "2021-05-10", , drop = FALSE]

x <- as.Date(c("2021-05-03", "2021-06-03")); out <- x %in% as.Date("2021-06-03")

x <- as.Date(c("2021-05-03", "2021-06-03")); out <- paste("on", x)

x <- as.Date(c("2021-05-03", "2021-06-03")); out <- mean(x)

x <- as.Date(c("2021-05-03", "2021-06-03")); out <- sapply(x, function(v) v + 1)

x <- as.Date(c("2021-05-03", "2021-06-03")); for (v in as.list(x)) out <- v

x <- as.Date(c("2021-05-03", NA)); out <- ifelse(is.na(x), 0, 1)

x <- as.Date(c("2021-05-03", "2021-06-03")); out <- rev(x)

x <- as.Date(c("2021-05-03", "2021-06-03")); cat(format(x[1]), "\n"); out <- 1

w <- data.frame(g = c("a", "b", "a"), t = ymd_hms(c("2021-05-13 14:47:10", NA, "2021-05-12 16:00:00"))); out <- as.character(w[order(w$t), "t"])

w <- data.frame(g = c("a", "b", "a"), t = ymd_hms(c("2021-05-13 14:47:10", NA, "2021-05-12 16:00:00"))); out <- w %>% group_by(g) %>% summarise(first = as.character(min(t)), last = as.character(max(t)))

w <- data.frame(g = c("a", "b", "a"), t = ymd_hms(c("2021-05-13 14:47:10", "2021-05-11 01:00:00", "2021-05-12 16:00:00"))); out <- w %>% arrange(t) %>% mutate(gap = as.numeric(difftime(t, lag(t), units = "hours"))) %>% pull(gap)

w <- data.frame(g = c("a", "b", "a"), t = ymd_hms(c("2021-05-13 14:47:10", "2021-05-11 01:00:00", "2021-05-12 16:00:00"))); out <- w %>% group_by(g) %>% arrange(t) %>% mutate(gap = as.numeric(t - lag(t), units = "mins")) %>% ungroup() %>% pull(gap)

w <- data.frame(t = ymd_hms(c("2021-05-13 14:47:10", "2021-05-11 01:00:00", "2021-05-12 16:00:00"))); out <- sum(w$t > ymd_hms("2021-05-12 00:00:00"))

w <- data.frame(t = ymd_hms(c("2021-05-13 14:47:10", "2021-05-11 01:00:00", "2021-05-12 16:00:00"))); out <- nrow(w[w$t > "2021-05-12", , drop = FALSE])

w <- data.frame(t = ymd_hms(c("2021-05-13 14:47:10", "2021-05-11 01:00:00"))); v <- rbind(w, data.frame(t = ymd_hms("2022-01-01 00:00:00"))); out <- as.numeric(v$t)

w <- tibble(t = ymd_hms(c("2021-05-13 14:47:10", "2021-05-11 01:00:00"))); v <- bind_rows(w, tibble(t = ymd_hms("2022-01-01 00:00:00"))); out <- as.character(v$t)

w <- tibble(k = 1:2, t = ymd_hms(c("2021-05-13 14:47:10", "2021-05-11 01:00:00"))); v <- left_join(tibble(k = c(2L, 3L)), w, by = "k"); out <- as.character(v$t)

w <- tibble(t = ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 14:47:10", "2021-05-11 01:00:00"))); out <- nrow(distinct(w))

w <- tibble(t = ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10", "2021-05-11 01:00:00"))); out <- w %>% count(h = hour(t))

w <- tibble(t = ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10", "2021-05-11 01:00:00"))); out <- w %>% mutate(part = case_when(hour(t) < 6 ~ "night", hour(t) < 18 ~ "day", TRUE ~ "evening")) %>% pull(part)

w <- tibble(t = ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10", "2021-05-11 01:00:00"))); out <- w %>% slice_min(t, n = 1) %>% pull(t) %>% as.character()

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10", "2021-05-11 01:00:00")); out <- levels(factor(t))

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10", "2021-05-11 01:00:00")); out <- paste("at", t)

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10", "2021-05-11 01:00:00")); out <- as.character(median(t))

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10", "2021-05-11 01:00:00")); out <- as.character(rev(t))

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10")); out <- t %in% ymd_hms("2021-05-13 18:47:10")

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10")); out <- match(ymd_hms("2021-05-13 18:47:10"), t)

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10")); out <- as.character(unique(c(t, t)))

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10")); t[2] <- NA; out <- is.na(t)

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10")); t[2] <- t[1]; out <- as.character(t)

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10")); out <- is.numeric(t)

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10")); out <- inherits(t, "POSIXct")

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10")); out <- length(t)

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10")); out <- as.numeric(max(t) - min(t))

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10")); out <- as.numeric(difftime(max(t), min(t), units = "days"))

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10")); out <- split(1:2, as.Date(t))

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10")); out <- tapply(c(1, 2), format(t, "%H"), sum)

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10")); cat(format(t[1], "%H:%M"), "\n"); out <- 1

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10")); cat("n", as.character(t[1]), "\n"); out <- 1

t <- ymd_hms("2021-05-13 14:47:10"); out <- t == "2021-05-13 14:47:10"

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10")); out <- (hour(t) + minute(t) / 60) * 2 * pi / 24

t <- ymd_hms(c("2021-05-13 14:47:10", "2021-05-13 18:47:10")); rad <- hour(t) / 24 * 2 * pi; out <- ifelse(rad > pi, rad - 2 * pi, rad)

d1 <- ymd("2021-05-13"); out <- d1 + days(0:3)

d1 <- ymd(c("2021-05-13", "2021-01-31")); out <- d1 + months(1:2)

d1 <- ymd(c("2021-05-13", "2021-01-31")); out <- d1 - days(1)

d1 <- ymd(c("2021-05-13", "2021-01-31")); out <- d1 + weeks(1) + days(2)

d1 <- ymd(c("2021-05-13", "2021-01-31")); out <- floor_date(d1, "month") - days(1)

d1 <- ymd(c("2021-05-13", "2021-01-31")); out <- d1 %in% seq(ymd("2021-05-10"), ymd("2021-05-20"), by = "day")

x <- data.frame(d = ymd(c("2021-05-13", "2021-01-31")), n = 1:2); out <- x %>% mutate(d2 = d + days(n))

x <- data.frame(d = ymd(c("2021-05-13", "2021-01-31")), n = 1:2); x$m <- month(x$d, label = TRUE); out <- table(x$m)[c("Jan", "May")]

x <- data.frame(d = ymd(c("2021-05-13", "2021-01-31")), n = 1:2); out <- x %>% mutate(season = if_else(month(d) %in% 3:5, "spring", "other"), d = if_else(n == 1, d, d + 1))

x <- data.frame(d = ymd(c("2021-05-13", NA)), e = ymd(c("2021-05-14", "2021-06-01"))); out <- coalesce(x$d, x$e)

x <- data.frame(d = ymd(c("2021-05-13", NA))); out <- x %>% mutate(k = replace_na(d, ymd("2020-01-01"))) %>% pull(k)

x <- c("13/05/2021 14:47", "14/05/2021 02:10"); t <- as.POSIXct(x, format = "%d/%m/%Y %H:%M", tz = "UTC"); out <- as.numeric(format(t, "%H")) + as.numeric(format(t, "%M")) / 60

x <- c("13/05/2021 14:47", "14/05/2021 02:10"); t <- strptime(x, "%d/%m/%Y %H:%M", tz = "UTC"); out <- t$hour + t$min / 60

x <- c("13/05/2021 14:47", "bad"); t <- as.POSIXct(x, format = "%d/%m/%Y %H:%M", tz = "UTC"); out <- sum(is.na(t))

a <- as.POSIXct("2021-05-03 23:59:59", tz = "UTC"); out <- as.Date(a + 2)

a <- as.POSIXct("2021-05-03 06:00", tz = "UTC"); out <- as.numeric(a + 0.5) - as.numeric(a)

a <- as.POSIXct("2021-05-03 06:00", tz = "UTC"); s <- seq(a, by = "15 min", length.out = 5); out <- as.numeric(difftime(s[5], s[1], units = "mins"))

a <- as.POSIXct("2021-05-03 06:00", tz = "UTC"); s <- seq(a, as.POSIXct("2021-05-05", tz = "UTC"), by = "day"); out <- length(s)

a <- as.Date("2021-05-03"); out <- seq(a, by = "1 week", length.out = 3)

a <- as.Date("2021-05-03"); out <- seq(a, as.Date("2021-05-01"), by = -1)

a <- as.Date("2021-05-03"); out <- format(a, "%A, %d %B %Y")

a <- as.Date(c("2021-05-03", "2021-12-24")); out <- table(format(a, "%Y-%m"))

a <- as.Date(c("2021-05-03", "2021-12-24")); out <- as.integer(a - as.Date("2021-01-01"))

a <- as.Date(c("2021-05-03", "2021-12-24")); out <- diff(a)

a <- as.Date(c("2021-05-03", "2021-12-24")); out <- as.numeric(diff(range(a)))

a <- as.Date(c("2021-05-03", "2021-12-24")); out <- cut(a, as.Date(c("2021-01-01", "2021-06-01", "2022-01-01")), labels = c("h1", "h2"))

a <- as.Date(c("2021-05-03", "2021-12-24")); out <- findInterval(a, as.Date(c("2021-01-01", "2021-06-01")))

a <- as.Date(c("2021-05-03", "2021-12-24")); out <- as.numeric(scale(as.numeric(a)))

a <- as.Date(c("2021-05-03", "2021-12-24")); out <- outer(1:2, 1:2) * as.numeric(a)

a <- as.Date(c("2021-05-03", "2021-12-24")); out <- do.call(c, lapply(1:2, function(i) a[i] + i))

a <- as.Date(c("2021-05-03", "2021-12-24")); out <- vapply(a, function(v) format(v, "%m"), "")

a <- as.Date(c("2021-05-03", "2021-12-24")); out <- purrr::map_chr(a, ~ format(.x, "%m"))

a <- as.Date(c("2021-05-03", "2021-12-24")); out <- sapply(seq_along(a), function(i) format(a[i], "%d"))

a <- as.Date(c("2021-05-03", "2021-12-24")); out <- c()
for (i in seq_along(a)) out <- c(out, format(a[i]))

x <- as.Date(c("2021-05-03", "2021-06-03")); out <- c(inherits(x, "Date"), inherits(x, "numeric"), inherits(x, "POSIXct"))

t <- as.POSIXct("2021-05-03 23:00:00", tz = "UTC") + c(0, 3600, 7200); out <- format(t, "%d %H:%M")

t <- c(0, 3600, 7200) + as.POSIXct("2021-05-03 23:00:00", tz = "UTC"); out <- as.numeric(diff(t))

t <- as.POSIXct(c("2021-05-03 23:00:00", "2021-05-04 23:00:00"), tz = "UTC") - 60; out <- format(t, "%d %H:%M")

t <- as.POSIXct("2021-05-03 23:00:00", tz = "UTC") + hours(1:3); out <- format(t, "%d %H:%M")

d <- as.Date("2021-05-03") + 0:3; out <- d

d <- as.Date("2021-05-03") + difftime(as.Date("2021-05-10"), as.Date("2021-05-03"), units = "weeks") * 1; out <- d

d <- as.Date(c("2021-05-03", "2021-06-03")) + difftime(as.Date("2021-05-10"), as.Date("2021-05-03"), units = "weeks"); out <- d

d <- as.Date("2021-05-03") + difftime(as.Date("2021-05-10"), as.Date("2021-05-03"), units = "weeks") / 7; out <- d

t <- as.POSIXct(character(0), tz = "UTC"); out <- length(t)

days <- data.frame(date = as.Date("2024-01-01") + c(0, 3, 10)) %>% mutate(gap = as.numeric(date - lag(date), units = "days")); out <- days$gap

days <- as.Date(c("2024-01-01", "2024-02-15")); out <- as.numeric(days[2] - days[1], units = "days")

out <- as.numeric(diff(as.Date(c("2024-01-01", "2024-02-15", "2024-03-01"))), units = "days")
