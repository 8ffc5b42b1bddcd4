"""What a sentence proves or contradicts of another, by rule: proofs, contrasts, and the words they go by."""
