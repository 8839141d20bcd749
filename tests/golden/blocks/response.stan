// transformed_data: shifted
<fact.min_Y>
