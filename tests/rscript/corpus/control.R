total <- 0
for (i in 1:10) {
  if (i %% 2 == 0) next
  total <- total + i # odd ones only
  if (total > 15) {
    break
  }
}
steps <- 0
while (total > 1) {
  total <- total / 2
  steps <- steps + 1
}
repeat {
  steps <- steps - 1
  if (steps < 0) break
}
if (total > 0.5) {
  cat("large\n")
} else if (total > 0.1) {
  cat("medium\n")
} else {
  cat("small\n")
}
for (name in c("a", "b")) print(name)
