// transformed_data: wiener
vector[N] side = 1 - 2 * is_upper;  // 1 at the lower boundary, -1 at the upper one
