"""The devices that send: who they are, how they send, what is wrong with them, and who is not registered."""
