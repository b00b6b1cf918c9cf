"""Cues: words that shade a message: greetings, questions, wishes and musts, what is given up, what is negated."""

from __future__ import annotations

import re


def one_of(*ways: str) -> str:
    """A group that matches any of these patterns, the first that fits."""
    return f"(?:{'|'.join(ways)})"


def words(*ways: str) -> str:
    """The same, as whole words."""
    return rf"\b{one_of(*ways)}\b"


def cue(*ways: str) -> re.Pattern[str]:
    """A pattern, deaf to case, that any of these ways of saying it matches."""
    return re.compile("|".join(ways), re.IGNORECASE)


# --- manners ------------------------------------------------------------------------------------------------

_PAUSE = r"[\s,!.]*"

GREETING = cue(
    r"^\s*(?:(?:well|why),? )?(?:hi+|hello+|hey+|hiya|good (?:morning|afternoon|evening|day)|greetings|howdy|yo|ahoy|"
    r"aloha|bonjour|wass?up)\b"
    rf"{_PAUSE}(?:there|everyone|all|team|mate|wass?up|what'?s up)?\b{_PAUSE}",
    # "how are you doing today?", "how's it going", "what's up", and nothing else
    r"^\s*(?:ai,? )?(?:how(?:'?s| is) (?:it going|life|your day|everything)|how (?:are|have) (?:you|things)|"
    r"how goes it|what'?s (?:up|going on)|are you (?:doing )?(?:ok(?:ay)?|well|good)|"
    r"(?:it'?s )?(?:nice|good|great) to see you)"
    r"(?:,? (?:doing|going|feeling|been|today|this|day|right|now|with|for|you|well|good|ok(?:ay)?|ai))*\s*[?!.]*$",
    r"^\s*(?:knock[, ]+knock\W*)?(?:is )?(?:there )?(?:any|some)(?:one|body)(?: (?:home|there|here))?\s*\?+$",
    # "help", "how does this work?", "who are you?"
    r"^\s*(?:(?:i need |i could use )?(?:some )?help(?: me)?(?: please)?|how (?:does|do) (?:this|it|you) work|"
    r"who are you)\s*[?!.]*$",
    # "what can you do?", "what are you able to help me with"
    r"^\s*(?:(?:please )?(?:tell me|let me know) )?(?:what|how) (?:all |things |exactly )?"
    r"(?:can you|you can|are you able to) (?:do|(?:help|assist)(?: me)?)(?: with)?(?: exactly)?\s*[?!.]*$",
)
THANKS = cue(
    r"\b(?:thanks?(?: you)?(?: (?:so|very) much| a lot)?|thank u|thx|ty|cheers|much appreciated|appreciate it|"
    r"(?:you'?re|you are|ur|u r) (?:an? |the |my )?(?:star|life ?saver|legend|angel|best|gem|hero|genius)|"
    r"much obliged|(?:i )?(?:really )?appreciate (?:that|what you did|(?:the|your|all (?:the|your)) "
    r"(?:help|assistance|time))|your help is appreciated|i owe you one|merci|gracias)\b" + _PAUSE,
    r"^\s*(?:(?:sweet|nice|cool|great|lovely|ok),? )?ta(?: very much| muchly)?\s*[.!]*$",
    r"^\s*(?:bye|bye-?bye|goodbye|see y(?:ou|a)|that'?s all|farewell|sayonara|talk to you later|"
    rf"have a (?:good|nice|great) (?:one|day|evening)|i'?m (?:outta|out of) here)\b{_PAUSE}",
    # "i have to get going", "it was nice chatting with you"
    r"^\s*i (?:have to|gotta|must) (?:get )?go(?:ing)?\s*[.!]*$",
    r"^\s*(?:it was |i )?(?:really )?(?:nice|good|great|lovely|enjoyed|enjoyable|(?:had )?fun) "
    r"(?:to (?:be able to )?)?(?:chat|talk|speak)(?:ing)?(?: (?:with|to) you)?\s*[.!]*$",
)
# "Fine, ...", "lol ...": how it is taken, before what is wanted. What could begin a wish needs a pause behind it.
INTERJECTION = re.compile(
    r"^\s*(?:(?:l+o+l+|haha+|heh+|hm+|ugh+|oh+|ooh+|aw+|wow|yay|phew|oops|um+|uh+|er+m*)\b[\s,.!…]*"
    r"|(?:fine|fair enough|great|perfect|all ?right|ok(?:ay)?|kk?|well|nice|cool|good|lovely|excellent|awesome|sweet|"
    r"boring|meh|bleh|sorry|sory|hang on|hold on|never mind|what a relief|good point|got it|i see|my bad|right|"
    r"anyway)\b"
    r"\s*[,.!…]+\s*)+",
    re.IGNORECASE,
)
ABUSE = cue(
    r"\b(?:f+u+c+k+\w*|sh[i1]t\w*|bitch\w*|asshole|idiot\w*|stupid|moron|useless|dumb\w*|suck(?:s)?|crap|wtf|bastard)\b"
)

# Words about price: never misspelt names of something else.
PRICE_WORD = cue(
    r"(?:price?y|pricier|spendy|costly|cheap(?:ish|o)?|inexpensive|expensive|affordable|budget(?:ish)?|overpriced|thrifty)"
)

# --- what kind of message -----------------------------------------------------------------------------------

QUESTION = cue(
    r"^\s*(?:and |but |so |ok(?:ay)?,? )?"
    r"(?:is|are|was|does|do|did|can|could|will|would|has|have|"
    r"what|whats|what's|which|how|when|where|who|tell me|any)\b",
    r"\?\s*$",
)
# Questions after a fact of one product.
ASK_FACT = cue(
    r"\bhow much\b",
    r"\bwhat(?:'?s| is| are)? (?:the )?(?:price|cost|size|sizes|colou?rs?|material|brand|rating|reviews?)",
    r"\bwhat (?:sizes?|colou?rs?)\b",
    r"\bmade (?:of|from|out of)\b",
    r"\bin stock\b",
    r"\bavailable\b",
    r"\bcome in\b",
    r"\bcomes in\b",
    r"\breviews?\b",
    r"\bdo you have (?:it|this|that|the)\b",
    r"\btell me (?:more )?about\b",
    r"\bmore (?:info|information|details?)\b",
    r"\bdetails? (?:of|on|about)\b",
    r"\bhow (?:heavy|big|large|warm|long|wide|tall|many)\b",
    r"\bwhat does (?:it|this|that)\b",
)
# Words that make even unknown ones a search: "show me zorbs".
FIND_VERB = cue(
    words(
        "show|find|need|want|looking|look|search|searching|recommend|suggest|get|buy|after|browse",
        "like to see|interested in|do you (?:have|sell|carry|stock)|got any|have you",
        "gift|present|what about|how about|cheapest|best|purchase|(?:re)?order (?:me|us|some|more|an?)",
        "(?:can|could|will|would) you (?:please )?(?:re)?order",
    )
)
# Words that begin a search anew rather than go on with the one at hand.
NEW_SEARCH = cue(
    words(
        "do you (?:have|sell|carry|stock)|looking for|look for|i(?:'m| am)? (?:need|want|after)|i'd like",
        "show me|find me|search for|got any|have you got|any",
    )
)
STUFF = cue(r"\b(?:stuff|things|gear|clothes|clothing|equipment|accessories)\b")
GIFT = cue(
    r"\b(?:gifts?|presents?) for\b|\bfor (?:a|the|her|his|their) (?:birthday|wedding|anniversary|shower|party)\b"
)
SOMETHING_FOR = cue(r"\b(?:something|anything|sth|ideas?|what) (?:\w+ )?for\b")
COMPARATIVE = cue(r"\b(?:more|less|a bit|something|anything|sth|rather|smth)\s+\w+", r"\b\w{3,}er\b")
# Things together: an outfit, a kit, what goes with something.
BUNDLE = cue(
    words(
        "outfit|bundle|kit for|starter (?:kit|set)|complete (?:look|set)|whole (?:look|set|outfit)",
        "full (?:look|outfit|set)|set ?up for|everything (?:i|we|you)(?:'d| would)? need",
        "what (?:goes|would go|can i wear) with|goes? (?:well )?with|to go with|matching set|head to toe",
        "combination of|pair (?:it|this|that) with|together|all together|in total",
    )
)

# --- how a condition is meant -------------------------------------------------------------------------------

SOFT = cue(r"\b(?:ideally|preferably|prefer|if possible|would be nice|maybe|perhaps|bonus if|nice to have|hopefully)\b")
HARD = cue(
    r"\b(?:must|only|has to be|have to be|needs? to be|100 ?%|pure|made (?:of|from|out of)|really needs?|strictly|"
    r"definitely)\b"
)
CHEAPER = cue(
    r"\b(?:cheaper|less expensive|more affordable|lower price[d]?|less pricey|too (?:expensive|pricey|dear)|"
    r"too much(?! (?!for\b|money\b|to\b)\w)|"
    r"lower budget|costs? less|bit much)\b"
)
DEARER = cue(r"\b(?:more expensive|pricier|more premium|higher price[d]?|more upmarket|higher[- ]end)\b")
# "any colour", "forget the budget", "brand doesn't matter"
DROP = cue(
    r"\b(?:any|whatever|doesn'?t matter (?:what|which)?|don'?t care (?:about|what|which)(?: the)?|"
    r"regardless of(?: the)?|forget (?:about )?(?:the|about)?|no (?:particular )?|never ?mind (?:the)?|"
    r"(?:remove|without|skip|ignore|drop|scrap|ditch|lose) the)\s*"
    r"(?P<slot>colou?r|size|price|budget|price limit|limit|brand|material|gender|category|rating|style)\b"
    r"(?: (?:limit|is fine|will do|works))?",
    r"(?P<after>colou?r|size|price|brand|material)\s+(?:doesn'?t|does not|isn'?t|is not|not) (?:matter|important)",
)
ANY_PRICE = re.compile(
    r"\bforget (?:about )?(?:the |my )?(?:budget|price|limit)\b|\bno matter (?:the price|what it costs)\b|"
    r"\b(?:price|money|cost|budget)s? (?:is|are) no (?:object|issue|problem)\b|\bwhatever it costs\b|"
    r"\b(?:price|money|cost|budget)s? (?:doesn'?t|does not|don'?t|no longer) matters?\b|"
    r"多少钱都(?:行|可以|好)|(?:价格|價格|预算|預算|价钱)(?:无所谓|無所謂|不限|随便|隨便|不重要|都行)|"
    r"不(?:管|论|論)(?:价格|多少钱)|"
    r"\bsky'?s the limit\b|\bno object on (?:price|money)\b",
    re.IGNORECASE,
)
# Turns of phrase whose words are no conditions.
IDIOM = cue(
    r"(?<=\bis )fine\b|(?<=\bare )fine\b|(?<='s )fine\b|(?<=\bbe )fine\b|\bfine (?:by|with|for) (?:me|us)\b",
    r"\b(?:each|apiece)\b",
)
# At the end of what stands before a word: the word is negated, with one word between at most ("not in blue"), and no
# pause: "no hood, waterproof" wants it waterproof.
NEGATION = cue(
    words(
        "no(?! preference)|not(?! (?:just|only|sure)\\b)|never|too|without|except|excluding|but not|"
        "anything but|nothing(?: in| with| w/| of| made)?|non",
        "avoid|hate|don'?t (?:like|want)|w/o|other than|isn'?t|no more",
    )
    + r"[^\w,;.]*(?:\w+[^\w,;.]+){0,1}$"
)
