"""Live updates: an open store's records, words and vectors brought up to what changed, without an import.

Each update is one transaction and gives a new `Catalog`; the one before stays as it is, for the turns that still read
it. Updates of one store are made one after the other, by its owner (`assistant.shop.Shop`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, or_, select, update

from retrieval import records
from retrieval.catalog import Catalog, Product
from retrieval.corrections import corrected
from retrieval.derived import with_gender
from retrieval.encoder import Encoder, digest
from retrieval.feeds.offers import OfferChange
from retrieval.money import Money
from retrieval.pricing import priced_on
from retrieval.product_text import product_text
from retrieval.vectors import VectorIndex
from retrieval.words import WordIndex

_STEP = 400  # ids in one statement


@dataclass(frozen=True, slots=True)
class Refused:
    """A change that cannot be made, and why; `id` is the variant's, or the product's."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Updated:
    """The catalog after the update, and what it was; ids are the products'."""

    catalog: Catalog
    changed: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    n_embedded: int = 0
    refused: tuple[Refused, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.changed or self.new or self.removed)


def update_offers(engine: Engine, catalog: Catalog, changes: Iterable[OfferChange]) -> Updated:
    """Prices and stock of known variants, all in one transaction. Nothing is embedded.

    Of two changes of one variant the later holds where both say something. Prices are the records' own, before the
    day's promotions, which are counted with again.
    """
    refused: list[Refused] = []
    wanted: dict[str, dict[str, Any]] = {}
    for change in changes:
        if reason := _wrong(change, catalog):
            refused.append(Refused(change.variant_id, reason))
        else:
            wanted.setdefault(change.variant_id, {}).update(change.values)
    touched = list(dict.fromkeys(catalog.variant(variant_id)[0].id for variant_id in wanted))
    if not touched:
        return Updated(catalog, refused=tuple(refused))
    table = records.variants
    with engine.begin() as connection:
        for variant_id, values in wanted.items():
            row = {name: value.minor if isinstance(value, Money) else value for name, value in values.items()}
            connection.execute(update(table).where(table.c.id == variant_id).values(row))
        for ids in _by_steps([*wanted]):
            untrue = table.c.id.in_(ids), table.c.list_price <= table.c.price
            connection.execute(update(table).where(*untrue).values(list_price=None))
        found = _read(connection, touched, catalog.currency)
    before = {product_id: catalog.product(product_id) for product_id in touched}
    after = [product for product in _as_shown(found, catalog) if product != before[product.id]]
    return Updated(
        catalog.with_changes(after) if after else catalog, tuple(p.id for p in after), refused=tuple(refused)
    )


def update_products(
    engine: Engine,
    catalog: Catalog,
    words: WordIndex,
    vectors: VectorIndex,
    encoder: Encoder,
    put: Sequence[Product],
    remove: Collection[str] = (),
) -> Updated:
    """Products put in, in place of their old selves where the store has them, and others taken out.

    Only texts that changed are embedded, before the records change: killed between the two, a vector too many is left,
    which finds nothing and goes with the next import. Pictures and ratings of known products stay. Slots from words of
    titles wait for the next import.
    """
    refused = [Refused(product_id, "is no product of the store") for product_id in remove if product_id not in catalog]
    removed = tuple(dict.fromkeys(i for i in remove if i in catalog))
    taken: dict[str, Product] = {}
    owner: dict[str, str] = {}
    for product in put:
        if reason := _unfit(product, catalog, owner):
            refused.append(Refused(product.id, reason))
            continue
        owner.update((variant.id, product.id) for variant in product.variants)
        taken[product.id] = _kept(with_gender(product), catalog)
    shown = {product.id: product for product in _as_shown(taken.values(), catalog)}
    changed = tuple(i for i, p in shown.items() if i in catalog and p != catalog.product(i) and i not in removed)
    new = tuple(i for i in shown if i not in catalog)
    if not (changed or new or removed):
        return Updated(catalog, refused=tuple(refused))
    there = vectors.digests()
    texts = {i: product_text(shown[i]) for i in (*changed, *new)}
    own = {i: digest(encoder.name, text) for i, text in texts.items()}
    unread = [i for i in texts if there.get(i) != own[i]]
    if unread:
        vectors.update(unread, encoder.encode([texts[i] for i in unread]), [own[i] for i in unread])
    with engine.begin() as connection:
        _take_out(connection, removed)
        for product_id in (*changed, *new):
            _write(connection, taken[product_id])
        _count(connection)
        words.change(connection, [shown[i] for i in texts], removed)
    words.forget()
    if removed:
        vectors.remove(removed)
    after = catalog.with_changes([shown[i] for i in texts], removed)
    return Updated(after, changed, new, removed, len(unread), tuple(refused))


def _wrong(change: OfferChange, catalog: Catalog) -> str:
    """Why the change cannot be made; empty where it can."""
    if not catalog.has_variant(change.variant_id):
        return "is no variant of the store"
    for name in ("price", "list_price"):
        amount = change.values.get(name)
        if isinstance(amount, Money) and amount.currency != catalog.currency:
            return f"has a {name} in {amount.currency}; the store's currency is {catalog.currency}"
    return ""


def _unfit(product: Product, catalog: Catalog, owner: Mapping[str, str]) -> str:
    """Why the product cannot be put in; empty where it can."""
    for variant in product.variants:
        if variant.offer.price.currency != catalog.currency:
            code = variant.offer.price.currency
            return f"has a price in {code}; the store's currency is {catalog.currency}"
        known = catalog.variant(variant.id)[0].id if catalog.has_variant(variant.id) else None
        other = owner.get(variant.id, known)
        if other is not None and other != product.id:
            return f"has the variant {variant.id!r}, which is the product {other!r}'s"
    if len({variant.id for variant in product.variants}) < len(product.variants):
        return "has two variants of one id"
    return ""


def _kept(product: Product, catalog: Catalog) -> Product:
    """With what the store knows and a row cannot say: its pictures and its rating."""
    known = catalog.product(product.id) if product.id in catalog else None
    pictures = {variant.id: variant.media for variant in known.variants} if known else {}
    return replace(
        product,
        media=known.media if known else (),
        variants=tuple(replace(v, media=pictures.get(v.id, ())) for v in product.variants),
        rating=known.rating if known else None,
        n_reviews=known.n_reviews if known else 0,
    )


def _as_shown(products: Iterable[Product], catalog: Catalog) -> list[Product]:
    """As `load_catalog` would give them: at the day's prices, as the owner corrected them."""
    priced = priced_on(catalog.on, products, catalog.promotions) if catalog.on else list(products)
    return corrected(priced, catalog.corrections)


def _read(connection: Connection, ids: Sequence[str], currency: str) -> list[Product]:
    """The products of these ids from their records, whose digests are brought up to their offers."""
    products, variants = records.products, records.variants
    found = []
    for product_id in ids:
        its = connection.execute(
            select(variants).where(variants.c.product_id == product_id).order_by(variants.c.position)
        ).all()
        row = connection.execute(select(products).where(products.c.id == product_id)).one()
        said = records.digest_of({**row._mapping}, [{**one._mapping} for one in its])  # SQLAlchemy's
        connection.execute(update(products).where(products.c.id == product_id).values(digest=said))
        found.append(records.product_of(row, [records.variant_of(one, currency) for one in its]))
    return found


def _write(connection: Connection, product: Product) -> None:
    """In place of the record that was there, or after the last one."""
    products, variants = records.products, records.variants
    at = connection.execute(select(products.c.position).where(products.c.id == product.id)).scalar()
    if at is None:
        at = int(connection.execute(select(func.coalesce(func.max(products.c.position), -1))).scalar_one()) + 1
    its = [records.variant_row(variant, product.id, n, ()) for n, variant in enumerate(product.variants)]
    row = records.product_row(product, at, (), "")
    row["digest"] = records.digest_of(row, its)
    connection.execute(delete(variants).where(variants.c.product_id == product.id))
    connection.execute(delete(products).where(products.c.id == product.id))
    connection.execute(insert(products), [row])
    connection.execute(insert(variants), its)


def _take_out(connection: Connection, removed: Sequence[str]) -> None:
    """With relations from and to them. Reviews and events stay, as an import leaves them."""
    products, variants, relations = records.products, records.variants, records.relations
    for ids in _by_steps(removed):
        connection.execute(delete(relations).where(or_(relations.c.product_id.in_(ids), relations.c.other_id.in_(ids))))
        connection.execute(delete(variants).where(variants.c.product_id.in_(ids)))
        connection.execute(delete(products).where(products.c.id.in_(ids)))


def _by_steps(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """So many as one statement takes."""
    return (ids[start : start + _STEP] for start in range(0, len(ids), _STEP))


def _count(connection: Connection) -> None:
    """The store's own count of its records."""
    facts = records.facts
    counts = dict(connection.execute(select(facts.c.value).where(facts.c.name == "counts")).scalar_one())
    for table in (records.products, records.variants, records.relations):
        counts[table.name] = int(connection.execute(select(func.count()).select_from(table)).scalar_one())
    connection.execute(update(facts).where(facts.c.name == "counts").values(value=counts))
