// predictor: thresholds of groups
matrix[N, nthres] mucs_groups;  // group-level effects, which are subtracted from the thresholds
mucs_groups[, 1] = <group_effect.share> + <group_effect.share> + <group_effect.share>;
mucs_groups[, 2] = <group_effect.share> + <group_effect.share> + <group_effect.share>;
mucs_groups[, 3] = <group_effect.share> + <group_effect.share> + <group_effect.share>;
mucs_groups[, 4] = <group_effect.share> + <group_effect.share> + <group_effect.share>;
