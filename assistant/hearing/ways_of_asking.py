"""Ways of asking: turns of phrase that ask after one attribute of a thing, and the slots that answer it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.hearing.cues import cue

BRAND = "brand"
_N = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|a dozen|twelve)"
_WHO = r"(?:i|we|you|u|one|it|they|that|this|he|she|us|the \w+)"
_CAN = r"(?:can|could|may|might|must|should|will|would|do|does|did)"


@dataclass(frozen=True, slots=True)
class Way:
    """A way to ask. `slots` are names of slots that answer it, the likeliest first; a name means itself and all slots
    that have it as a word. `name` is what people call what is asked, for saying that it is not stated."""

    slots: tuple[str, ...]
    asked: re.Pattern[str]
    name: str = ""
    alone: bool = False  # it means nothing else: where no such slot is stated, no other way is tried


def _way(slots: str, *ways: str, name: str = "", alone: bool = False) -> Way:
    return Way(tuple(slots.split()), cue(*ways), name, alone)


# The first that matches and of which the thing states a slot answers; what is more particular stands earlier.
WAYS = (
    _way(
        "max_load load",
        rf"\b(?:how much|what) weight {_CAN} {_WHO} (?:\w+ )?(?:hold|carry|take|bear|support|load|stand|put|lift)\b",
        rf"\b(?:how much|what) weight {_CAN} (?:i|you|we) (?:put|load|hang|stack|carry)\b",
        r"\b(?:max\w*|weight) (?:load|limit|weight)\b|\bload (?:limit|capacity)\b",
        name="maximum load",
        alone=True,
    ),
    _way(
        "max_load load",
        rf"\b(?:how much|what|how many (?:kilos?|kg|pounds|lbs))(?: weight)? {_CAN} {_WHO} (?:\w+ )?"
        r"(?:hold|carry|take|bear|support|load|stand|put|lift)\b",
        rf"\b(?:how much|what|how many (?:kilos?|kg|pounds|lbs))(?: weight)? {_CAN} (?:i|you|we) "
        r"(?:put|load|hang|stack|carry)\b",
        r"\bhow heavy (?:can|may|could|must|should) (?:\w+ ){1,3}(?:be|weigh)\b",
        r"\b(?:hold|carry|bear|support|take) (?:me|him|her|us|my (?:weight|husband|wife|dad|son)|\d+ ?(?:kg|"
        r"kilos?|lbs?|"
        r"pounds))\b",
        r"\b(?:max\w*|weight) (?:load|limit|weight|capacity)\b|\bload (?:limit|capacity)\b",
        name="maximum load",
    ),
    _way(
        "fabric_weight density thickness paper",
        r"\bhow (?:heavy|thick|thin|dense|light) (?:is|are) (?:the |its |their )?"
        r"(?:cloth|fabric|wool|material|cotton|denim|paper|pages?|fleece)\b",
        r"\b(?:ink|pen|marker)s? (?:\w+ )?(?:bleed|show|go|come)s?\b",
    ),
    _way(
        "comfort_temperature temperature_rating",
        r"\b(?:freeze|freezing|cold|chilly|winter|warm|temperatures?|degrees)\b",
        name="comfort temperature",
    ),
    _way("r_value", r"\binsulat\w+\b|\bcold (?:ground|floor)\b|\bwarm\b|\bwinter\b", name="R-value"),
    _way("color_temperature",
        r"\blight\b[^?]*\b(?:warm|cold|white|yellow|cool)\b|\b(?:warm|cold|cool) (?:white|light)\b"),
    _way("temperature", r"\bhow (?:hot|warm)\b|\bwater temperature\b|\bwhat temperature\b"),
    _way(
        "noise_reduction",
        r"\bnoise[- ]?(?:cancel\w*|reduc\w*|block\w*|isolat\w*)\b|\b(?:block|cancel|shut out|keep out|"
        r"reduce)\w*\b[^?]*"
        r"\b(?:noise|sounds?)\b|\bnoise\b[^?]*\b(?:block|cancel|reduc|keep out)\w*",
    ),
    _way(
        "noise",
        r"\b(?:loud|noisy|noise|noises|noiseless|quiet|silent|silence|racket|hum|decibels?|db)\b",
        r"\b(?:wake|disturb)s?\b|\b(?:can|will) (?:you|i|one|my \w+) hear it\b",
        name="noise",
    ),
    _way(
        "weight packed_weight",
        r"\b(?:weighs?|weight|heavy(?! (?:rain|snow|duty|use|traffic|wind))|heavier|heaviness|burden)\b",
        r"\bhow (?:light|lightweight)\b|\b(?:is|are) (?:\w+ )?(?:it|that|this|they|these|the \w+(?: one)?) "
        r"(?:\w+ )?(?:light|lightweight)\b(?! (?:up|warm|cold))",
        r"\bhow many (?:grams?|kilos?|kilograms?|kg|pounds|lbs?|ounces|oz)\b",
        name="weight",
    ),
    _way(
        "players",
        r"\bhow many (?:\w+ )?(?:can |could |may |do |does )?(?:\w+ )?(?:play|join|take part)\b",
        rf"\b(?:can|could|do|does|for) (?:the )?(?:{_N}|we all|both) (?:\w+ ){{0,3}}(?:play|players?|people|"
        rf"persons?)\b",
        r"\bhow many (?:players?|people|persons?|friends|kids|of us)\b",
        rf"\bplay\w* (?:it |this |that )?(?:alone|solo|by myself|with {_N}|in (?:two|three|four))\b",
        rf"\b(?:enough|good|ok) for {_N}\b",
        name="number of players",
    ),
    _way(
        "sleeps",
        r"\bhow many\b[^?]*\b(?:sleeps?|lie|people|persons?|adults|of us|fit|room)\b",
        rf"\b(?:room|space|big enough|large enough|fits?|enough|sleeps?) (?:for |in it for )?(?:us )?{_N}\b",
        rf"\b{_N} (?:people|persons?|adults|of us)\b",
    ),
    _way(
        "serves makes capacity",
        rf"\bhow many (?:people|persons?|cups|servings|portions|mugs|glasses)\b|\b(?:enough|"
        rf"serves?) (?:for )?(?:us )?{_N}\b",
        rf"\b{_N} (?:people|persons?|cups)\b",
    ),
    _way(
        "burn_time",
        r"\b(?:how (?:long|many hours)|hours)\b(?![^?]*\b(?:battery|charge)\b)[^?]*\b(?:burns?|lasts?|go|goes|"
        r"light)\b|\bburn(?:ing)? time\b|"
        r"\bburns? (?:for )?long",
        name="burn time",
    ),
    _way(
        "keeps_hot",
        r"\b(?:keeps?|stays?|holds?|remains?)\b[^?]*\b(?:hot|warm|heat)\b|\bhow long\b[^?]*\b(?:hot|warm)\b",
        r"\bhot (?:drinks?|tea|coffee)\b",
        name="how long it keeps hot",
        alone=True,
    ),
    _way(
        "keeps_cold",
        r"\b(?:keeps?|stays?|holds?|remains?)\b[^?]*\b(?:cold|cool|ice)\b|\bhow long\b[^?]*\b(?:cold|cool)\b",
        r"\b(?:cold|iced?) (?:drinks?|water|tea)\b",
        name="how long it keeps cold",
        alone=True,
    ),
    _way(
        "boil_time",
        r"\b(?:boils?|boiling)\b[^?]*\b(?:fast|quick\w*|soon|long|time|minutes)\b|"
        r"\b(?:how (?:fast|quick\w*|soon|long|many minutes))\b[^?]*\bboil\w*\b",
        name="boil time",
        alone=True,
    ),
    _way("setup_time",
        r"\b(?:put|take) (?:it |them )?together\b[^?]*\b(?:long|time|hard|easy)\b|\blong\b[^?]*\bput (?:it |"
        r"them )?together\b"),
    _way(
        "setup_time",
        r"\b(?:set|put|pitch|build|assembl|mount|install|erect)\w*\b[^?]*\b(?:up|long|quick\w*|fast|easy|easily|"
        r"time|minutes|hours?|it)\b",
        r"\b(?:long|quick|easy|fast)\b[^?]*\b(?:set(?:ting)? up|put up|pitch|build|assemble|mount|install)\b",
        name="setup time",
    ),
    _way(
        "play_time",
        r"\bhow (?:long|many (?:minutes|hours))\b(?![^?]*\b(?:battery|charge)\b)[^?]*\b(?:games?|rounds?|play|"
        r"take|takes|last)\b|"
        r"\bplay(?:ing)? time\b",
    ),
    _way("total_runtime", r"\b(?:with|including) (?:the )?(?:case|box)\b|\btotal\b[^?]*\b(?:battery|play|hours)\b"),
    _way(
        "runtime battery_life play_time",
        r"\b(?:charge|battery|batteries)\b[^?]*\b(?:last|lasts|long|hours)\b|\blong\b[^?]*\b(?:charge|battery|"
        r"batteries)\b",
        name="battery life",
    ),
    _way(
        "lifetime",
        r"\bhow (?:long|many (?:hours|years))\b(?![^?]*\b(?:battery|charge)\b)[^?]*\b(?:last|lasts|live|lives|"
        r"dies?|bulb|lifetime|life)\b|"
        r"\blife ?(?:time|span)\b",
    ),
    _way(
        "runtime battery_life play_time battery",
        r"\bbatter(?:y|ies)\b[^?]*\b(?:last|lasts|life|long|hours|hold|run)\b|\bhours\b[^?]*\b(?:battery|charge|"
        r"set|music|play\w*)\b",
        r"\bhow (?:long|many hours)\b[^?]*\b(?:charge|last|lasts|run|runs|play|light|shine|battery|batteries|go|"
        r"work)\b",
        r"\b(?:runtime|running time|battery life)\b",
        name="battery life",
    ),
    _way("charging power_supply battery connection", r"\bpowered\b|\bwhat does it run on\b"),
    _way(
        "charging power_supply battery",
        r"\b(?:how (?!long|many|much)|what|which|where)\b[^?]*\b(?:charg\w+|recharg\w+)\b|\bre-?chargeable\b|"
        r"\b(?:can|does|do) \w+ (?:be )?(?:re)?charged?\b(?! at once)",
        r"\b(?:what|which|how many) (?:kind of |type of |sort of )?batter(?:y|ies)\b|\b(?:need|take|use|"
        r"run on)s? batter(?:y|ies)\b",
        name="charging",
    ),
    _way(
        "connection",
        r"\b(?:bluetooth|wireless(?:ly)?|wired|cordless|cable[- ]?less|usb|wifi|wi-fi|receiver|dongle)\b|"
        r"\bconnect\w*\b|\bwithout (?:a |any )?(?:wire|cable|cord)\b|\bplug in (?:a |the )?(?:cable|wire|cord)\b",
        r"\bwhat (?:cable|plug|socket|connector)\b",
        name="connection",
    ),
    _way("plug", r"\b(?:plugs?|connectors?|ends?)\b"),
    _way("port vesa", r"\b(?:ports?|sockets?|inputs?|outputs?|hdmi|usb|displayport)\b"),
    _way("ports", r"\bhow many (?:things|devices|phones|ports?|usb)\b"),
    _way("vesa", r"\b(?:arm|wall|mount\w*|bracket|vesa)\b"),
    _way(
        "cable length",
        r"\b(?:cable|cord|wire|lead)\b[^?]*\b(?:long|length|reach|far|short|meters?|metres?)\b|"
        r"\bhow (?:long|far)\b[^?]*\b(?:cable|cord|wire|lead)\b",
        r"\b(?:come|comes|has|have|got|with|include\w*|need|needs)\b[^?]*\b(?:a |the |its )?(?:cable|cord|wire|"
        r"power lead)\b",
        name="cable",
    ),
    _way("data_rate read_speed", r"\b(?:transfer|data|copy|copies|speed|gigabits?|mbit|gbit)\b"),
    _way("speed", r"\b(?:how fast|speed|rpm|turns|revolutions|spins?)\b"),
    _way(
        "refresh_rate frame_rate",
        r"\b(?:hertz|hz|refresh|fps|frames?)\b",
    ),
    _way("frame_rate", r"\b(?:fps|frames?)\b"),
    _way(
        "resolution video megapixels",
        r"\b(?:4k|8k|uhd|full ?hd|hd|resolution|1080p?|1440p?|sharp)\b",
    ),
    _way("megapixels resolution", r"\b(?:mega)?pixels?\b"),
    _way("video", r"\b(?:films?|video|movies?|record)\b"),
    _way("max_screen", r"\b(?:largest|biggest|which|what) (?:size of )?(?:monitor|screen)\b"),
    _way("screen max_screen",
        r"\b(?:screen|display|monitor)\b[^?]*\b(?:big|large|size|inch\w*)\b|\bhow (?:big|"
        r"large)\b[^?]*\b(?:screen|display)\b|\bhow many inch\w*\b"),
    _way("focal_length magnification", r"\b(?:zoom\w*|wide[- ]angle|magnif\w*|enlarg\w*|focal)\b"),
    _way("aperture", r"\bhow (?:fast|bright) is the lens\b|\blow light\b|\bf[- ]?stop\b|\baperture\b"),
    _way("field_of_view", r"\bhow (?:much|wide)\b[^?]*\b(?:see|view|room|angle)\b|\b(?:field|angle) of view\b"),
    _way("close_focus closest_focus", r"\bhow (?:near|close)\b|\b(?:near|close)(?:st)?[- ]?(?:focus|up)\b|\bmacro\b"),
    _way("card", r"\bkind of card\b|\b(?:read|take)s?\b[^?]*\bcards?\b"),
    _way("card", r"\b(?:memory|sd|micro ?sd|storage) cards?\b|\bwhat card\b"),
    _way("dpi", r"\b(?:dpi|sensitiv\w+|precise|precision)\b"),
    _way("keys layout", r"\bhow many keys\b"),
    _way("layout", r"\b(?:num(?:ber|eric)? ?(?:block|pad|keys)|numpad|layout|full[- ]size|tenkeyless|arrow keys)\b"),
    _way("switches", r"\b(?:switch\w*|clicky|linear|tactile)\b"),
    _way(
        "brightness luminance",
        r"\b(?:how bright|bright(?:ness)? enough|brightness|lumens?|nits|dim|too bright|is (?:it|that|"
        r"this) bright)\b",
        name="brightness",
    ),
    _way("beam", r"\bhow far\b[^?]*\b(?:shine|light|see|beam|reach|go)\w*\b|\bbeam\b"),
    _way("energy_class power", r"\b(?:energy|efficien\w+|eco|economical)\b"),
    _way(
        "power input_power max_power power_delivery",
        r"\b(?:watts?|wattage|powerful|power|how strong)\b|\b(?:electricity|current)\b[^?]*\b(?:use|uses|need|"
        r"needs|take|takes|much)\b|"
        r"\bhow much (?:electricity|power|energy)\b",
        name="power",
    ),
    _way("battery",
        r"\b(?:mah|charge)\b[^?]*\b(?:store|hold|capacity|big|much)\w*\b|\bhow much (?:charge|battery)\b|\bmah\b"),
    _way("socket", r"\b(?:which|what) (?:light ?)?bulbs?\b"),
    _way("socket", r"\b(?:screw|base|bayonet|socket|cap|e27|e14|gu10)\b|\bwhat (?:bulb|lamp)\b"),
    _way("dust_bag filter_size", r"\b(?:which|what)\b[^?]*\bbags?\b|\bbags?\b[^?]*\bfit\b"),
    _way("filter_size",
        r"\b(?:which|what)\b[^?]*\b(?:filters?|papers?)\b|\bfilter size\b|\bsize of (?:the )?filter\b"),
    _way("hob",
        r"\b(?:induction|gas|ceramic|electric) ?(?:hob|stove|cooker|top|plate)?\b|\b(?:hob|stove ?top|cooker)\b"),
    _way("fuel", r"\b(?:fuel|gas|petrol|alcohol|canisters?|what does it (?:burn|run on))\b"),
    _way("thread mount", r"\b(?:canister|screw|thread|mount)\w*\b"),
    _way("laptop", r"\b(?:laptop|notebook|macbook|computer)\b"),
    _way("bottle_pocket", r"\b(?:bottle|flask)\b"),
    _way("cabin_size",
        r"\b(?:cabin|carry[- ]?on|hand luggage|hand baggage|overhead|on (?:a|the) plane|ryanair|airline)\b"),
    _way("back_length", r"\b(?:back|torso)\b[^?]*\b(?:fit|long|length|tall)\b|\bi am (?:tall|short|\d)"),
    _way("body_height", r"\bi'?a?m (?:\d|tall|short)|\bhow tall\b[^?]*\b(?:must|should|can|may|be)\b"),
    _way(
        "packed_size packed_length",
        r"\b(?:pack(?:s|ed)?|fold(?:s|ed|able)?|rolls?|rolled|collapse[sd]?|stow\w*)\b[^?]*\b(?:up|down|small|"
        r"big|size|away|long|in|flat)\b",
        r"\bhow (?:small|big|large|long)\b[^?]*\b(?:pack(?:s|ed)?|fold(?:s|ed)?|rolled|stowed)\b|\bpack ?(?:size|"
        r"length)\b",
        name="packed size",
    ),
    _way("seat_height", r"\bhow (?:low|high)\b[^?]*\b(?:sit|seat)\b|\bseat\b"),
    _way("reach", r"\bhow far\b[^?]*\b(?:reach|extend|come)\w*\b"),
    _way("magnification", r"\bhow many times\b"),
    _way(
        "water_resistance water_column",
        r"\b(?:water|rain|splash|shower|weather|sweat)[- ]?(?:proof|resistant|resistance|tight|repellent)\b",
        r"\b(?:rain|splash(?:es)?|showers?|sweat)\b(?! covers?\b)|\b(?:in|into|under|near|keep out|"
        r"hold out) (?:the )?water\b",
        r"\bwet\b|\brain(?:s|ing|y)?\b|\bdry\b(?=[^?]*\b(?:keep|stay)|\W*$)|\bunder water\b|\bswim\w*\b|"
        r"\bstorms?\b|\bsnow\b",
        name="water resistance",
    ),
        _way(
        "care",
        r"\b(?:wash\w*|laundry|dish ?washer|clean\w*|scrub\w*|iron(?:ed|ing)?|tumble|dryer|dry[- ]?clean\w*|"
        r"shrink\w*|"
        r"descal\w*|bleach\w*|maintain\w*|maintenance|look after|take care|care for|polish\w*|stains?)\b",
        r"\bonce (?:it'?s )?open\w*\b|\bkeep (?:fresh|it fresh)\b|\bstore it\b",
        name="care",
    ),
    _way(
        "warranty",
        r"\b(?:warrant\w*|guarante\w*)\b",
        name="warranty",
    ),
    _way("upper material", r"\b(?:real|genuine|faux|vegan|full[- ]grain) leather\b|\bleather\b|\bsuede\b|\bmesh\b"),
    _way(
        "material upper",
        r"\b(?:what|which) (?:\w+ )?(?:yarn|steel|wood|leather|wool|metal|plastic|glass|cotton) \b|"
        r"\banimal products?\b",
    ),
    _way(
        "material fabric upper",
        r"\b(?:made|make|consists?) (?:\w+ ){0,2}(?:of|from|out of|with)\b|\bmaterials?\b|\bfabrics?\b|\bcloth\b",
        r"\b(?:is|are) (?:it|this|that|they|these|those|the \w+(?: one)?) (?:\w+ )?(?:real |pure |all |100 ?% )?"
        r"(?:cotton|wool|silk|linen|plastic|wood|wooden|metal|steel|aluminium|aluminum|glass|leather|polyester|"
        r"nylon|down|"
        r"bamboo|rubber|ceramic|paper|soy|wax|beeswax|synthetic|natural)\b",
        r"\b(?:wax|vegan)\b",
        name="material",
    ),
    _way(
        "fill fill_power",
        r"\b(?:fill(?:ed|ing)?|stuff(?:ed|ing)|padd(?:ed|ing)|inside (?:it|of it)?\W*$|insulation|down)\b|"
        r"\bwhat(?:'?s| is| are)? (?:it |in )?(?:inside|in it)\b",
        name="filling",
    ),
    _way("gauge stud thread",
        r"\b(?:rails?|tracks?|bricks?|blocks)\b[^?]*\b(?:fit|match|compatible|old|other|work)\b"),
    _way("origin country", r"\b(?:grown|harvested|picked|estate)\b|\bbeans? (?:come )?from\b"),
    _way(
        "country origin",
        r"\b(?:where|which country|what country)\b[^?]*\b(?:made|from|come|comes|produced|grown|manufactured|"
        r"sewn|built)\b|"
        r"\b(?:made|produced|grown) in\b|\borigin\b",
        name="country of origin",
    ),
    _way("age gender age_group skill_level",
        r"\bwho (?:is|are) (?:it|this|that|they|these) (?:for|meant for|made for)\b"),
    _way(
        "gender",
        r"\b(?:m[ae]ns?|wom[ae]ns?|ladies|lady|males?|females?|guys?|girls?|boys?|unisex|gents?|husband|wife|"
        r"(?:boy|girl)friend)\b",
        name="gender",
    ),
    _way("safety", r"\b(?:chok|swallow|toxic|poison|flammab|dangerous)\w*\b"),
    _way(
        "age age_group",
        r"\b(?:what|which|from what|how) (?:ages?|old)\b|\b\w+[- ](?:year|month)s?[- ]olds?\b|\b(?:bab(?:y|ies)|"
        r"newborns?|toddlers?|infants?)\b|"
        r"\b(?:child|children|kids?|teenagers?|adults?|grown[- ]?ups?)\b|\bold enough\b|\btoo young\b|\bage\b",
        name="age",
    ),
    _way("safety",
        r"\b(?:safe|safety|danger\w*|chok\w*|swallow\w*|toxic|burn myself|fire|plane|flight|flying|in the tent|"
        r"indoors?|cook in)\b"),
    _way("difficulty", r"\bhow (?:hard|difficult|easy) is (?:it|this|that)\b"),
    _way(
        "difficulty skill_level",
        r"\b(?:difficult\w*|hard to|complicated|complex|easy|easily|simple|beginners?|never|advanced|"
        r"experienced?|learn)\b",
        name="difficulty",
    ),
    _way("skill_level", r"\bbeginners?\b|\bnever\b"),
    _way("language", r"\b(?:language|english|german|french|spanish|chinese|italian|dutch)\b",
        name="language",
    ),
    _way("theme", r"\b(?:about|theme|story)\W*$"),
    _way("pages", r"\bhow (?:many pages|thick)\b|\bpages\b",
        name="number of pages",
    ),
    _way("format", r"\b(?:hard ?back|paper ?back|hard ?cover|soft ?cover|format|board book|ebook|e-book)\b"),
    _way("ruling", r"\b(?:lined|ruled|dotted|blank|squared|grid)\b"),
    _way("ink_system", r"\bink\b|\bcartridges?\b|\brefills?\b"),
    _way("nib", r"\bnib\b|\bfine\b"),
    _way(
        "pack pieces fill",
        r"\bhow many\b[^?]*\b(?:pack|packet|box|bag|tin|set|come|get|there|included|pairs?|pieces?|bits|parts)\b",
        r"\bhow many (?:are|is|do|pairs?|pieces?|bricks?|blocks?|in)\b|\bwhat (?:bits|parts|pieces)\b|"
        r"\bin the (?:set|box|pack)\b",
        name="pieces in a pack",
    ),
    _way("makes", r"\bhow many cups\b|\bhow many\b[^?]*\b(?:tin|bag|cups)\b"),
    _way("roast", r"\b(?:strong|mild|dark|light|roast\w*)\b"),
    _way("caffeine", r"\b(?:caffeine|caffeinated|decaf\w*)\b"),
    _way("flavor", r"\b(?:tastes?|flavou?rs?|aroma|notes?)\b",
        name="taste",
    ),
    _way("scent", r"\b(?:smells?|scents?|scented|fragrance|aroma)\b",
        name="scent",
    ),
    _way("grind", r"\b(?:fine|coarse) enough\b"),
    _way("grind", r"\b(?:ground|grind|whole beans?)\b"),
    _way("surface sole", r"\b(?:trails?|road|asphalt|forest|mountains?|gravel|track|ice|terrain)\b"),
    _way("rise", r"\bhow (?:high|low) do they sit\b|\b(?:high|low)[- ](?:waist|rise)"),
    _way("shaft", r"\bankles?\b|\bhow high\b"),
    _way("width_fit", r"\b(?:wide|narrow|broad) ?(?:feet|foot|fit|ones?)?\b|\bwidth\b"),
    _way("drop", r"\b(?:heel )?drop\b"),
    _way("cushioning", r"\b(?:cushion\w*|soft|bouncy|springy)\b"),
    _way("sock_height", r"\bhow (?:high|long)\b|\bankle\b"),
    _way(
        "fit",
        r"\b(?:run|runs|running) (?:\w+ )?(?:small|large|big|tight|true|short|long)\b|\btrue to size\b|"
        r"\b(?:tight|loose|baggy|snug|slim|fitted|roomy|oversized?)\b|"
        r"\b(?:the|its|their) (?:fit|cut)\b|\bhow (?:does|do) (?:it|they|this|these) (?:fit|sit)\b|\bsize (?:up|"
        r"down)\b",
    ),
    _way("neck", r"\bneck\w*\b|\bcollar\b"),
    _way("sleeve", r"\bsleeve[sd]?\b"),
    _way("closure", r"\b(?:zip\w*|buttons?|laces?|velcro|clos(?:e|es|ed|ure))\b"),
    _way("hardness", r"\bhow hard\b|\bhardness\b|\bhrc\b"),
    _way("blade", r"\bblade\b"),
    _way("thread_count density", r"\bthreads?\b|\bthread count\b"),
    _way("recipes", r"\brecipes?\b"),
    _way("activity surface", r"\bwhat (?:is|are) (?:it|they|this|these) (?:made|meant|good) for\b"),
    _way("activity",
        r"\b(?:what|which) (?:sports?|activit\w+)\b|\b(?:ok|good|suited|suitable|meant|made) for (?:hiking|"
        r"running|yoga|gym|travel\w*|work|cycling|climbing|swimming)\b"),
    _way(
        "length height",
        r"\b(?:cover|covers|reach|reaches)\b[^?]*\b(?:bum|butt|bottom|hips?|knees?|thighs?)\b|\blong enough\b|"
        r"\bhow long (?:is|are)\b|\b(?:too|very) (?:long|short)\b|\blength\b",
        name="length",
    ),
    _way("height", r"\bhow (?:tall|high)\b|\b(?:tall|high) enough\b|\bstand up\b|\bheight\b",
        name="height",
    ),
    _way("width diameter", r"\bhow (?:wide|broad)\b|\b(?:wide|broad) enough\b|\bacross\b|\bdiameter\b|\bwidth\b",
        name="width",
    ),
    _way("depth", r"\bhow deep\b|\bdepth\b",
        name="depth",
    ),
    _way("thickness fabric_weight density", r"\bhow thick\b"),
    _way("thickness", r"\bhow (?:thick|thin)\b|\bthickness\b",
        name="thickness",
    ),
    _way(
        "capacity volume storage",
        r"\b(?:how much|how many (?:lit(?:er|re)s?|l|ml|cups|oz|gallons?|gigabytes?|gb))\b[^?]*\b(?:hold|holds|"
        r"fit|fits|go|goes|take|takes|in|carry|water|capacity|lit(?:er|re)s?|gb|ml|l)?\b",
        r"\b(?:capacity|volume|roomy|spacious)\b",
        name="capacity",
    ),
    _way(
        "size dimensions height length width diameter capacity screen bed_size photo_size",
        r"\b(?:how (?:big|large|small)|dimensions?|measurements?|measures?|sizes?|too (?:big|small|large))\b",
        name="size",
    ),
    _way(BRAND,
        r"\bwho (?:makes|made|produces|is (?:the )?(?:maker|manufacturer))\b|\b(?:which|what) (?:brand|make|"
        r"maker|company|manufacturer)\b",
        name="brand",
    ),
)  # fmt: skip
