"""Mail to visitors who have left the page, the way back into the chat, and their mailed answers."""
