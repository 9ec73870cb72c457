"""The exchange through a file on a stick: written safely, read with suspicion, taken whole or not at all."""
