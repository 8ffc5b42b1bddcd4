"""Language models: any OpenAI-compatible endpoint, and what stands around one check's calls to it."""
