"""What the two sockets share: frames, limits, origins, the loop."""
