// transformed_data: shifted
real min_Y = min(Y);  // no shift may pass it
