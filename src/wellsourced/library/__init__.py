"""Records, archive and index behind one door, in a folder or on servers."""
