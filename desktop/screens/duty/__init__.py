"""值守: the wall of stations, their curves, open orders and the counties' ranking."""
