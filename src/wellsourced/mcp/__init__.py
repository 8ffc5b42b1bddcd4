"""Wellsourced for AI agents, over the Model Context Protocol: its work as tools, its pages as resources."""
