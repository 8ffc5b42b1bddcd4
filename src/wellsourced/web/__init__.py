"""The site: pages that are read, asked for, watched while they are made, corrected and exported."""
