"""What answers a form that was sent after its login had ended: nothing was done, and how it arrives all the same."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from ui.desk.wording import d
from ui.plain_page import plain_page


def ended_page(store_name: str, login: str, after: str) -> Markup:
    """The browser still has the form, and sends it when this page is loaded anew; `after` is where signing in leads."""
    inside = Markup(
        '<h1>{}</h1><p role="alert">{}</p><ol><li>{}</li><li>{}</li></ol>'
        '<p><a class="sp-ask" href="{}?next={}" target="_blank" rel="noopener">{}</a></p>'
    ).format(
        d("ended"), d("ended.what"), d("ended.sign_in"), d("ended.again"), login, quote(after, safe=""), d("login.go")
    )
    return plain_page(d("ended"), store_name, inside)
