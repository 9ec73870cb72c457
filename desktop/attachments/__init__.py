"""Photos and documents of sites and orders in the window: a strip, a viewer, what waits for a step."""
