"""The page's few icons, drawn here as SVG so that no font or other host is needed."""

from __future__ import annotations

from markupsafe import Markup

_PATHS = {
    "lock": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 7.6-1.7"/>',
    "locked": '<rect x="5" y="11" width="14" height="9" rx="2" fill="currentColor"/>'
    '<path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "minus": '<path d="M5 12h14"/>',
    "close": '<path d="M6 6l12 12M18 6L6 18"/>',
    "star": '<path d="M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z" fill="currentColor"/>',
    "compare": '<path d="M8 4v16M16 4v16M4 8l4-4 4 4M12 16l4 4 4-4"/>',
    "reason": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
    "undo": '<path d="M9 7L4 12l5 5M4 12h10a6 6 0 0 1 0 12" transform="translate(0 -2)"/>',
    "cart": '<path d="M3 4h2l2.4 11.2a1.6 1.6 0 0 0 1.6 1.3h7.9a1.6 1.6 0 0 0 1.6-1.2L20.5 8H6"/>'
    '<circle cx="9.5" cy="20" r="1.2"/><circle cx="17" cy="20" r="1.2"/>',
    "person": '<circle cx="12" cy="8" r="3.6"/><path d="M4.8 20a7.2 7.2 0 0 1 14.4 0"/>',
    "help": '<path d="M4 13v-1a8 8 0 0 1 16 0v1M4 13h3v5H5.5A1.5 1.5 0 0 1 4 16.5z'
    'M20 13h-3v5h1.5a1.5 1.5 0 0 0 1.5-1.5zM18.5 18c0 1.7-2 3-4.5 3"/>',
    "send": '<path d="M12 19V5M5.5 11.5L12 5l6.5 6.5"/>',
    "stop": '<rect x="6.5" y="6.5" width="11" height="11" rx="2" fill="currentColor"/>',
    "settings": '<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
    "talks": '<path d="M4 5h16v11H9l-4 4v-4H4z"/>',
    "delete": '<path d="M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13"/>',
    "again": '<path d="M19 12a7 7 0 1 1-2-5l2 2M19 4v5h-5"/>',
    "gift": '<path d="M4 11h16v9H4zM3 7h18v4H3zM12 7v13M12 7S8 7 8 4.8 12 4 12 7zM12 7s4 0 4-2.2S12 4 12 7z"/>',
    "new": '<path d="M12 20h8M4 20l1-4L16 5l3 3L8 19z"/>',
}


def icon(name: str) -> Markup:
    """The icon as an inline drawing, hidden from screen readers: the button beside it has the words."""
    return Markup(
        '<svg class="st-icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor"'
        ' stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{}</svg>'
    ).format(Markup(_PATHS[name]))
