"""The shapes of all JSON that commands print: what is told of each command, by what it is for."""
