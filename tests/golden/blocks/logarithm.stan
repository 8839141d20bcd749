// computed: no_order
log(sigma1)

// held: own_formulas
log_sigma1
