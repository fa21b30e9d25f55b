"""The frozen words of the domain: what a policy can say, and nothing of how it is read or shown."""
