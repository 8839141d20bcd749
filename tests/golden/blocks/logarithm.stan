// computed: one_family
log(sigma)

// held: own_formulas
log_sigma1
