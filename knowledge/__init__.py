"""What a site knows: documents, their passages, the index over them, and answers that cite them."""
