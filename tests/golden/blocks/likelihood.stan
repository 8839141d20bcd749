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

// likelihood: no_order
// component 1: normal
<component_vector.component>
// component 2: student_t
<component_vector.component>
<fold_comment.fast>
<total.folded>

// likelihood: shifted
// component 1: shifted_lognormal
<component_vector.component>
// component 2: shifted_lognormal
<component_vector.component>
<fold_comment.safe>
<fold.safe>
<total.plain>

// likelihood: weighted
// component 1: normal
<component_cost.first>
// component 2: normal
<component_cost.later>
<fold_comment.costs>
<fold.costs>
<total.weighted_costs>

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

// likelihood: counted
// component 1: poisson_log
<component_vector.component>
// component 2: poisson_log
<component_vector.component>
<fold_comment.fast>
<fold.fast>
<total.weighted>

// transformed_data: offset
<derived/Y_vector.transformed_data>
<derived/lgamma_Y1.transformed_data>
