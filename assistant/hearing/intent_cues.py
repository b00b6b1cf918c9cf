"""Intent cues: the turns of phrase by which shoppers say what they are doing, apart from searching."""

from __future__ import annotations

from assistant.acts import Intent
from assistant.hearing.cues import cue, one_of

_CART = r"(?:shopping )?(?:cart|basket|trolley)"
_THAT = r"it|this|that|them|both|these|those"
_PARCEL = one_of("order", "parcel", "package")

_WANT_PERSON = cue(
    # "can I talk to somebody", "get me a manager"
    r"\b(?:talk|speak|chat|connect|put|transfer|get)\b[^.?!]{0,25}"
    r"\b(?:person|human|agent|someone(?: real)?|representative|rep|advisor|employee|staff|operator|somebody|manager|"
    r"customer (?:service|support))\b",
    r"\b(?:real|actual|live) (?:person|human|agent)\b",
    # "is there somebody I can talk to"
    r"\b(?:person|human|someone|somebody|anyone|anybody)(?: (?:who|that|here|there))* i (?:can|could)(?: just)? "
    r"(?:talk|speak|chat) (?:to|with)\b",
    # "human, please", "Agent!", "call me"
    r"\bhuman(?: being)?,? (?:please|pls|now)\b",
    r"^\s*(?:agent|human|operator|representative)\s*[.!]*$",
    r"\bcall me\b",
)

_DAMAGED = r"(?:damaged|broken|defective|faulty|cracked|smashed|dented)"
_ASK_OF_DAMAGE = cue(
    # "what if it arrives damaged", "my mug came broken", "what happens if it's broken when it gets here"
    rf"\b(?:arriv\w*|came|comes?|delivered|turn(?:s|ed) up|got here)\b[^.?!]{{0,15}}\b{_DAMAGED}\b",
    rf"\b{_DAMAGED}\b[^.?!]{{0,15}}\b(?:on arrival|when (?:it|they) (?:get|come|arrive)s?)\b",
    rf"\b(?:if|when) (?:it|they|this|something|(?:the|my) (?:item|order|parcel|package))(?: (?:is|are|was)|'s|'re) "
    rf"{_DAMAGED}\b",
    # "the item is faulty, what do I do"
    rf"\b(?:item|product|order|parcel|package) (?:i got |i received )?(?:is|was) {_DAMAGED}\b",
)

_ASK_ORDER = cue(
    # "where is my parcel", "tracking number", "order status"
    r"\bwhere(?:'?s| is| are)\b[^.?!]{0,20}\b(?:my )?(?:order|parcel|package|delivery|stuff i ordered)\b",
    r"\border (?:status|number|#|no)\b",
    r"\btrack(?:ing)?\b[^.?!]{0,20}\b(?:order|parcel|package|delivery|number)\b",
    # "the status of my order", "locate my package", "what's going on with my order", "is my order here yet"
    rf"\b(?:status|location|whereabouts)\b[^.?!]{{0,30}}\b{_PARCEL}\b|\b{_PARCEL}\b\W*status\b",
    rf"\b(?:locate|find|going on with|happened to) my {_PARCEL}\b",
    rf"\bmy (?:\w+ )?{_PARCEL}\b[^.?!]{{0,15}}\b(?:here|delivered|arrived?|shipped|left|coming)\b",
    # "my order never came", "cancel my order", "my last order"
    rf"\b(?:my|the) {_PARCEL} (?:has|is|hasn|didn|never|still|not)",
    r"\b(?:cancel|change|return) (?:my|the|an) order\b",
    rf"\bdid my {_PARCEL}\b",
    r"\bmy (?:last|recent|latest) order\b",
    r"\bi ordered\b",
)

_UNDO_CART = cue(r"\bundo\b", r"\bput (?:it|that|them) back\b", r"\brevert\b", r"\btake that back\b")

_REMOVE_FROM_CART = cue(
    # "remove the jacket", but not "remove the price limit"
    r"\b(?:remove|delete|drop)\b(?![^.?!]*\b(?:limit|filter|constraint|requirement)\b)",
    # "take it out", "take one off", "empty my cart", "I don't want it in my cart"
    r"\btake\b[^.?!]{1,30}\b(?:out|off)\b(?: of| from)?",
    rf"\b(?:empty|clear)\b[^.?!]{{0,12}}\b{_CART}\b",
    rf"\bdon'?t want\b[^.?!]{{0,30}}\bin (?:my|the) {_CART}\b",
)

ADDS = cue(
    # "add it", but neither "address" nor "additional"; "put two in my basket"
    r"\badd\b(?!ress|itional)",
    rf"\bput\b[^.?!]{{0,40}}\b(?:in|into|to) (?:my|the) {_CART}\b",
    # "I'll take the second", "i want to buy #3", "I'd like to order the blue one"
    r"\bi'?(?:ll| will| shall| would like to|d like to|m going to| wanna| want to)? ?(?:take|buy|order|get|purchase) "
    rf"(?:{_THAT}|the (?:first|second|third|fourth|fifth|sixth|last|\dst|\dnd|\drd|\dth|cheaper|cheapest|\w+ one)|"
    r"#\d|number \d|one\b|\d)",
    r"\bi(?:'?ll| will| shall) (?:take|buy|have) (?:the|both|all (?:of|three))\b",  # "I'll take the tee"
    r"\bi take(?: then)? (?:the|both)\b",
    # "throw it in", "number two into my cart please", "I'd like it added to my basket"
    r"\b(?:throw|toss|stick|pop|chuck|put) (?:it|that|this|them|one|both|the \w+(?: one)?) in"
    rf"(?=\s*(?:$|[.!,]|please\b|too\b|then\b|(?:my|the) {_CART}))",
    rf"^into (?:my|the) {_CART}\b|\badded (?:in)?to (?:my|the) {_CART}\b",
    rf"\b(?:throw|toss|stick|pop|chuck|put) (?:it |that |this |them )?in(?:to)? {_CART}\b",
    rf"^(?:it|this|that|these|those|them|both|(?:the )?(?:\w+ )?(?:one|first|second|third|fourth|fifth|last)|"
    rf"(?:number|no\.?|nr\.?|#) ?\w+)(?: too| also| please)?,? (?:in(?:to)?|to) (?:my|the) {_CART}\b[^?]*$",
    # "buy the first", "take 2" at the beginning
    rf"^\s*(?:buy|order|take|purchase) (?:{_THAT}|the |#?\d)",
)

_SHOW_CART = cue(
    # "show my cart", "what's in my basket", "cart"
    rf"\b(?:show|view|see|open|check|display|look at|go to)\b[^.?!]{{0,15}}\b{_CART}\b",
    rf"\bwhat(?:'?s| is| do i have| have i got)\b[^.?!]{{0,15}}\b(?:in|inside) (?:my|the) {_CART}\b",
    rf"^\s*(?:my |the )?{_CART}\s*[.?!]*$",
    # "check out", but not "check out these jackets"; "how much is my total"
    r"\bcheck ?out\b(?! (?:this|the|that|these))",
    rf"\bhow much (?:is|does) (?:my|the) (?:{_CART}|total)",
    rf"\bhow much\b[^.?!]{{0,30}}\bin (?:my|the) {_CART}\b|^\s*(?:the |my )?total\s*\?*$",
    rf"\bwh?ats\b[^.?!]{{0,15}}\bin (?:my|the) {_CART}\b",
    r"\bwhat (?:i'?ve|i have|have i|did i) (?:put|added|picked|chosen|choose|pick)\b",
    r"\bwhat(?:'?s| is) (?:my|the) total\b|\bhow much do i owe\b",
    r"\bhow much (?:is|does|would) (?:that|it|this|everything|all)(?: come to| be)? "
    r"(?:altogether|in total|all (?:together|in))\b",
)

_EXPLAIN = cue(
    # "why this one", "why is it on top", "why not the second", "why?"
    r"\bwhy (?:this|that|these|those|did you|do you|are you|is (?:this|that|it) (?:first|on top|here)|the |it\b|"
    r"not (?:this|that|the)|him|her)",
    r"^\s*(?:but )?why\s*\??\s*$",
    r"\bhow come\b",
    r"\breason for (?:this|that|showing)",
    r"\bwhat makes (?:it|this|that|you)\b",
    r"\bexplain\b",
    # "why is it on sale", "why does it cost so much", "why isn't the tee here"
    r"\bwhy (?:is|are|does|do)\b.{0,40}\b(?:priced?|costs?|cheap|expensive|dear|reduced|discounted|on sale)\b",
    r"\bwhy (?:isn'?t|aren'?t|didn'?t you)\b",
    r"为什么|为啥",
)

_COMPARE = cue(
    r"\bcompar(?:e|ison|ing)\b",
    r"\bdifferences?\b|\bdif+(?:\s+(?:btw|between|with)|s)\b|\bwh?at distinguishes\b",
    r"\bin wh(?:at|ich) (?:way|respect)s? (?:are|do|is)\b[^.?!]{0,20}\b(?:different|differ)\b",
    r"\bversus\b",
    r"\bvs\.?\b",
    # "which of these is the warmest", "how do they differ", "the better of the two"
    r"\bwhich (?:one )?(?:of (?:these|them|the|\d|number)[^.?!]{0,20} )?(?:is|are|would be) (?:the )?"
    r"(?:better|best|nicer|warmer|lighter|cheaper|quieter|bigger|smaller|heavier)\b",
    r"\bhow (?:does|do) (?:it|they|the \w+) (?:compare|differ)\b",
    r"\bbetter of the two\b",
)

_REJECT = cue(
    # "I don't like these", "not the second one", "not my style"
    r"\b(?:i )?(?:don'?t|do not|didn'?t) (?:really )?(?:like|want|love|care for) "
    r"(?:it|this|that|these|those|them|any of|the (?:first|second|third|fourth|last|\w+ one))\b",
    r"\bnot (?:this|that|the (?:first|second|third|fourth|fifth|last|\w+)) one\b",
    r"\bnot (?:for me|my (?:style|taste|thing)|what i(?:'m| am) (?:looking for|after)|convinced)\b",
    # "something else", "none of these", "I hate it", "no, not that"
    r"\bsomething else\b",
    r"\bnone of (?:these|them|those)\b",
    r"\bi hate (?:it|this|that|these|those|them|the (?:first|second|third|last))\b",
    r"^\s*(?:no|nope|nah)[, ]+not (?:that|this|those|these|it)\b",
    r"^\s*not (?:that|this|those|these|it)\s*[.!]*$",
)

_ASK_POLICY = cue(
    # "return policy", "delivery costs", "can I send it back", "do you ship to Norway"
    r"\b(?:return|refund|exchange|shipping|delivery|privacy|warranty|guarantee|cancellation|payment) "
    r"(?:policy|policies|rules|terms|conditions|cost|costs|fee|fees|time|times|options|charges?)\b",
    r"\b(?:can|could|may|do|how do|how can|how to) (?:i|we|you)?\b[^.?!]{0,30}"
    r"\b(?:return|refund|exchange|swap (?:it|them|this|those)(?! for\b)|"
    r"send (?:it|them|this|something)? ?back|pay (?:with|by|using)|ship|deliver)\b",
    r"\b(?:refunds?|warrant(?:y|ies)|money back)\b",
    # "you deliver also in Austria?", "shipping to Canada", "a parcel to Alaska", "what if it doesn't fit, ..."
    r"^(?:and |so |also |please,? )?(?:you|u) (?:guys )?(?:also )?(?:deliver|ship+|send)\b|\bship+ing to\b",
    r"\b(?:you|u) (?:guys )?(?:also )?(?:deliver|ship+)\b[^.!]*\?",
    r"\b(?:parcels?|packages?(?! (?:of|with))|the post)\b[^.?!]{0,30}\b(?:take|need|arrive|go to|come(?! with))\b",
    r"\bcharg\w+ for (?:shipping|delivery)",
    r"\bpay also (?:with|by|using)\b|\binstall?ments?\b|\bpay (?:monthly|later)\b",
    r"\b(?:accept|(?:you|u) (?:guys )?take) "
    r"(?:checks?|cheques?|cards?|cash|credit|debit|visa|amex|paypal|apple pay|klarna)\b",
    r"\bif (?:it|they|she|he|this|these)\b[^.?!]{0,15}\b(?:not|too|broken|(?:do|does|is|are)n'?t)\b"
    r"[^.?!]{0,40}\b(?:return|swap|exchange|back)\b",
    r"\b(?:return|swap|exchange|send back|(?:send|bring) (?:it|them|this|em) back)\b[^.?!]{0,25}"
    r"\bif (?:it|they|she|he|this|these)\b[^.?!]{0,15}\b(?:not|too|broken|(?:do|does|is|are)n'?t)\b",
    # "how long does shipping take", "free delivery"
    r"\bhow (?:long|much|fast|soon|quick\w*|many days)\b[^.?!]{0,30}"
    r"\b(?:shipping|deliver\w*|ship|arrive|returns?|postage)\b",
    r"\b(?:free|express|overnight|international|standard) (?:shipping|delivery|returns?)\b",
    r"\b(?:is|are) (?:the |your )?(?:shipping|delivery|returns?|exchanges?) (?:for )?free\b",
    # "any discount codes", "is there a sale on"
    r"\b(?:promo(?:tion)?s?|coupons?|vouchers?|discounts? codes?|discounts?|special offers?|any deals?|sales? on)\b",
    # "any offers right now?", "what is on sale", "which promotions are running"
    r"\b(?:any|what|which|your|current|today'?s|running|special) (?:\w+ )?(?:offers|deals|promotions|sales|specials)\b",
    r"\b(?:anything|something|what(?:'s| is)) (?:(?:currently|now) )?(?:on (?:offer|sale|special)|reduced)\b"
    r"(?!\s+(?:in|for)\b)",
    # "when is your service desk open", "are you open on Sundays", "what time do you close"
    r"\b(?:when|what time|how late|what days?|which days?) (?:is|are|does|do) (?:you|your|the (?:shop|store|desk))\b"
    r"[^.?!]{0,25}\b(?:opens?|closed?|closes|reachable|available)\b",
    r"\bare you (?:still |also )?(?:open|closed)\b|\bopening times\b|\byour (?:opening )?hours\b",
    # privacy, contact, payment, the company, "when will it arrive"
    r"\b(?:privacy|personal data|my data)\b",
    r"\b(?:opening hours|phone number|contact(?! lens)|email address|customer service)\b",
    r"\bpayment (?:methods?|options?)\b|\b(?:how )?(?:can|do|could|may) (?:i|we) (?:also )?pay"
    r"(?=\s*(?:$|[?.!]|(?:with|by|using|in|via|on|later|cash|for (?:it|this|that|my order))\b))",
    r"\b(?:who are you|about (?:your (?:company|store|shop)|you guys|us))\b",
    r"\bwhen (?:will|would|can) (?:it|they|my)\b[^.?!]{0,15}\b(?:arrive|come|get here|be delivered)\b",
    # gifts, sizes, prices elsewhere, repairs, old things, membership, "is this a real shop"
    r"\bgift[- ]?(?:wrap\w*|receipts?)\b|\bwrap (?:it|them|this|gifts?|presents?)\b",
    r"\bgift cards?\b[^.?!]{0,20}\b(?:valid|expires?)\b",
    r"\bsiz(?:e|ing) (?:guide|chart|table)s?\b|\b(?:EU|UK|US) \d{1,2}(?:\.5)? in (?:EU|UK|US)\b",
    r"\bprice[- ]match\w*\b",
    r"\b(?:do|can|could) you (?:repair|mend|recycle|take back)\b|\brecycling\b",
    r"\b(?:membership|loyalty (?:program|points|card))\b|\bwhat(?:'s| is) (?:the|your) \w+ club\b",
    r"\baccessib(?:le|ility)\b|\bscreen reader\b",
    r"\b(?:is this|are you) (?:a )?(?:real|made[- ]up) (?:shop|store)\b",
    r"\bknow about (?:your |the )?(?:returns?|refunds?|exchanges?|delivery|shipping|payment|gifts?)\s*\??$",
)

_MORE = cue(
    # "more", "show me some more please", "more like these", "next"
    r"^\s*(?:show (?:me )?)?(?:some )?more"
    r"(?: (?:please|options|results|of (?:these|them|those)|like (?:this|that|these)))?\s*[.?!]*$",
    r"\b(?:any|some)?(?:thing)? ?(?:others|else)\s*\??$",
    r"\bshow (?:me )?(?:some )?(?:more|others|other (?:ones|options|results))\b",
    r"^\s*next\s*[.!]*$",
    r"\bother options\b",
    r"\bwhat else\b",
)

_OUT_OF_SCOPE = cue(
    # words at the machine behind the counter
    r"\b(?:ignore|disregard|forget|override)\b[^.?!]{0,40}\b(?:instructions?|rules?|prompts?|previous|above)\b",
    r"\bsystem prompt\b|^\s*(?:system|assistant|developer)\s*:",
    r"\byou are now\b",
    r"\bact as\b",
    r"\bjailbreak",
    # "write me a poem"; weather as such, but no "weatherproof jacket"
    r"\b(?:write|compose|tell)\b[^.?!]{0,20}\b(?:poem|story|essay|joke|song|code|letter|haiku)\b",
    r"\b(?:the )?weather\b(?! ?(?:proof|resistant))(?=[^.?!]*\b(?:today|tomorrow|forecast|like|in [A-Z]\w+)\b)",
    r"\bweather forecast\b",
    # general knowledge and homework
    r"\b(?:who (?:won|is the (?:president|king|queen|prime minister))|capital of|translate|football score|stock market|"
    r"bitcoin|politic\w*|news today|recipe for|homework|solve|python (?:code|script|function)|meaning of life)\b",
    r"\bare you (?:a )?(?:human|robot|bot|ai|real)\b",
)

# In this order: the first that matches a clause wins. Each cue is a whole turn of phrase, never a lone noun.
INTENT_CUES = (
    (Intent.WANT_PERSON, _WANT_PERSON),
    (Intent.ASK_POLICY, _ASK_OF_DAMAGE),
    (Intent.ASK_ORDER, _ASK_ORDER),
    (Intent.UNDO_CART, _UNDO_CART),
    (Intent.REMOVE_FROM_CART, _REMOVE_FROM_CART),
    (Intent.ADD_TO_CART, ADDS),
    (Intent.SHOW_CART, _SHOW_CART),
    (Intent.EXPLAIN, _EXPLAIN),
    (Intent.COMPARE, _COMPARE),
    (Intent.REJECT, _REJECT),
    (Intent.ASK_POLICY, _ASK_POLICY),
    (Intent.MORE, _MORE),
    (Intent.OUT_OF_SCOPE, _OUT_OF_SCOPE),
)
