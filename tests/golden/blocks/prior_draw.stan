// generated_quantities: priors_drawn_in_order
<draw.placed>

// generated_quantities: priors_drawn_in_order
<draw.lower>

// generated_quantities: priors_drawn_in_order
<draw.simplex>

// generated_quantities: priors_drawn
<draw.none>

// generated_quantities: priors_drawn
<draw.correlation>

// generated_quantities: ascending_proportions_drawn
<draw.ascending>

// generated_quantities: priors_within_bounds
<draw.both>

// generated_quantities: priors_within_bounds
<draw.upper>
