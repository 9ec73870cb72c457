"""Figures of the air for places and periods, with words and tables: for the air screen and the papers."""
