"""What is being said, and what do we do about it?

`open_shop`, `Settings` and `Shop` are here for everybody; they load when first asked for, so that importing a room
costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.opening import open_shop
    from assistant.settings import Settings
    from assistant.shop import Shop

__all__ = ["Settings", "Shop", "open_shop"]


def __getattr__(name: str) -> object:
    if name == "Settings":
        from assistant.settings import Settings

        return Settings
    if name == "Shop":
        from assistant.shop import Shop

        return Shop
    if name == "open_shop":
        from assistant.opening import open_shop

        return open_shop
    raise AttributeError(f"module 'assistant' has no attribute {name!r}; it has {', '.join(__all__)}")
