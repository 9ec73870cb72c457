"""One folder a screen: view.py is layout, screen.py is wiring."""
