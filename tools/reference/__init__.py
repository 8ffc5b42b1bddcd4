"""The generated pages of `docs/`: one module a page, each made from what the code itself declares."""
