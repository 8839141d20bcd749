// data: nonlinear
vector[N] C_mu1_1;

// predictor: nonlinear
<quantity.varying>

// predictor: nonlinear_rows
<quantity.rows>

// predictor: nonlinear_rows
<quantity.constant>
