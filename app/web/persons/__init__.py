"""Who a case is about, on pages of their own: kept apart from every answer."""
