"""How well pages are kept up to date: made-up histories of sources, and what a refresher makes of them."""
