"""Reusable Qt widgets: plain values in, typed signals out. No SQL here."""
