// alike: ends
log1m(coi2)

// varying: ends
log(abs(coi1 .* (1 - is_inside) - is_zero - is_inside))
