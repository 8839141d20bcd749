// predictor: thresholds_in_steps
<cuts.equidistant>

// predictor: thresholds_of_groups
vector[sum(nthres)] merged_Intercept = append_row(append_row(Intercept_1, Intercept_2), Intercept_3);

// predictor: thresholds_of_sum_zero
<cuts.sum_to_zero>

// row: thresholds_of_groups
merged_Intercept[Jthres[n, 1]:Jthres[n, 2]]
