"""The air screen 空气质量: evaluation, ranking, targets, calendar, profiles, data quality."""
