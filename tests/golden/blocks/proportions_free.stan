// predictor: proportions_free
<quantity.varying>
<odds_next.varying>
<odds_next.varying>
