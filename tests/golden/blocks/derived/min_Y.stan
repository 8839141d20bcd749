// transformed_data: shifted
real min_Y = min(Y);  // smallest response, the upper bound of a shift
