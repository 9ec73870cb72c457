"""How readings come in: devices over HJ 212, files, replay."""
