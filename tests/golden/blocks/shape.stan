// predictor: shape_within_bounds
real xi1 = scaled_shape(tmp_xi1, (Y - mu1) ./ sigma1);
