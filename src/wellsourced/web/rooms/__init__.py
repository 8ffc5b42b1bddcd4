"""The rooms of the site, a router each: what one goes there for is its module's name."""
