"""Chinese shop words, numbers and sentences, told in English."""
