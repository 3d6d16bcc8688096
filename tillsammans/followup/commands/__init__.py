"""Every write to rounds and reports."""
