// likelihood: one_family
<component_sum.component>
<total.one_number>

// likelihood: two_components
<component_cost.first>
<component_cost.later>
<fold_comment.costs>
<total.folded_costs>

// likelihood: own_formulas
<component_vector.component>
<component_vector.component>
<fold_comment.fast>
<total.folded>

// likelihood: weighted
<component_cost.first>
<component_cost.later>
<fold_comment.costs>
<fold.costs>
<total.weighted_costs>

// likelihood: censored
<component_rows.component>
<component_rows.component>
<fold_comment.safe>
<fold.safe>
<total.plain>

// likelihood: standard_errors
<standard_error.added>
<standard_error.added>
<component_vector.component>
<component_vector.component>
<fold_comment.fast>
<total.folded>

// likelihood: class_of_responses
<component_vector.component>
<component_vector.component>
<component_vector.component>
<component_vector.component>
<joined.summed>
<joined.summed>
<fold_comment.fast>
<total.folded>

// likelihood: counted
<component_vector.component>
<component_vector.component>
<fold_comment.fast>
<fold.fast>
<total.weighted>

// transformed_data: offset
<derived/Y_vector.transformed_data>
<derived/lgamma_Y1.transformed_data>
