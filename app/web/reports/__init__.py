"""Documents that are no summary of an interview: visits, referral sheets, programmes."""
