"""A durable queue: what is asked for is done once, whatever dies meanwhile."""
