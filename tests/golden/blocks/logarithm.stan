// computed: own_formulas
log(sigma2)

// held: own_formulas
log_sigma1
