"""Pictures of the facts as pure geometry: where each label, line and mark stands; layouts draw them."""
