// transformed_data: shifted
<derived/min_Y.transformed_data>
