// rows: one_family
mean(X[, k])

// rows: counted
dot_product(times, X_mu1[, k]) / sum(times)
