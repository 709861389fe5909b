"""What the browser of a visitor sees: the socket, the loader, the chat page."""
