"""Ledgers 台账: the workbooks in which offices keep their sites, in and out."""
