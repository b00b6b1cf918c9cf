"""Importing: a feed becomes a store's records, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from retrieval import records
from retrieval.catalog import PolicyDocument, Product, Promotion, Question, Relation, Review, Variant
from retrieval.derived import related, unglued, with_gender
from retrieval.feeds.acp import read_acp
from retrieval.feeds.cleaning import currency_code, text
from retrieval.feeds.detecting import EVENTS, FORMATS, find_feed
from retrieval.feeds.feed import FeedError, Read, ReadFeed, Rejected, Source, Warned, short
from retrieval.feeds.google_merchant import read_google_merchant
from retrieval.feeds.reading import MAX_LINE, encoding_of, parsed_json
from retrieval.feeds.shopify import read_shopify
from retrieval.pictures import PictureError, Pictures
from retrieval.progress import Progress, silent
from retrieval.records import Remote
from retrieval.report import ImportReport, Remarks
from retrieval.staging import Staging, staged
from retrieval.title_slots import with_title_slots
from retrieval.writing import Writer

READERS: Mapping[str, ReadFeed] = {
    "acp": read_acp,
    "google_merchant": read_google_merchant,
    "shopify": read_shopify,
}
MAX_ABOUT, MAX_OPENER, N_OPENERS = 400, 120, 8  # characters; first messages that a feed may offer
Index = Callable[[Staging, Progress], object]


class EmptyFeedError(FeedError):
    """Not one product of the feed could be used. `rejected` says why, row by row."""

    def __init__(self, message: str, remarks: Remarks) -> None:
        super().__init__(message)
        self.warnings = remarks.warnings
        self.rejected = tuple(remarks.rejected)
        self.n_rejected = remarks.n_rejected


def import_feed(
    feed: Path,
    store: Path,
    *,
    now: datetime,
    format: str | None = None,
    currency: str | None = None,
    progress: Progress = silent,
    index: Index | None = None,
    beside: bool = False,
) -> ImportReport:
    """Imports a feed into a store, made or brought up to date; on any failure the store is as it was before.

    `index` is called on the staged store before it takes the old one's place. With `beside`, a shop that has the store
    open may take it over. Raises `FeedError` for a feed that
    cannot be used and what `staged` raises for a store that cannot be written.
    """
    source = find_feed(feed, format)  # before the store is touched
    with staged(store, beside=beside) as staging:
        report = import_into(staging, source, now=now, currency=currency, progress=progress)
        if index:
            index(staging, progress)
        return report


def import_into(
    staging: Staging, source: Source, *, now: datetime, currency: str | None = None, progress: Progress = silent
) -> ImportReport:
    """The import itself, into a staged store: several imports may share one."""
    if source.format == EVENTS:
        raise FeedError(f"{source.main} holds events, not products. Import the store's product feed first.")
    if source.format not in READERS:
        raise FeedError(f"No feed format {source.format!r}. Known formats: {', '.join(FORMATS)}.")
    code = _checked(currency)
    with Writer(staging.engine) as writer:
        importing = _Importing(staging, source, code, progress, writer)
        for found in READERS[source.format](source, currency=code, now=now, progress=progress):
            importing.take(found)
        return importing.finish(now)


def _checked(currency: str | None) -> str | None:
    try:
        return currency_code(currency) if currency else None
    except ValueError as error:
        raise FeedError(f"The currency {currency!r} {error}.") from error


class _Importing:
    def __init__(
        self, staging: Staging, source: Source, currency: str | None, progress: Progress, writer: Writer
    ) -> None:
        self._staging = staging
        self._source = source
        self.currency = currency
        self._progress = progress
        self._remarks = Remarks()
        self._products: dict[str, tuple[int, Product]] = {}  # by id, with the line
        self._variant_lines: dict[str, int] = {}
        self._relations: list[Relation] = []
        self._writer = writer
        self._pictures = Pictures(source.folder, staging.path)
        self._files = {source.main.name}

    def take(self, found: Read | Rejected | Warned) -> None:
        self._files.add(found.file)
        match found:
            case Rejected():
                self._remarks.reject(found)
            case Warned():
                self._remarks.warn(found)
            case Read(record=Product() as product):
                self._take_product(found, product)
            case Read(record=Review() | Question() | Promotion() | PolicyDocument() as record):
                if not self._writer.add(record):
                    what = type(record).__name__.lower()
                    reason = f"is there already: a {what} with this id, or the same one, came before"
                    self._remarks.reject(Rejected(found.file, found.line, "id", short(record.id), reason))
            case Read(record=Relation() as relation):
                self._relations.append(relation)

    def _take_product(self, found: Read, product: Product) -> None:
        def reject(field: str, value: str, reason: str) -> None:
            self._remarks.reject(Rejected(found.file, found.line, field, short(value), reason))

        if product.id in self._products:
            reject("id", product.id, f"is the id of the product on line {self._products[product.id][0]}, which stays")
            return
        self.currency = self.currency or product.variants[0].offer.price.currency
        kept: list[Variant] = []
        for variant in product.variants:
            code = variant.offer.price.currency
            if code != self.currency:
                reject("price", str(variant.offer.price), f"is in {code}; the store's currency is {self.currency}")
            elif variant.id in self._variant_lines:
                line = self._variant_lines[variant.id]
                reject("variants.id", variant.id, f"is the id of a variant on line {line}, which stays")
            else:
                self._variant_lines[variant.id] = found.line
                kept.append(variant)
                if not variant.offer.price.amount:
                    self._remarks.warn(Warned(found.file, found.line, "price", product.title, "is 0"))
        if not kept:
            reject("variants", product.id, "has no variant that can be used: no product")
            return
        if len({tuple(sorted(v.options.items())) for v in kept}) < len(kept):
            reason = "are the same for several variants: shoppers cannot tell these apart"
            self._remarks.warn(Warned(found.file, found.line, "variant_options", short(product.id), reason))
        self._products[product.id] = (found.line, replace(product, variants=tuple(kept)))

    def finish(self, now: datetime) -> ImportReport:
        """Derives, compares with what the store had, writes; gives the report."""
        self._warn_of_encodings()
        if not self._products:
            raise _nothing(self._source, self._remarks)
        self._progress("Writing records", 0, len(self._products))
        in_order = [product for _, product in sorted(self._products.values(), key=lambda found: found[0])]
        products, parted = unglued(with_title_slots([with_gender(product) for product in in_order]))
        if parted:
            path, pieces = parted.most_common(1)[0][0]
            example = f"{path!r} was read as {' and '.join(map(repr, pieces))}"
            self._remarks.say(f"category paths were glued together: {example}", parted.total())
        illustrated = [self._illustrated(product, at, len(products)) for at, product in enumerate(products)]
        self._pictures.drop_others()
        changes = self._writer.write_products(illustrated)
        self._writer.write_relations(self._known_relations(products))
        for table in (records.reviews, records.questions):
            if orphans := self._writer.n_orphans(table):
                self._remarks.say(
                    f"{table.name} are about products that the feed does not have; they are kept", orphans
                )
        counts = self._writer.finish(
            {
                **_store_facts(self._source),
                "currency": self.currency,
                "format": self._source.format,
                "source": str(self._source.main),
                "imported_at": now.isoformat(),
            }
        )
        self._progress("Writing records", len(products), len(products))
        return ImportReport(
            store=str(self._staging.store),
            format=self._source.format,
            source=str(self._source.main),
            currency=str(self.currency),
            n_products=counts["products"],
            n_variants=counts["variants"],
            n_variants_with_options=sum(bool(v.options) for p, _ in illustrated for v in p.variants),
            n_reviews=counts["reviews"],
            n_questions=counts["questions"],
            n_promotions=counts["promotions"],
            n_documents=counts["documents"],
            n_relations=counts["relations"],
            n_pictures=self._pictures.n_taken,
            changes=changes,
            n_rejected=self._remarks.n_rejected,
            n_rejected_rows=self._remarks.n_rejected_rows,
            rejected=tuple(self._remarks.rejected),
            warnings=self._remarks.warnings,
        )

    def _illustrated(self, product: Product, at: int, n_products: int) -> tuple[Product, Remote]:
        """The product with its pictures in the store, and the addresses of those that would need the network."""
        if at % 50 == 0:
            self._progress("Copying pictures", at, n_products)
        remote: Remote = {}
        line, _ = self._products[product.id]
        variants = []
        for variant in product.variants:
            media, away = self._media(variant.media, line)
            remote |= {variant.id: away} if away else {}
            variants.append(replace(variant, media=media))
        media, away = self._media(product.media, line)
        remote |= {"": away} if away else {}
        return replace(product, media=media, variants=tuple(variants)), remote

    def _media(self, media: Iterable[str], line: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        here: list[str] = []
        away: list[str] = []
        for url in media:
            if Pictures.is_remote(url):
                away.append(url)
                continue
            try:
                here.append(self._pictures.take(url))
            except PictureError as error:
                self._remarks.warn(Warned(self._source.main.name, line, "media", short(url), str(error)))
        if away:
            reason = "is on the network: pictures are never fetched, so it is not shown"
            self._remarks.warn(Warned(self._source.main.name, line, "media", short(away[0]), reason))
        return tuple(dict.fromkeys(here)), tuple(away)

    def _known_relations(self, products: list[Product]) -> list[Relation]:
        known, unknown = related(self._relations, products)
        if unknown:
            most = ", ".join(f"{name} ({n})" for name, n in unknown.most_common(5)) + ", ..." * (len(unknown) > 5)
            self._remarks.say(f"relations name products that the feed does not have: {most}", unknown.total())
        if n_idle := len(self._relations) - unknown.total() - len(known):
            self._remarks.say("relations repeat another one, or lead from a product to itself", n_idle)
        return known

    def _warn_of_encodings(self) -> None:
        for name in sorted(self._files):
            path = self._source.folder / name  # not there when the name had to be cleaned for the report
            if path.is_file() and (doubt := encoding_of(path).doubt):
                self._remarks.say(f"{name} {doubt}", 0)


def _nothing(source: Source, remarks: Remarks) -> EmptyFeedError:
    first = ""
    if remarks.rejected:
        r = remarks.rejected[0]
        first = (
            f" The first: {r.file}, line {r.line}: {' '.join(p for p in (r.field, short(r.value, 40), r.reason) if p)}."
        )
    read_as = f"It was read as {FORMATS[source.format]}; if it is none, say what it is with --format."
    return EmptyFeedError(
        f"No product of {source.main.name} can be used; {remarks.n_rejected_rows} rows were rejected.{first} {read_as} "
        "Nothing was changed.",
        remarks,
    )


def _store_facts(source: Source) -> dict[str, object]:
    """What the feed's `metadata.json` says of the store: name (else that of the feed's folder), about, openers."""
    path = source.folder / "metadata.json"
    said: object = {}
    if path.is_file() and path.stat().st_size <= MAX_LINE:
        try:
            said = parsed_json(path.read_text("utf-8-sig"))
        except ValueError:
            said = {}
    said = said if isinstance(said, dict) else {}
    names = (said.get("name"), said.get("title"), said.get("id"))
    name = next((text(name) for name in names if isinstance(name, str) and text(name)), source.folder.resolve().name)
    openers = said.get("openers")
    first = (
        [text(opener)[:MAX_OPENER] for opener in openers if isinstance(opener, str)]
        if isinstance(openers, list)
        else []
    )
    about = said.get("description")
    about = text(about)[:MAX_ABOUT] if isinstance(about, str) else ""
    return {"name": name, "about": about, "openers": list(filter(None, first))[:N_OPENERS]}
