"""Search providers: one service a module, over one way of asking politely."""
