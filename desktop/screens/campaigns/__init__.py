"""专项: the campaigns' progress, their lists of sites and each site's file."""
