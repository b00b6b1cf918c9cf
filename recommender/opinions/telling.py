"""What reviews say, in sentences: true counts, who dissents, and quotes with the reviews they are from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from recommender.opinions.incidents import LARGE, SMALL, TRUE
from recommender.opinions.mining import AspectOpinion, Opinions, Quote
from recommender.opinions.recommended import Recommended
from recommender.opinions.suspicious import said_signs
from recommender.wording import listed, n_of, rating_label

_FEWEST_SIZED, _MISFIT = 3, 0.3  # reviews that speak of the size, and the share of these that makes it a hint
_FEWEST_BACK, _BACK = 2, 0.05  # reviews that sent it back, and the share of all that makes it a risk
_MANY = 8  # reviews
_MOST_NAMED = 4  # aspects in a summary
_LONGEST = 200  # characters of a quote


@dataclass(frozen=True, slots=True)
class Said:
    """Text with the quotes that its numbers `[1]`, `[2]` ... stand for, in their order."""

    text: str
    cited: tuple[Quote, ...] = ()


Quotable = Callable[[str], bool]


def summary_told(title: str, found: Opinions, may_quote: Quotable) -> Said:
    """A product's reviews in a few sentences: stars, what is praised, what is blamed, failures, sizes, doubts."""
    if not found.n_reviews:
        return Said(f"Nobody has reviewed the {title} here yet.")
    by = n_of(found.n_reviews, "reviewer")
    parts = [f"The {title} is rated {rating_label(found.rating or 0.0)} of 5 by {by}."]
    praised, blamed = praised_most(found)[:_MOST_NAMED], blamed_most(found)[:_MOST_NAMED]
    if praised:
        parts.append(f"Praised: {listed([_counted(own, own.n_good) for own in praised])}.")
    if blamed:
        parts.append(f"Blamed: {listed([_counted(own, own.n_bad) for own in blamed])}.")
    if not praised and not blamed:
        parts.append("They agree on nothing in particular.")
    quotes = [quote for own, side in ((praised, 1), (blamed, -1)) for quote in _first_quotes(own, side, may_quote)]
    parts += [_quoted(quote, number) for number, quote in enumerate(quotes, start=1)]
    parts += [failures_told(found), sizes_told(found), returns_told(found), doubts_told(found)]
    return Said(" ".join(filter(None, parts)), tuple(quotes))


def aspect_told(title: str, found: Opinions, own: AspectOpinion, may_quote: Quotable) -> Said:
    """What is said of one aspect: how many praise it, how many complain, and a quote of either side."""
    of = n_of(found.n_reviews, "review")
    verb = "mentions" if own.n == 1 else "mention"
    sides = [
        (own.n_good, "praises it", "praise it"),
        (own.n_bad, "complains", "complain"),
        (own.n_mixed, "takes no side", "take no side"),
    ]
    told = [f"{n} {one if n == 1 else several}" for n, one, several in sides if n]
    told = [f"all {told[0]}"] if len(told) == 1 and own.n > 1 else told
    parts = [f"{own.n} of {of} of the {title} {verb} the {own.label}: {listed(told)}."]
    first = 1 if own.n_good >= own.n_bad else -1
    quotes = [
        quote
        for side in (first, -first)
        for quote in unlike(
            (q for q in own.quotes if q.stance == side and may_quote(q.text)), 2 if side == first else 1
        )
    ] or [q for q in own.quotes if may_quote(q.text)][:1]
    parts += [_quoted(quote, number) for number, quote in enumerate(quotes, start=1)]
    if own.n_doubted:
        parts.append(f"{own.n_doubted} of these {'look' if own.n_doubted > 1 else 'looks'} suspicious.")
    return Said(" ".join(parts), tuple(quotes))


def complaints_told(title: str, found: Opinions, may_quote: Quotable) -> Said:
    """What is blamed, most often first, with a quote of each, and what failed; or that nothing is."""
    blamed = blamed_most(found)[:_MOST_NAMED]
    failed = [quote for quote in found.failures if may_quote(quote.text)]
    if not blamed and not failed:
        of = n_of(found.n_reviews, "review")
        return Said(f"I found no complaint that could be told in {of} of the {title}.")
    parts, quotes = [], list(_first_quotes(blamed, -1, may_quote, most=3))
    if blamed:
        named = listed([f"the {own.label} ({own.n_bad} of {own.n} who mention it)" for own in blamed])
        parts.append(f"Complaints about the {title} are of {named}.")
    parts.append(failures_told(found))
    quotes += [quote for quote in failed if quote.review_id not in {own.review_id for own in quotes}][:1]
    parts += [_quoted(quote, number) for number, quote in enumerate(quotes, start=1)]
    return Said(" ".join([*filter(None, parts), *filter(None, [doubts_told(found)])]), tuple(quotes))


def failing_told(title: str, found: Opinions, may_quote: Quotable) -> Said:
    """How many say that it broke, and in whose words; or that nobody does."""
    if not found.failures:
        return Said(f"None of {n_of(found.n_reviews, 'review')} of the {title} says that it broke or stopped working.")
    quotes = unlike([quote for quote in found.failures if may_quote(quote.text)], most=3)
    parts = [f"Of the {title}: {failures_told(found)}"]
    lasting = found.of("durability")
    if lasting and lasting.n_good:
        parts.append(f"{lasting.n_good} of {lasting.n} who mention the durability praise it.")
        praise = [quote for quote in lasting.quotes if quote.stance > 0 and may_quote(quote.text)]
        quotes = (*quotes, *unlike(praise, most=1))
    parts += [_quoted(quote, number) for number, quote in enumerate(quotes, start=1)]
    return Said(" ".join(parts), quotes)


def sizing_told(title: str, found: Opinions, may_quote: Quotable) -> Said:
    """Whether it runs small, by counts; or that the reviews do not say."""
    if not found.n_sized:
        of = n_of(found.n_reviews, "review")
        none = f"None of {of}" if found.n_reviews != 1 else "The one review"
        return Said(f"{none} of the {title} says how the sizes run.")
    told = sizes_told(found) or f"of {n_of(found.n_reviews, 'review')}, {_sides(found)}."
    most = max((SMALL, LARGE, TRUE), key=lambda side: found.sizes.get(side, 0))
    side = 1 if most == TRUE else -1
    quotes = [q for q in found.size_quotes if may_quote(q.text) and q.stance == side][:2]
    quotes += [q for q in found.size_quotes if may_quote(q.text) and q.stance != side][:1]
    said = [f"Of the {title}: {told}", *(_quoted(quote, number) for number, quote in enumerate(quotes, start=1))]
    return Said(" ".join(said), tuple(quotes))


def recommended_told(title: str, found: Sequence[Recommended], may_quote: Quotable) -> Said:
    """Which reviews to read first, what each has in common with the shopper, and its plainest sentence."""
    told, quotes = [], []
    said: set[str] = set()
    for one in found:
        words = " ".join(one.sentence.lower().split()).rstrip(".!")
        if not may_quote(one.sentence) or words in said:
            continue
        said.add(words)
        quote = Quote(one.review.id, one.sentence, 0, one.review.rating)
        quotes.append(quote)
        common = f" (speaks of {listed(list(one.why))})" if one.why else ""
        told.append(f"{one.review.rating} of 5{common}: {_quoted(quote, len(quotes))}")
    if not told:
        return Said(f"No review of the {title} tells enough to be read first.")
    begin = "Closest to what you look for" if any(one.why for one in found) else "Those that tell most"
    return Said(f"{begin}, of the reviews of the {title}: {'; '.join(told)}.".replace("].", "]"), tuple(quotes))


def failures_told(found: Opinions) -> str:
    """ "9 of 310 say it broke or stopped working."; empty where nobody does."""
    n = len(found.failures)
    return f"{n} of {found.n_reviews} {'says' if n == 1 else 'say'} it broke or stopped working." if n else ""


def sizes_told(found: Opinions) -> str:
    """ "11 of 40 who speak of the size say it runs small."; empty where too few speak of it."""
    if found.n_sized < _FEWEST_SIZED:
        return ""
    most = max((SMALL, LARGE), key=lambda side: found.sizes.get(side, 0))
    n = found.sizes.get(most, 0)
    if n < _MISFIT * found.n_sized:
        return f"{found.sizes.get(TRUE, 0)} of {found.n_sized} who speak of the size say it is true."
    return f"{n} of {found.n_sized} who speak of the size say it runs {most}."


def size_hint(found: Opinions) -> str:
    """`small` or `large` where that is what most of those say who speak of the size; empty otherwise."""
    most = max((SMALL, LARGE), key=lambda side: found.sizes.get(side, 0))
    n = found.sizes.get(most, 0)
    return most if n >= _FEWEST_SIZED and 2 * n > found.n_sized else ""


def returns_told(found: Opinions) -> str:
    """That it is sent back more than most, and for what; empty where it is not."""
    n = len(found.sent_back)
    if n < _FEWEST_BACK or n < _BACK * found.n_reviews:
        return ""
    why = [own.label for own in blamed_most(found)[:2]]
    about = f" Most complaints are of {listed([f'the {label}' for label in why])}." if why else ""
    return f"{n} of {found.n_reviews} sent it back.{about}"


def doubts_told(found: Opinions) -> str:
    """That some reviews look suspicious, why, and what the rest give; empty where none does."""
    if not found.doubted:
        return ""
    n = len(found.doubted)
    looks, count = ("looks", "counts") if n == 1 else ("look", "count")
    why = said_signs(sign for signs in found.doubted.values() for sign in signs)
    rest = found.weighted_rating
    without = f" Weighed so, it comes to {rating_label(rest)} of 5." if rest is not None else ""
    return f"{n} of {found.n_reviews} reviews {looks} suspicious ({why}) and {count} less.{without}"


def praised_most(found: Opinions) -> list[AspectOpinion]:
    """Aspects that more praise than blame, by how many more; of a product with many reviews, only what several say."""
    least = 2 if found.n_reviews >= _MANY else 1
    own = [aspect for aspect in found.aspects if aspect.n_good >= least and aspect.lean > 0]
    return sorted(own, key=lambda aspect: (-aspect.n_good * aspect.lean, aspect.name))


def blamed_most(found: Opinions) -> list[AspectOpinion]:
    """Aspects that somebody blames, most often first; those that hardly anybody who praises them blames, last."""
    own = [aspect for aspect in found.aspects if aspect.n_bad and (aspect.lean < 0.6 or aspect.n_bad > 2)]
    return sorted(own, key=lambda aspect: (-aspect.n_bad * (1.2 - aspect.lean), aspect.name))


def _sides(found: Opinions) -> str:
    names = {SMALL: "runs small", LARGE: "runs large", TRUE: "is true to size"}
    told = [f"{n} {'says' if n == 1 else 'say'} it {names[side]}" for side, n in sorted(found.sizes.items()) if n]
    return listed(told)


def _counted(own: AspectOpinion, n: int) -> str:
    return f"{own.label} ({n} of {own.n})"


def _first_quotes(own: Sequence[AspectOpinion], side: int, may_quote: Quotable, most: int = 1) -> Iterable[Quote]:
    """The best quote of that side of each aspect, at most `most`, of different reviews."""
    seen: set[str] = set()
    for aspect in own:
        quote = next((q for q in aspect.quotes if q.stance == side and may_quote(q.text)), None)
        if quote and quote.review_id not in seen and len(seen) < most:
            seen.add(quote.review_id)
            yield quote


def unlike(quotes: Iterable[Quote], most: int) -> tuple[Quote, ...]:
    """The first `most` quotes that do not say the same words."""
    by_words = {" ".join(quote.text.lower().split()): quote for quote in reversed(list(quotes))}
    return tuple(reversed(by_words.values()))[:most]


def _quoted(quote: Quote, number: int) -> str:
    text = " ".join(quote.text.split())
    text = text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return f"“{text}” [{number}]"
