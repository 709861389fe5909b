"""What is held of a person: classified, exported, erased, and kept for so long and no longer."""
