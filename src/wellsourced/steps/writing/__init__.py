"""What a language model may do for a page: word it, from what is held, under the gate."""
