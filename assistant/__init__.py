"""What is being said, and what do we do about it?"""

from assistant.opening import Shop, open_shop
from assistant.settings import Settings

__all__ = ["Settings", "Shop", "open_shop"]
