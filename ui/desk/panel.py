"""The shopper beside their conversation: cart, bundle on the table, orders, what is known of them and what they did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from assistant.reply import Bundles, BundleView, CartView
from recommender.events import Event
from recommender.orders import Order
from recommender.profile_facts import Fact
from retrieval.catalog import Catalog
from ui.cards import joined, saving_lines
from ui.desk import small
from ui.desk.wording import d, d_n
from ui.shop import Session

MOST_DONE = 12  # lines of history
MOST_ORDERS = 4  # that are seen at once
_TOLD = {"purchase", "add_to_cart", "add_to_wishlist", "view_item", "refund", "liked", "dismissed", "rate_item"}
_NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class ShopperPanel:
    """What is shown of a shopper. `facts` and `done` are empty where they left personalising off."""

    name: str
    is_guest: bool
    is_personal: bool
    cart: CartView
    bundle: BundleView | None
    facts: tuple[Fact, ...] = ()
    done: tuple[Event, ...] = ()
    orders: tuple[Order, ...] = ()


def panel_of(session: Session, name: str, *, is_guest: bool, orders: Sequence[Order] = ()) -> ShopperPanel:
    """Read now: nothing in it is kept."""
    is_personal = session.is_personal()
    told = [event for event in session.events() if event.name in _TOLD and event.product_id] if is_personal else []
    return ShopperPanel(
        name, is_guest, is_personal, session.cart(), on_table(session),
        tuple(session.facts()) if is_personal else (), tuple(reversed(told[-MOST_DONE:])), tuple(orders),
    )  # fmt: skip


def on_table(session: Session) -> BundleView | None:
    """The bundle that the shopper sees last; None where none was laid."""
    for past in reversed(session.history()):
        for event in past.events:
            if isinstance(event, Bundles) and event.bundles:
                return event.bundles[0]
    return None


def panel(of: ShopperPanel, catalog: Catalog) -> Markup:
    return joined(
        (
            _part("cart", _cart(of.cart)),
            _part("bundle", small.bundle(of.bundle)) if of.bundle else _NOTHING,
            _part("orders", _orders(of.orders)) if of.orders else _NOTHING,
            _part("known", _known(of)),
            _part("done", _done(of.done, catalog)) if of.done else _NOTHING,
        )
    )


def _part(name: str, inside: Markup) -> Markup:
    return Markup('<section class="ad-part"><h3>{}</h3>{}</section>').format(d(f"shopper.{name}"), inside)


def _cart(view: CartView) -> Markup:
    if not view.items:
        return Markup('<p class="ad-none">{}</p>').format(d("cart.empty"))
    lines = joined(
        Markup("<li><span>{}{} × {}</span><strong>{}</strong>{}</li>").format(
            item.title,
            Markup(" <small>{}</small>").format(item.options_text) if item.options_text else "",
            item.quantity,
            item.total,
            "" if item.available else Markup('<em class="ad-bad">{}</em>').format(d("cart.gone")),
        )
        for item in view.items
    )
    savings = saving_lines(view.priced.savings) if view.priced else _NOTHING
    return Markup('<ul class="ad-lines">{}</ul>{}<p class="ad-sum"><span>{}</span><strong>{}</strong></p>').format(
        lines, savings, d("bundle.total"), view.total
    )


def _orders(orders: Sequence[Order]) -> Markup:
    """The latest ones; the others on demand."""
    latest, earlier = joined(map(_order, orders[:MOST_ORDERS])), orders[MOST_ORDERS:]
    if not earlier:
        return latest
    return Markup('{}<details class="ad-order"><summary><span>{}</span></summary>{}</details>').format(
        latest, d_n("orders.earlier", len(earlier)), joined(map(_order, earlier))
    )


def _order(order: Order) -> Markup:
    lines = joined(Markup("<li><span>{} × {}</span><strong>{}</strong></li>").format(
        line.title, line.quantity, line.price) for line in order.lines)  # fmt: skip
    tracking = f"{order.carrier} {order.tracking}".strip()
    return Markup(
        '<details class="ad-order"><summary><span>{}</span><span class="ad-tag">{}</span><strong>{}</strong>'
        "</summary>"
        '<ul class="ad-lines">{}</ul>{}{}</details>'
    ).format(
        d("order", id=order.id, day=f"{order.placed_at:%-d %B %Y}"),
        order.status.replace("_", " "),
        order.total,
        lines,
        Markup('<p class="ad-note">{}</p>').format(tracking) if tracking else "",
        joined(
            Markup('<p class="ad-note">{}</p>').format(
                d_n("order.return", one.quantity, status=one.status, why=one.reason)
            )
            for one in order.returns
        ),
    )


def _known(of: ShopperPanel) -> Markup:
    if not of.is_personal:
        return Markup('<p class="ad-none">{}</p>').format(d("shopper.known.off"))
    if not of.facts:
        return Markup('<p class="ad-none">{}</p>').format(d("shopper.known.none"))
    return Markup('<ul class="ad-plain">{}</ul>').format(joined(Markup("<li>{}</li>").format(f.text) for f in of.facts))


def _done(done: Sequence[Event], catalog: Catalog) -> Markup:
    lines = joined(
        Markup("<li>{} <small>{}</small></li>").format(
            d(f"did.{event.name}", title=catalog.product(event.product_id).title), f"{event.at:%-d %b %Y}"
        )
        for event in done
        if event.product_id in catalog
    )
    return Markup('<ul class="ad-plain">{}</ul>').format(lines)
