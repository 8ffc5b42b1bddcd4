"""Writing a page without a language model: sentences chosen, cut, merged and ordered, each provable."""
