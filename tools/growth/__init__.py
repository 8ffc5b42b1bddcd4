"""How Wellsourced grows: passages, claims and workers at several sizes, written up in docs/scale.md."""
