// predictor: one_family
<quantity.varying>

// predictor: two_components
<quantity.constant>

// predictor: own_formulas
<quantity.logged>
