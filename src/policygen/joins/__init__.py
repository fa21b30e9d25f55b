"""What the records of a policy say together: which rule, right, provider or category belongs to which record."""
