"""Cues: the turns of phrase by which shoppers say what they are doing, apart from searching."""

from __future__ import annotations

import re

from assistant.acts import Intent

_I = re.IGNORECASE
_CART = r"(?:shopping )?(?:cart|basket|trolley)"

# In this order: the first that matches a clause wins. Each cue is a whole turn of phrase, never a lone noun.
CUES: tuple[tuple[Intent, re.Pattern[str]], ...] = tuple(
    (intent, re.compile(pattern, _I))
    for intent, pattern in (
        (
            Intent.WANT_PERSON,
            r"\b(?:talk|speak|chat|connect|put|transfer|get)\b[^.?!]{0,25}\b(?:person|human|agent|someone(?: real)?|representative|rep|"
            r"advisor|employee|staff|operator|somebody|manager|customer (?:service|support))\b|\b(?:real|actual|live) (?:person|human|agent)\b|"
            r"\bhuman(?: being)?,? (?:please|pls|now)\b|^\s*(?:agent|human|operator|representative)\s*[.!]*$|\bcall me\b",
        ),
        (
            Intent.ASK_ORDER,
            r"\bwhere(?:'?s| is| are)\b[^.?!]{0,20}\b(?:my )?(?:order|parcel|package|delivery|stuff i ordered)\b|\border (?:status|number|#|no)\b|"
            r"\btrack(?:ing)?\b[^.?!]{0,20}\b(?:order|parcel|package|delivery|number)\b|\b(?:my|the) (?:order|parcel|package) (?:has|is|hasn|didn|never|still|not)|"
            r"\b(?:cancel|change|return) (?:my|the|an) order\b|\bdid my (?:order|parcel|package)\b|\bmy (?:last|recent|latest) order\b|\bi ordered\b",
        ),
        (Intent.UNDO_CART, r"\bundo\b|\bput (?:it|that|them) back\b|\brevert\b|\btake that back\b"),
        (
            Intent.REMOVE_FROM_CART,
            rf"\b(?:remove|delete|drop)\b(?![^.?!]*\b(?:limit|filter|constraint|requirement)\b)|\btake\b[^.?!]{{1,30}}\b(?:out|off)\b(?: of| from)?|"
            rf"\b(?:empty|clear)\b[^.?!]{{0,12}}\b{_CART}\b|\bdon'?t want\b[^.?!]{{0,30}}\bin (?:my|the) {_CART}\b",
        ),
        (
            Intent.ADD_TO_CART,
            rf"\badd\b(?!ress|itional)|\bput\b[^.?!]{{0,40}}\b(?:in|into|to) (?:my|the) {_CART}\b|\bi'?(?:ll| will| would like to|d like to|m going to| wanna| want to)? ?(?:take|buy|order|get|purchase) "
            r"(?:it|this|that|them|both|these|those|the (?:first|second|third|fourth|fifth|sixth|last|\dst|\dnd|\drd|\dth|cheaper|cheapest|\w+ one)|#\d|number \d|one\b|\d)|"
            rf"^\s*(?:buy|order|take|purchase) (?:it|this|that|them|both|these|those|the |#?\d)",
        ),
        (
            Intent.SHOW_CART,
            rf"\b(?:show|view|see|open|check|display|look at|go to)\b[^.?!]{{0,15}}\b{_CART}\b|\bwhat(?:'?s| is| do i have| have i got)\b[^.?!]{{0,15}}\b(?:in|inside) (?:my|the) {_CART}\b|"
            rf"^\s*(?:my |the )?{_CART}\s*[.?!]*$|\bcheck ?out\b(?! (?:this|the|that|these))|\bhow much (?:is|does) (?:my|the) (?:{_CART}|total)|\bwhat(?:'?s| is) (?:my|the) total\b",
        ),
        (
            Intent.EXPLAIN,
            r"\bwhy (?:this|that|these|those|did you|do you|are you|is (?:this|that|it) (?:first|on top|here)|the |it\b|not (?:this|that|the)|him|her)|^\s*(?:but )?why\s*\??\s*$|\bhow come\b|"
            r"\breason for (?:this|that|showing)|\bwhat makes (?:it|this|that|you)\b|\bexplain\b",
        ),
        (
            Intent.COMPARE,
            r"\bcompar(?:e|ison|ing)\b|\bdifferences?\b|\bversus\b|\bvs\.?\b|\bwhich (?:one )?(?:of (?:these|them|the)[^.?!]{0,20} )?(?:is|are|would be) (?:the )?(?:better|best|nicer|warmer|lighter|cheaper|quieter|"
            r"bigger|smaller|heavier)\b|\bhow (?:does|do) (?:it|they|the \w+) (?:compare|differ)\b|\bbetter of the two\b",
        ),
        (
            Intent.REJECT,
            r"\b(?:i )?(?:don'?t|do not|didn'?t) (?:really )?(?:like|want|love|care for) (?:it|this|that|these|those|them|any of|the (?:first|second|third|fourth|last|\w+ one))\b|\bnot (?:this|that|the (?:first|second|third|"
            r"fourth|fifth|last|\w+)) one\b|\bnot (?:for me|my (?:style|taste|thing)|what i(?:'m| am) (?:looking for|after)|convinced)\b|\bsomething else\b|\bnone of (?:these|them|those)\b|\bi hate (?:it|this|that|these|those|them|the (?:first|second|third|last))\b|"
            r"^\s*(?:no|nope|nah)[, ]+not (?:that|this|those|these|it)\b|^\s*not (?:that|this|those|these|it)\s*[.!]*$",
        ),
        (
            Intent.ASK_POLICY,
            r"\b(?:return|refund|exchange|shipping|delivery|privacy|warranty|guarantee|cancellation|payment) (?:policy|policies|rules|terms|conditions|cost|costs|fee|fees|time|times|options|charges?)\b|"
            r"\b(?:can|could|may|do|how do|how can|how to) (?:i|we|you)?\b[^.?!]{0,30}\b(?:return|refund|exchange|send (?:it|them|this|something)? ?back|pay (?:with|by|using)|ship|deliver)\b|"
            r"\b(?:refunds?|warrant(?:y|ies)|money back)\b|\bhow (?:long|much|fast|soon|quick\w*|many days)\b[^.?!]{0,30}\b(?:shipping|deliver\w*|ship|arrive|returns?|postage)\b|"
            r"\b(?:free|express|overnight|international|standard) (?:shipping|delivery|returns?)\b|\b(?:promo(?:tion)?s?|coupons?|vouchers?|discounts? codes?|discounts?|special offers?|any deals?|sales? on)\b|\b(?:privacy|personal data|my data)\b|"
            r"\b(?:opening hours|phone number|contact|email address|customer service)\b|\bpayment (?:methods?|options?)\b|\b(?:who are you|about (?:your (?:company|store|shop)|you guys|us))\b|\bwhen (?:will|would|can) (?:it|they|my)\b[^.?!]{0,15}\b(?:arrive|come|get here|be delivered)\b",
        ),
        (Intent.MORE, r"^\s*(?:show (?:me )?)?(?:some )?more(?: (?:please|options|results|of (?:these|them|those)|like (?:this|that|these)))?\s*[.?!]*$|\b(?:any|some)?(?:thing)? ?(?:others|else)\s*\??$|\bshow (?:me )?(?:some )?(?:more|others|other (?:ones|options|results))\b|^\s*next\s*[.!]*$|\bother options\b|\bwhat else\b"),
        (
            Intent.OUT_OF_SCOPE,
            r"\b(?:ignore|disregard|forget|override)\b[^.?!]{0,40}\b(?:instructions?|rules?|prompts?|previous|above)\b|\bsystem prompt\b|\byou are now\b|\bact as\b|\bjailbreak|"
            r"\b(?:write|compose|tell)\b[^.?!]{0,20}\b(?:poem|story|essay|joke|song|code|letter|haiku)\b|\b(?:the )?weather\b(?! ?(?:proof|resistant))(?=[^.?!]*\b(?:today|tomorrow|forecast|like|in [A-Z]\w+)\b)|\bweather forecast\b|"
            r"\b(?:who (?:won|is the (?:president|king|queen|prime minister))|capital of|translate|football score|stock market|bitcoin|politic\w*|news today|recipe for|homework|solve|python (?:code|script|function)|meaning of life)\b|\bare you (?:a )?(?:human|robot|bot|ai|real)\b",
        ),
    )
)  # fmt: skip

GREETING = re.compile(
    r"^\s*(?:hi+|hello+|hey+|hiya|good (?:morning|afternoon|evening|day)|greetings|howdy|yo)\b[\s,!.]*(?:there|everyone|all|team)?\b[\s,!.]*",
    _I,
)
THANKS = re.compile(
    r"\b(?:thanks?(?: you)?(?: (?:so|very) much| a lot)?|thank u|thx|ty|cheers|much appreciated|appreciate it)\b[\s,!.]*|^\s*(?:bye|goodbye|see you|that'?s all)\b[\s,!.]*",
    _I,
)
BUNDLE = re.compile(
    r"\b(?:outfit|bundle|kit for|starter (?:kit|set)|complete (?:look|set)|whole (?:look|set|outfit)|full (?:look|outfit|set)|set ?up for|everything (?:i|we|you)(?:'d| would)? need|what (?:goes|would go|can i wear) with|"
    r"goes? (?:well )?with|to go with|matching set|head to toe|combination of|pair (?:it|this|that) with|together|all together|in total)\b",
    _I,
)
QUESTION = re.compile(
    r"^\s*(?:and |but |so |ok(?:ay)?,? )?(?:is|are|was|does|do|did|can|could|will|would|has|have|what|whats|what's|which|how|when|where|who|tell me|any)\b|\?\s*$",
    _I,
)
ASK_FACT = re.compile(
    r"\bhow much\b|\bwhat(?:'?s| is| are)? (?:the )?(?:price|cost|size|sizes|colou?rs?|material|brand|rating|reviews?)|\bwhat (?:sizes?|colou?rs?)\b|\bmade (?:of|from|out of)\b|\bin stock\b|\bavailable\b|\bcome in\b|\bcomes in\b|\breviews?\b|"
    r"\bdo you have (?:it|this|that|the)\b|\btell me (?:more )?about\b|\bmore (?:info|information|details?)\b|\bdetails? (?:of|on|about)\b|\bhow (?:heavy|big|large|warm|long|wide|tall|many)\b|\bwhat does (?:it|this|that)\b",
    _I,
)
FIND_VERB = re.compile(
    r"\b(?:show|find|need|want|looking|look|search|searching|recommend|suggest|get|buy|after|browse|like to see|interested in|do you (?:have|sell|carry|stock)|got any|have you|gift|present|what about|how about|cheapest|best)\b",
    _I,
)
ABUSE = re.compile(
    r"\b(?:f+u+c+k+\w*|sh[i1]t\w*|bitch\w*|asshole|idiot\w*|stupid|moron|useless|dumb\w*|suck(?:s)?|crap|wtf|bastard)\b",
    _I,
)
SOFT = re.compile(
    r"\b(?:ideally|preferably|prefer|if possible|would be nice|maybe|perhaps|bonus if|nice to have|hopefully)\b", _I
)
HARD = re.compile(
    r"\b(?:must|only|has to be|have to be|needs? to be|100 ?%|pure|made (?:of|from|out of)|really needs?|strictly|definitely)\b",
    _I,
)
CHEAPER = re.compile(
    r"\b(?:cheaper|less expensive|more affordable|lower price[d]?|less pricey|too (?:expensive|pricey|dear|much)|lower budget|costs? less|bit much)\b",
    _I,
)
DEARER = re.compile(r"\b(?:more expensive|pricier|more premium|higher price[d]?|more upmarket|higher[- ]end)\b", _I)
DROP = re.compile(
    r"\b(?:any|whatever|doesn'?t matter (?:what|which)?|don'?t care (?:about|what|which)(?: the)?|regardless of(?: the)?|forget (?:about )?(?:the|about)?|no (?:particular )?|never ?mind (?:the)?|remove the|without the|skip the|ignore the|drop the)\s*"
    r"(?P<slot>colou?r|size|price|budget|price limit|limit|brand|material|gender|category|rating|style)\b(?: (?:limit|is fine|will do|works))?|(?P<after>colou?r|size|price|brand|material)\s+(?:doesn'?t|does not|isn'?t|is not|not) (?:matter|important)",
    _I,
)
NEGATION = re.compile(
    r"\b(?:no|not|without|except|excluding|but not|anything but|nothing (?:in|with|w/|of|made)?|non|avoid|hate|don'?t (?:like|want)|w/o|other than|isn'?t|no more)\b\W*(?:\w+\W+){0,1}$",
    _I,
)
COMPARATIVE = re.compile(r"\b(?:more|less|a bit|something|anything|sth|rather|smth)\s+\w+|\b\w{3,}er\b", _I)
NEW_SEARCH = re.compile(
    r"\b(?:do you (?:have|sell|carry|stock)|looking for|look for|i(?:'m| am)? (?:need|want|after)|i'd like|show me|find me|search for|got any|have you got|any)\b",
    _I,
)
STUFF = re.compile(r"\b(?:stuff|things|gear|clothes|clothing|equipment|accessories)\b", _I)
