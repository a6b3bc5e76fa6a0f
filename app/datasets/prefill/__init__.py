"""What a record begins with: what answers and indicators say of its fields."""
