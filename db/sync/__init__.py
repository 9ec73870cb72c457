"""Two replicas of any engine give each other what they lack: see "One record everywhere" in the docs."""
