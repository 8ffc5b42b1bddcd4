"""Writing a page without a language model: choosing, shortening, merging and ordering sentences we can prove."""
