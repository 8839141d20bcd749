// counted: counted
dot_product(times, X_mu1[, k + 1]) / sum(times)

// rows: one_family
mean(X[, k + 1])
