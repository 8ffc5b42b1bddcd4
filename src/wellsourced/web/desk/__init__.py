"""What people say of pages to the editors: flags with a reason, and what became of them."""
