"""The whole site as files that any host serves, or none: pages open from a folder too."""
