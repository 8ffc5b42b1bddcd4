"""Reading a draft: its sentences, what they claim and cite, and what can be told of them by rule."""
