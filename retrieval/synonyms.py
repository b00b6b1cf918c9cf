"""English words that shoppers use for what stores call otherwise. Small on purpose; the store's own words win."""

from __future__ import annotations

# word -> the store word it stands for (matched by stem against category names and attribute values)
CATEGORY_WORDS = {
    "trousers": "pants",
    "slacks": "pants",
    "bottoms": "pants",
    "t-shirt": "tee",
    "tee shirt": "tee",
    "t shirt": "tee",
    "tshirt": "tee",
    "shirt": "tee",
    "tank top": "tank",
    "sweater": "sweatshirt",
    "jumper": "sweatshirt",
    "hoody": "hoodie",
    "coat": "jacket",
    "anorak": "jacket",
    "parka": "jacket",
    "windbreaker": "jacket",
    "rucksack": "backpack",
    "knapsack": "backpack",
    "daypack": "backpack",
    "duffle": "duffel",
    "duffle bag": "duffel",
    "wristwatch": "watch",
    "sneakers": "shoe",
    "trainers": "shoe",
    "footwear": "shoe",
    "sofa": "couch",
    "couch": "sofa",
    "earphones": "headphone",
    "earbuds": "headphone",
    "cup": "mug",
    "flask": "bottle",
    "workout gear": "fitness equipment",
    "gym equipment": "fitness equipment",
    "exercise equipment": "fitness equipment",
    "hard-shell": "hard shell",
}

COLOR_WORDS = {
    "grey": "gray",
    "gray": "grey",
    "charcoal": "gray",
    "silver": "gray",
    "navy": "blue",
    "azure": "blue",
    "turquoise": "blue",
    "teal": "green",
    "olive": "green",
    "khaki": "green",
    "emerald": "green",
    "crimson": "red",
    "scarlet": "red",
    "burgundy": "red",
    "maroon": "red",
    "violet": "purple",
    "lilac": "purple",
    "beige": "brown",
    "tan": "brown",
    "cream": "white",
    "ivory": "white",
    "golden": "yellow",
}

# The values are the store's: import derives the attribute `gender` in just these words.
GENDER_WORDS = {
    "men": "Men",
    "male": "Men",
    "guys": "Men",
    "gents": "Men",
    "gentlemen": "Men",
    "women": "Women",
    "ladies": "Women",
    "female": "Women",
    "boys": "Boys",
    "girls": "Girls",
    "unisex": "Unisex",
}

SIZE_WORDS = {
    "extra small": "xs",
    "x-small": "xs",
    "small": "s",
    "medium": "m",
    "large": "l",
    "extra large": "xl",
    "x-large": "xl",
    "xxl": "2xl",
    "2xl": "xxl",
    "double xl": "xxl",
}

# Who a thing is for, where that hints at a gender. A hint is only ever a wish, never a requirement.
RECIPIENTS = {
    "husband": "Men",
    "boyfriend": "Men",
    "dad": "Men",
    "father": "Men",
    "grandfather": "Men",
    "grandpa": "Men",
    "brother": "Men",
    "uncle": "Men",
    "son": "Boys",
    "nephew": "Boys",
    "wife": "Women",
    "girlfriend": "Women",
    "mum": "Women",
    "mom": "Women",
    "mother": "Women",
    "grandmother": "Women",
    "grandma": "Women",
    "sister": "Women",
    "aunt": "Women",
    "daughter": "Girls",
    "niece": "Girls",
}

# Names of colours, for what a store does not carry.
COLORS = frozenset(
    {"black", "white", "gray", "grey", "red", "blue", "green", "yellow", "orange", "purple", "violet", "pink", "brown"}
    | {"beige", "turquoise", "teal", "navy", "maroon", "gold", "silver", "magenta", "coral", "mint", "khaki", "cream"}
)
