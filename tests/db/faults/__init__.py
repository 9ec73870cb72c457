"""What remains of the record when the program is killed or the power fails at any moment."""
