"""Pages of the web, read safely and politely."""
