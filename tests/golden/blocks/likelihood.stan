// likelihood: one_family
<component_sum.component>
<total.one_number>

// likelihood: two_components
// component 1: normal
<component_cost.first>
// component 2: normal
<component_cost.later>
<fold_comment.costs>
<total.folded_costs>

// likelihood: own_formulas
// component 1: normal
<component_vector.component>
// component 2: normal
<component_vector.component>
<fold_comment.fast>
<total.folded>

// likelihood: weighted
// component 1: normal
<component_cost.first>
// component 2: normal
<component_cost.later>
<fold_comment.costs>
<fold.costs>
<total.weighted_costs>

// likelihood: censored
// component 1: normal
<component_rows.component>
// component 2: normal
<component_rows.component>
<fold_comment.safe>
<fold.safe>
<total.plain>

// likelihood: standard_errors
<standard_error.added>
<standard_error.added>
// component 1: normal
<component_vector.component>
// component 2: normal
<component_vector.component>
<fold_comment.fast>
<total.folded>

// likelihood: class_of_responses
// component 1: normal
<component_vector.component>
// component 2: normal
<component_vector.component>
// component 1: normal
<component_vector.component>
// component 2: normal
<component_vector.component>
<joined.summed>
<joined.summed>
<fold_comment.fast>
<total.folded>

// transformed_data: offset
<derived/Y_vector.transformed_data>
<derived/lgamma_Y1.transformed_data>

// transformed_data: whole_groups_predicted
<whole.first_rows>
