"""The turns of phrase by which shoppers say what they are doing: readers of set words, one for each."""
