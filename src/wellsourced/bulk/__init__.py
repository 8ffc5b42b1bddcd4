"""Many claims, or many files, in shards: on this machine, or on a Ray cluster by the same functions."""
