"""The application: what people see and run."""
