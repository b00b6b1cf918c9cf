"""Which of a store's things, values and shown products the words of a message mean."""
