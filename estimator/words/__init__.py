"""What is said to people, in Vietnamese and English, and the reading of what people write."""
