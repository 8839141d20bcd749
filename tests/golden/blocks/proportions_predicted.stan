// predictor: proportions_predicted
<odds_first.varying>

// predictor: nonlinear_rows
<odds_first.constant>
