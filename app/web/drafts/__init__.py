"""What drafts would change, before anything changes."""
