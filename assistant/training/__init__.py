"""Tuning a small language model to take notes of what shoppers say, and writing what it learned as an adapter."""
