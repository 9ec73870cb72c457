"""The numbers: standards, AQI, statistics. numpy only: no Qt, no SQL, no files."""
