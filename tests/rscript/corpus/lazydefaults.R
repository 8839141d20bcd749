limit <- 1
clip <- function(x, top = limit) {
  if (x > top) top else x
}
limit <- 2
clip(5)
