"""Reading text: sentences, figures, dates, names, addresses. Pure."""
