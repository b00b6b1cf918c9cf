"""Topics of a store's papers: what a question is about, and what a page, a heading or a sentence is about.

A question about one topic is never answered from another: what delivery takes does not stand in the privacy policy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """`titles` are words of a page's title or of a heading, `asked` how it is asked for, `said` how papers write of
    it."""

    name: str
    titles: re.Pattern[str]
    asked: re.Pattern[str]
    said: re.Pattern[str]


def _topic(name: str, titles: str, asked: tuple[str, ...], said: str) -> Topic:
    return Topic(
        name,
        re.compile(rf"\b(?:{titles})\b", re.I),
        re.compile("|".join(asked), re.I),
        re.compile(said, re.I),
    )


_GET = r"(?:get|have|receive|expect)"
_ME = r"(?:i|we|you|it|they|she|he|this|that|these|both|all|my \w+|the \w+)"
_DAYS = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|tomorrow|today|christmas|the weekend|next week|this week)"
_BROKEN = r"(?:damaged|broken|defective|faulty|cracked|smashed|dented|torn)"
# "It arrived damaged": neither when it arrives nor the warranty is asked about.
_DAMAGE = _topic(
    "damage",
    r"damages?|damaged (?:items?|goods)|claims",
    (
        rf"\b(?:arriv\w*|came|comes?|delivered|turn(?:s|ed) up|got here|received)\b[^.?!]{{0,15}}\b{_BROKEN}\b",
        rf"\b{_BROKEN}\b[^.?!]{{0,15}}\b(?:on arrival|when (?:it|they) (?:get|come|arrive)s?)\b",
    ),
    r"\b(?:damaged|faulty|broken|defective)\b",
)
_NOT_OF_DAMAGE = ("delivery", "warranty")
WITHOUT_PAGES = frozenset({_DAMAGE.name})  # topics that are seldom a page's: a sentence about one answers
TOPICS = (
    _DAMAGE,
    _topic(
        "exchange",
        r"exchanges?|replacements?",
        (
            r"\b(?:exchange|swap|trade)\w*\b",
            r"\b(?:another|other|different|bigger|smaller|larger) (?:one|size|colou?r)\b[^?]*\b(?:later|instead|"
            r"after)\b",
            rf"\b(?:doesn'?t|does not|don'?t|do not|didn'?t|won'?t|isn'?t) fit\b|\bif {_ME} (?:is|are|'s) (?:too|"
            rf"the wrong)\b",
            r"\bwrong (?:size|colou?r)\b|\btoo (?:small|big|large|tight|wide|long|short)\b",
        ),
        r"\bexchang\w+\b|\breplacements?\b|\banother size\b",
    ),
    _topic(
        "returns",
        r"returns?|refunds?|cancellations?|withdrawal|money back",
        (
            r"\breturn(?:s|ed|ing|able)?\b|\brefund\w*\b|\bmoney back\b|\bunwanted\b|\bchanged? (?:my|our|"
            r"your) mind\b",
            r"\b(?:send|sent|sending|bring|brought|bringing|take|taken|give|gave|giving|hand|ship|go|"
            r"goes) (?:\w+ ){0,3}back\b",
            r"\bget (?:all |some )?(?:of )?my money\b|\bget rid of it\b|\breceipt\b|\bmoney\b[^?]*\bback\b",
            rf"\bif {_ME} (?:really )?(?:doesn'?t|does not|don'?t|do not|didn'?t|hates?|dislikes?) ?(?:like|want|"
            rf"suit|need)?\b",
            rf"\b(?:doesn'?t|does not|don'?t|do not|won'?t) fit\b|\bwrong size\b|\bif {_ME} (?:is|are|'s) too\b",
            r"\bthat (?:i|we|she|he) (?:do|does)(?:n'?t| not) want\b|\btry (?:it|them|something) on\b",
            r"\bhave to be in the (?:box|packaging)\b|\boriginal (?:box|packaging)\b|\bthings i have worn\b",
        ),
        r"\breturn(?:s|ed|ing|able)?\b|\brefund\w*\b|\bcollected from your door\b|\btrying on\b",
    ),
    _topic(
        "delivery",
        r"deliver(?:y|ies)|shipping|shipments?|dispatch|postage",
        (
            r"\b(?:deliver\w*|shipping|shipped|ships?|shipment|postage|dispatch\w*|courier|freight|overnight|"
            r"express|parcels?|"
            r"packages?|tracking|po box|locker|pick[- ]?up point)\b",
            r"\b(?:arriv(?:e|es|al|ing)|send (?:it |them |this )?(?:to|abroad|overseas))\b",
            rf"\bwhen (?:will|do|does|would|can|could|is|are) {_ME}\b[^?]*\b(?:be here|here|come|comes|arrive|"
            rf"{_GET}|there)\b",
            rf"\bhow (?:quick\w*|fast|soon|long)\b[^?]*\b(?:here|{_GET} it|{_GET} them|to me|with me|arrive|"
            rf"get here|til|until)\b",
            rf"\b(?:here|there|{_GET} (?:it|them|this|that|one)|come|arrive|be (?:here|there))\b[^?]*\b(?:by|on|"
            rf"before|till?|for|this|next)? ?{_DAYS}\b",
            r"\b(?:faster|quicker|quickest|fastest) way\b|\bget to me\b|\bbring (?:it|them|this) to\b|"
            r"\bcharge for sending\b",
            r"\bdo you (?:send|ship|deliver|post)\b",
            r"\bchange (?:the|my) (?:\w+ )?address\b|\bcancel (?:my|an|the) order\b",
            r"\b(?:alaska|hawaii|abroad|overseas)\b|\b(?:to|in) (?:canada|europe|germany|the uk|norway)\b",
        ),
        r"\bdeliver\w*\b|\bshipping\b|\bpostage\b|\bfreight\b|\bparcels?\b|\borders? arrives?\b|\bexpress\b|"
        r"\bcancel an order\b",
    ),
    _topic(
        "payment",
        r"payments?|paying|billing|taxe?s?",
        (
            r"\bpay(?:s|ing|ment|ments|pal)?\b(?! (?:for )?(?:sending|return|shipping|delivery|postage))|"
            r"\b(?:credit|debit) cards?\b",
            r"\b(?:visa|mastercard|amex|klarna|apple pay|google pay|bitcoin|crypto|cash|che(?:ck|que)s?|"
            r"instal+ments?|invoice|vat|"
            r"sales tax|tax(?:es)?|monthly)\b",
            r"\b(?:charge|charged) (?:my|the|your) card\b|\bcard (?:be )?charged\b|\bbank transfer\b",
        ),
        r"\bpay(?:s|ing|ment|ments)?\b|\b(?:credit|debit) card|\binvoice\b|\btax\b|\bcharge a card\b",
    ),
    _topic(
        "warranty",
        r"warrant(?:y|ies)|guarantees?|repairs?",
        (
            r"\bwarrant\w*\b|\bguarantee[sd]?\b|\brepair\w*\b|\bmend\b|\bsharpen\b|\bspare parts?\b",
            r"\b(?:breaks?|broke|broken|faulty|fault|defect\w*|tore|torn|falls? apart)\b|\bstop(?:s|"
            r"ped)? working\b|\bgives? up\b",
        ),
        r"\bwarrant\w*\b|\brepair\w*\b|\bfaults?\b|\bfaulty\b|\bdefective\b|\bsharpen\b|\bguarantee for\b",
    ),
    _topic(
        "gifts",
        r"gifts?|gift cards?|presents?",
        (
            r"\bgift\w*\b|\bwrap\w*\b|\bpresents?\b|\bgreeting card\b|\bcard (?:in|with it|inside)\b|"
            r"\bput a (?:card|note)\b",
            r"\bprice\b[^?]*\b(?:slip|left off|hidden?|not show)\b|\bwithout (?:the )?prices?\b",
        ),
        r"\bgifts?\b|\bwrap\w*\b",
    ),
    _topic(
        "contact",
        r"contact(?: us)?|opening hours|service desk|reach us|get in touch",
        (
            r"\bcontact\w*\b|\b(?:phone|telephone)\b|\be-?mail address\b|\bopening (?:hours|times)\b|\bhotline\b|"
            r"\bcall you\b",
            r"\b(?:reach|write to|speak to|talk to|visit|find|ring) (?:you|somebody|someone|a person|your)\b",
            r"\b(?:are|is) (?:you|the (?:shop|store|desk)|your (?:shop|store)) (?:still |also )?(?:open|"
            r"closed)\b|\bwhen (?:are|do) you (?:open|close)\b",
            r"\b(?:walk in|come in|come by|physical|showroom)\b|\bwhere (?:is|are) (?:you|your (?:shop|store))\b|"
            r"\byour (?:hours|number|address)\b",
        ),
        r"\be-?mail:|\bphone:|\bservice desk\b|\bcall us\b|\bcontact us\b|\bwrite to us\b|\bpost:|"
        r"\bopen (?:from )?monday\b|\breach us\b|\bshop to walk into\b",
    ),
    _topic(
        "privacy",
        r"privacy|data protection|cookies?|security",
        (
            r"\bprivacy\b|\b(?:my|personal|our|your) data\b|\bcookies?\b|\bgdpr\b|\bspam\b|\btrack(?:ing)? me\b",
            r"\bknow about me\b|\babout me\b|\bsell my\b|\bshare my\b|\bwho sees\b|\bmy information\b|"
            r"\badverts?\b|\bmail me\b|\bads\b",
            r"\bwithout (?:an )?(?:account|registering|signing up)\b|\bas a guest\b|\bsafe to (?:give|type|pay|"
            r"enter)\b|\bsecure\b",
        ),
        r"\bprivacy\b|\b(?:personal|your|demographic) (?:data|information)\b|\bcookies?\b|\bencrypt\w*\b|"
        r"\bas a guest\b|"
        r"\bpromotional emails\b|\bcopy of what we keep\b|\bwe keep\b|\binformation\b|\bdeleted?\b",
    ),
    _topic(
        "sizes",
        r"siz(?:e|es|ing)(?: guides?| charts?| tables?)?|measurements?",
        (
            r"\b(?:tall|long|wide|big|chest|foot|feet|waist)\b[^?]*\bsizes? (?:\d{2,3}|X{0,3}[SL]|M)\b",
            r"\bsiz(?:e|ing) (?:guide|chart|table)s?\b|\b(?:EU|UK|US) ?\d{1,2}\b|\b\d{1,2}(?:\.5)? in (?:EU|UK|US)\b",
            r"\bw\d\d ?l\d\d\b|\bhow (?:do|should|can) (?:i|we) measure\b|\b(?:which|what) size (?:am|is|are|do|"
            r"should|would|for|fits?)\b",
            r"\b(?:chest|waist|hips?|inside leg) of\b|\bbetween (?:two )?sizes\b",
        ),
        r"\bsized?s?\b|\bfits a\b|\bmeasure\b|\bEU \d|\bW\d\d\b|\bL\d\d\b",
    ),
    _topic(
        "recycling",
        r"recycl\w+|packaging|sustainab\w+|environment",
        (
            r"\brecycl\w*\b|\bpackaging (?:made|plastic|from)\b|\bold (?:batteries|electronics|clothes|phones?|"
            r"appliances?)\b|\bplastic[- ]free\b",
            r"\byour (?:boxes|packaging|parcels)\b|\bsustainab\w*\b|\btake (?:old|back)\b",
        ),
        r"\brecycl\w*\b|\bcardboard\b|\btake back\b|\bpackaging is\b|\bgas canisters go\b",
    ),
    _topic(
        "club",
        r"club|membership|loyalty|rewards?|points",
        (r"\bclub\b(?!s)|\bmember(?:s|ship)?\b|\bloyalty\b|\brewards?\b|\bpoints\b",),
        r"\bclub\b|\bmember(?:s|ship)?\b|\bloyalty\b",
    ),
    _topic(
        "price match",
        r"price match\w*|best price|price promise",
        (
            r"\bprice[- ]?match\w*\b|\bmatch (?:the |your |their )?prices?\b|\bcheaper (?:somewhere|elsewhere|at|"
            r"on|in another)\b",
            r"\bprice (?:fell|falls?|dropp?\w*|went down)\b|\b(?:two|several|more|both) (?:coupons?|vouchers?|"
            r"codes?)\b|\bcombine\b",
        ),
        r"\bmatch\b|\bfalls within\b|\bcoupon\b",
    ),
    _topic(
        "about",
        r"about(?: us)?|our story|company|who we are",
        (
            r"\bwho (?:are you|is behind|runs|owns)\b|\babout (?:you|us|your (?:company|shop|store))\b|"
            r"\byour (?:company|story)\b",
            r"\b(?:real|made[- ]up|fake|legit) (?:shop|store|site)\b|\bhow many (?:stores|shops|branches)\b|"
            r"\bwhat (?:is|'s) (?:this (?:shop|site|website|store|page))\b",
            r"^\W*what(?: is|'s) (?:the )?[A-Z]?[a-z]+\W*$",
        ),
        r"\b(?:founders?|stores spanning|made-up store|our (?:brands|selections))\b|\bwe sell\b|\bis (?:a|"
        r"the) (?:nationally|leading|family)\b",
    ),
    _topic(
        "accessibility",
        r"accessib\w+",
        (r"\baccessib\w*\b|\bscreen reader\b|\b(?:blind|deaf|disab\w+|wheelchair|hard of hearing|large print)\b",),
        r"\bscreen reader\b|\bkeyboard alone\b|\bdeaf\b|\blarge print\b|\bdescription\b|\border by phone\b",
    ),
)


_FOR_PAPERS = re.compile(
    r"\b(?:deliver\w*|shipping|ships?|shipped|postage|arriv(?:e|es|ing|al)|refund\w*|returnable|money back|"
    r"gift[- ]?wrap\w*)\b"
    r"|\b(?:send|bring|take|give) (?:it|them|this|that|both|one) back\b|\breturn (?:it|them|this|that|both)\b"
    rf"|\bhow (?:quick\w*|fast|soon|long)\b[^?]*\b(?:be here|here|{_GET} it|{_GET} them|til|until)\b"
    rf"|\bwhen (?:will|do|does|would|can|could) {_ME}\b[^?]*\b(?:here|come|arrive|get)\b"
    rf"|\b(?:be here|be there|{_GET} (?:it|them|this|that)|have it)\b[^?]*\b(?:by|on|before|till|until|"
    rf"for) {_DAYS}\b",
    re.I,
)


def topics_asked(question: str) -> tuple[str, ...]:
    """Names of the topics that the question is about, by its words; empty where none is known."""
    asked = tuple(topic.name for topic in TOPICS if topic.asked.search(question))
    return tuple(name for name in asked if name not in _NOT_OF_DAMAGE) if _DAMAGE.name in asked else asked


def is_for_papers(question: str) -> bool:
    """Whether a question that is put of a thing is the shop's to answer: when it would arrive, how to give it back."""
    return bool(_FOR_PAPERS.search(question))


def topics_of_title(title: str) -> frozenset[str]:
    """Names of the topics that a page's title names."""
    return frozenset(topic.name for topic in TOPICS if topic.titles.search(title))


def topics_said(sentence: str) -> frozenset[str]:
    """Names of the topics that a sentence of a paper speaks of."""
    return frozenset(topic.name for topic in TOPICS if topic.said.search(sentence))


def topics_headed(sentence: str) -> frozenset[str]:
    """Names of the topics that a sentence begins with as if under a heading: "Shipping and Delivery Orders ..."."""
    head = re.match(r"[A-Z]\w+(?:(?: and| &|,)? [A-Z]\w+)*", sentence)
    first = head.group().split()[0] if head else ""
    if not head or (first.endswith("ing") and not topics_of_title(first)):
        return frozenset()  # "Returning Gifts" is about returns
    return topics_of_title(head.group())
