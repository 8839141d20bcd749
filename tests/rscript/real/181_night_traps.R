# Activity of two nocturnal species at camera traps: when in the night, and in how many bouts?
library(tidyverse)
library(lubridate)
library(brms)

theme_set(theme_bw())
set.seed(1204)

# ---- records as the camera writes them -------------------------------------------------------
n_rec <- 90
start <- as.POSIXct("2021-04-28 00:00:00", tz = "UTC")
offset_s <- sort(round(runif(n_rec, 0, 60 * 86400)))
records <- tibble(
  station = sample(paste0("ST", 1:6), n_rec, replace = TRUE),
  species = sample(c("badger", "fox"), n_rec, replace = TRUE, prob = c(.6, .4)),
  stamp = format(start + offset_s, "%Y-%m-%d %H:%M:%S")
)
head(records)

records <- records %>%
  mutate(
    time = ymd_hms(stamp),
    day = as.Date(time),
    clock = hour(time) + minute(time) / 60 + second(time) / 3600,
    rad = clock / 24 * 2 * pi,
    rad = ifelse(rad > pi, rad - 2 * pi, rad),
    month = month(time, label = TRUE),
    month_no = month(time),
    week = floor_date(day, "week"),
    night = if_else(hour(time) < 12, day - days(1), day),
    dow = wday(day, label = TRUE)
  ) %>%
  select(-stamp)

range(records$day)
n_days <- as.numeric(difftime(max(records$time), min(records$time), units = "days"))
n_hours <- as.numeric(difftime(max(records$time), min(records$time)), units = "hours")
cat("monitored for", round(n_days, 1), "days\n")

per_month <- records %>% count(month_no, species) %>% pivot_wider(names_from = species, values_from = n, values_fill = 0)
per_month

# independent events: at least 30 minutes between two records of a species at a station
events <- records %>%
  arrange(station, species, time) %>%
  group_by(station, species) %>%
  mutate(
    gap_min = as.numeric(difftime(time, lag(time), units = "mins")),
    new_event = is.na(gap_min) | gap_min > 30,
    event = cumsum(new_event)
  ) %>%
  ungroup() %>%
  filter(new_event)
nrow(events)

# ---- effort ----------------------------------------------------------------------------------
effort <- data.frame(
  station = paste0("ST", 1:6),
  setup = as.Date(c("28/04/2021", "28/04/2021", "30/04/2021", "01/05/2021", "03/05/2021", "03/05/2021"), format = "%d/%m/%Y"),
  retrieval = dmy(c("27-06-2021", "27-06-2021", "20-06-2021", "25-06-2021", "27-06-2021", "10-06-2021"))
)
effort$nights <- as.integer(effort$retrieval - effort$setup)
total_nights <- sum(effort$nights)
occasion_starts <- seq(min(effort$setup), max(effort$retrieval), by = "2 weeks")
month_starts <- seq(as.Date("2021-04-01"), as.Date("2021-07-01"), by = "month")
records$occasion <- cut(records$day, breaks = "month")
table(records$occasion)
rate <- records %>%
  count(station) %>%
  left_join(effort, by = join_by(station)) %>%
  mutate(rate = 100 * n / nights)
summary(rate$rate)

sunset <- as.POSIXct("2021-05-15 20:45", tz = "UTC")
sunset_h <- as.numeric(format(sunset, "%H")) + as.numeric(format(sunset, "%M")) / 60
dusk <- sunset + 40 * 60
strftime(dusk, "%H:%M")
since_sunset <- (events$clock - sunset_h) %% 24
label <- paste0("traps_", format(as.Date("2021-06-27"), "%Y%m%d"))

# ---- one or two bouts ------------------------------------------------------------------------
fox <- events %>% filter(species == "fox")
f_two <- bf(rad ~ 1, kappa1 ~ 1, kappa2 ~ 1)
mix <- mixture(von_mises, von_mises, order = "none")
pri <- c(
  prior(normal(-1, 0.5), Intercept, dpar = mu1),
  prior(normal(1, 0.5), Intercept, dpar = mu2),
  prior(normal(1, 1), Intercept, dpar = kappa1),
  prior(normal(1, 1), Intercept, dpar = kappa2)
)
t0 <- Sys.time()
fit_fox <- brm(f_two, data = fox, family = mix, prior = pri, chains = 2, iter = 600, seed = 7, refresh = 0)
took <- difftime(Sys.time(), t0, units = "secs")
summary(fit_fox)
th <- posterior_summary(fit_fox, variable = c("theta1", "theta2"))
round(th, 2)

hours_of <- function(rad) (rad %% (2 * pi)) / (2 * pi) * 24
b <- fixef(fit_fox)[c("mu1_Intercept", "mu2_Intercept"), "Estimate"]
peak <- 2 * atan(b)
sprintf("%02d:%02d", floor(hours_of(peak)), floor(60 * (hours_of(peak) %% 1)))

p <- ggplot(events, aes(x = clock, fill = species)) +
  geom_histogram(binwidth = 1, boundary = 0, alpha = .6, position = "identity") +
  scale_x_continuous(breaks = seq(0, 24, 6), limits = c(0, 24)) +
  labs(x = "hour of the day", y = "events")
p
ggplot(records, aes(time, rad, colour = species)) + geom_point() + scale_x_datetime(date_labels = "%b %d")
ggsave("activity.png", p, width = 6, height = 4)
