// predictor: no_intercept
<quantity.varying>

// predictor: own_formulas
<quantity.constant>

// predictor: own_formulas
<quantity.logged>
