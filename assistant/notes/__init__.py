"""What a language model notes of a message, and what code makes of it, word by word."""
