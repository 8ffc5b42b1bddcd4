"""The vocabulary of Wellsourced: frozen types, standard library only, no input or output."""
