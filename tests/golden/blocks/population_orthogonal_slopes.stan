// summand: orthogonal_slopes
XQ * bQ

// transformed_data: orthogonal_slopes
int Kc = K;  // number of centred columns
