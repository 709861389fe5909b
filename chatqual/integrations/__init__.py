"""What leaves the house: the outbox, webhooks, mail."""
