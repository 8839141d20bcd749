// step: related_levels
r_1 = r_1 * Lcov_1';

// times: related_levels
Lcov_2 *
