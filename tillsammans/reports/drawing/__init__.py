"""Reports as pages and documents."""
