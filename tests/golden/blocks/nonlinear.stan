// predictor: nonlinear
<quantity.varying>

// predictor: nonlinear_rows
<quantity.rows>

// predictor: nonlinear_rows
<quantity.constant>
