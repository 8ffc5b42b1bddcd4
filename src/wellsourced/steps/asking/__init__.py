"""How a text is read: its manners, its title, its clauses, what it declares, asks and is scoped to."""
