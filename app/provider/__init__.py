"""Sign-in by an institution's own identity provider: OpenID Connect, spoken from our side."""
