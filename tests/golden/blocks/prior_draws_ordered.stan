// generated_quantities: priors_drawn_in_order
<ordered_draws.apart>

// generated_quantities: priors_drawn_alike
<ordered_draws.alike>
