// data: offset
vector[N] offsets_mu1;

// summand: offset
offsets_mu1
