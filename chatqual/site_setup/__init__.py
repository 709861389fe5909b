"""One page that sets a site up: from its name to the proof that the widget is live."""
