"""The invented county Sjöland, built from the data files beside this one."""
