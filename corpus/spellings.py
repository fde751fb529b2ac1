"""In which other ways is an English word written: British or American, with a hyphen or joined.

Where a rule is safe there is a rule; elsewhere the words are listed.
"""

import re
from collections.abc import Sequence
from functools import cache

from corpus.words import exact, words

_IS = re.compile(r"([a-z]{2,})is(e|es|ed|er|ers|ing|able|ability|ation|ations|ational|ationally)")
_IZ = re.compile(r"([a-z]{2,})iz(e|es|ed|er|ers|ing|able|ability|ation|ations|ational|ationally)")

_ALWAYS_S = frozenset(
    words(
        "adv advert appr ar chast circumc compr comprom conc cr dem desp dev disenfranch enfranch"
        " enterpr entrepr exc exerc expert franch improv inc merchand parad prec prem prev prom"
        " repr rev sunr superv surm surpr telev treat upr val"
    )
)
"""What stands before -ise where no one writes -ize: advise, rise, promise …"""

_ALWAYS_Z = frozenset(words("ass caps downs mids outs overs pr res rights se unders"))
"""What stands before -ize where no one writes -ise: size, prize, seize …"""

_OUR = words(
    "arbour ardour armour behaviour candour clamour colour demeanour endeavour favour fervour"
    " flavour harbour honour humour labour misdemeanour neighbour odour parlour rancour rigour"
    " rumour saviour savour splendour tumour valour vapour vigour"
    " belabour discolour dishonour disfavour misbehaviour multicolour"
)
_AFTER_OUR = (
    "", "s", "ed", "ing", "er", "ers", "hood", "hoods", "ly", "liness", "able", "ably", "al",
    "ally", "ist", "ists", "ism", "ful", "fully", "less", "ite", "ites", "itism", "y", "ies",
)  # fmt: skip

_DOUBLED = words(
    "cancel channel counsel dial equal fuel gravel jewel label level libel marshal model panel"
    " pencil quarrel refuel remodel relabel rival shovel signal swivel total travel tunnel unravel"
    " worship"
)
_AFTER_DOUBLED = ("ed", "ing", "ings", "er", "ers", "or", "ors")

_RE = words(
    "calibre centimetre centre epicentre fibre kilometre litre lustre meagre metre millimetre"
    " mitre ochre sabre sceptre sombre spectre theatre amphitheatre"
)
_OGUE = words("analogue catalogue dialogue epilogue homologue monologue prologue travelogue")
_YSE = words("analyse catalyse dialyse electrolyse hydrolyse paralyse psychoanalyse")
_L_OR_LL = words("enrol fulfil instil distil appal")

_PAIRS = """
acknowledgement acknowledgment, ageing aging, anaesthesia anesthesia, anaesthetic anesthetic,
archaeological archeological, archaeology archeology, artefact artifact, artefacts artifacts,
centring centering, cosy cozy, defence defense, defences defenses, encyclopaedia encyclopedia,
enquire inquire, enquiries inquiries, enquiry inquiry, enrolment enrollment,
enrolments enrollments, foetal fetal, foetus fetus, fulfilment fulfillment, grey gray,
gynaecological gynecological, gynaecology gynecology, instalment installment,
instalments installments, jewellery jewelry, judgement judgment, judgements judgments,
leukaemia leukemia, licence license, licences licenses, manoeuvre maneuver,
manoeuvres maneuvers, marvellous marvelous, mould mold, offence offense, offences offenses,
orthopaedic orthopedic, paediatric pediatric, paediatrician pediatrician, paediatrics pediatrics,
plough plow, practised practiced, practising practicing, pretence pretense, programme program,
programmes programs, sceptical skeptical, scepticism skepticism, skilful skillful,
skilfully skillfully, storey story, storeys stories, subprogramme subprogram, sulphur sulfur,
towards toward, wilful willful, wilfully willfully, woollen woolen
"""
_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third"}
_ONE_WAY = _ORDINALS | {
    "practise": "practice", "practises": "practices", "second": "2nd", "third": "3rd",
}  # fmt: skip
"""Written so also; the way back is not always another spelling of the same."""

_ONLY_FROM_BRITISH = frozenset({"storey", "storeys"})

_ANYWHERE = {
    "anti": "agoni|bio|chris|ci|dot|gu|path|pod|qu|the",
    "inter": "cept|est|fac|fer|im|ior|jec|l[aou]|med|n(?!ational)|pol|pr|rog|rup|sp|stit|v",
    "micro": "b|co|fil|pho|sc|sof|wa",
    "mono": "gam|lit|log|pol|ton",
    "multi": "p|tud",
    "non": "ethe|sens",
    "out": "bre|com|dat|doo|ing|let|li|loo|put|rag|ri|ski|sta|war|wei",
    "post": "a|c|er|ma|of|po|ul",
    "self": "is",
    "semi": "na|nar|tic",
    "socio": "lo|pa",
    "super": "b|fic|fl|in|io|la|ma|nat|st|v",
    "trans": "act|cr|f|gre|i|l|m|p",
    "un": "an|der|i|ctu|til|less",
}
"""Prefixes that may stand before any word, each with beginnings of what follows that tell
another word: interest, until."""

_BEFORE_THESE = {
    "bi": "annual|cultural|lateral|lingual|national|weekly",
    "co": "author|creat|decision|design|determin|develop|educat|exist|financ|found|fund|habit|hous"
          "|locat|operat|opt|ordinat|own|produc|respons|sponsor|work",
    "de": "centralis|centraliz|ghetto|regulat|segregat|stigmatis|stigmatiz",
    "ethno": "cultur|centr|national|religi",
    "intra": "city|ethnic|group|urban|family|regional",
    "over": "crowd|represent|qualif|popul",
    "pre": "apprentic|depart|employ|entry|exist|primary|school|select|settle|train|vocation|war",
    "re": "admi|educat|employ|enter|entry|hous|integrat|locat|settl|train|unif|unit|urban",
    "sub": "contract|cultur|group|let|municipal|region|standard|tenan",
    "under": "achiev|employ|privileg|qualif|represent|skill",
}  # fmt: skip
"""Prefixes that are also how other words begin, each with what is known to follow."""

_PARTED = re.compile(
    "|".join(
        [f"({prefix})(?!{other})([a-z]{{4,}})" for prefix, other in _ANYWHERE.items()]
        + [f"({prefix})((?:{follows})[a-z]*)" for prefix, follows in _BEFORE_THESE.items()]
    )
)
_JOINING = frozenset({*_ANYWHERE, *_BEFORE_THESE} - {"self"})

_COMPOUNDS = (
    "call shop", "child care", "day care", "drop in", "drop out", "e learning", "e mail",
    "head scarf", "life long", "main stream", "pay roll", "start up", "team work", "work force",
    "work place",
)  # fmt: skip
"""Two words that are also written as one."""

LONGEST_NUMBER = 16

MOST_WAYS = 4


def spellings(word: str) -> tuple[str, ...]:
    """The other British and American spellings of an English word, in small letters.

    >>> spellings("neighborhoods"), spellings("Organisation"), spellings("advise")
    (('neighbourhoods',), ('organization',), ())
    """
    lowered = word.lower()
    listed = _to_american().get(lowered) or _to_british().get(lowered) or _ONE_WAY.get(lowered)
    if listed:
        return (listed,)
    other = _with_z(lowered) or _with_s(lowered)
    return (other,) if other else ()


def british(word: str) -> str:
    """The British spelling of an English word: the same for all of its spellings.

    >>> british("radicalization"), british("radicalisation"), british("size")
    ('radicalisation', 'radicalisation', 'size')
    """
    lowered = word.lower()
    return _to_british().get(lowered) or _ORDINALS.get(lowered) or _with_s(lowered) or lowered


def written_ways(text: str) -> tuple[str, ...]:
    """The other ways to write some words in English, the fewest words changed first.

    >>> written_ways("labour organisation")
    ('labor organisation', 'labour organization', 'labor organization')
    """
    written = words(text)
    found = [tuple(written)]
    for at, word in enumerate(written):
        for other in spellings(word):
            found += [(*way[:at], other, *way[at + 1 :]) for way in found]
        if len(found) > MOST_WAYS:
            break
    return tuple(" ".join(way) for way in found[1 : MOST_WAYS + 1])


def unbroken(parts: Sequence[str]) -> tuple[str, ...]:
    """Words that were parted by a hyphen, without one hyphen or all: a line may end at each.

    >>> unbroken(["long", "term"]), unbroken(["mother", "in", "law"])
    (('longterm',), ('motherin law', 'mother inlaw', 'motherinlaw'))
    """
    if len(parts) < 2:
        return ()
    ways = [
        " ".join([*parts[:at], parts[at] + parts[at + 1], *parts[at + 2 :]])
        for at in range(len(parts) - 1)
    ]
    return tuple(dict.fromkeys([*ways[:MOST_WAYS], "".join(parts)]))


def grouped(word: str) -> tuple[str, ...]:
    """A number with blanks between its thousands.

    >>> grouped("1,300,000"), grouped("1234"), grouped("12")
    (('1 300 000',), ('1 234',), ())
    """
    digits = exact(word)
    if not (digits.isascii() and digits.isdigit() and 3 < len(digits) < LONGEST_NUMBER):
        return ()
    return (f"{int(digits):,}".replace(",", " "),)


def joined(parts: Sequence[str]) -> tuple[str, ...]:
    """Words that were parted by a hyphen, as one word, where English writes them so too.

    >>> joined(["co", "operation"]), joined(["start", "up"]), joined(["third", "country"])
    (('cooperation',), ('startup',), ())
    """
    lowered = [part.lower() for part in parts]
    if len(lowered) < 2 or not all(part.isalpha() for part in lowered):
        return ()
    is_one = lowered[0] in _JOINING and len(lowered[1]) > 2
    if is_one or " ".join(lowered[:2]) in _COMPOUNDS:
        return (" ".join(["".join(lowered[:2]), *lowered[2:]]),)
    return ()


def parted(word: str) -> tuple[str, ...]:
    """A word with the hyphen behind its prefix that some write.

    >>> parted("intercultural"), parted("undocumented"), parted("interest"), parted("community")
    (('inter-cultural',), ('un-documented',), (), ())
    """
    found = _PARTED.fullmatch(word.lower())
    if found is None:
        return ()
    return ("-".join(part for part in found.groups() if part),)


def _with_z(word: str) -> str:
    found = _IS.fullmatch(word)
    if found is None or found[1] in _ALWAYS_S or found[1][-1] in "aouw":
        return ""
    return f"{found[1]}iz{found[2]}"


def _with_s(word: str) -> str:
    found = _IZ.fullmatch(word)
    if found is None or found[1] in _ALWAYS_Z or found[1][-1] in "ao":
        return ""
    return f"{found[1]}is{found[2]}"


@cache
def _to_american() -> dict[str, str]:
    """British spellings that follow no rule, with the American ones."""
    found = dict(pair.split() for pair in _PAIRS.replace("\n", " ").split(","))
    for word in _OUR:
        for end in _AFTER_OUR:
            found[word + end] = word[:-3] + "or" + end
    for word in _DOUBLED:
        found |= {word + word[-1] + end: word + end for end in _AFTER_DOUBLED}
    for word in _RE:
        found |= {word[:-2] + f"re{end}": word[:-2] + f"er{end}" for end in ("", "s")}
    found |= {"centred": "centered", "theatregoers": "theatergoers"}
    for word in _OGUE:
        found |= {word: word[:-2], f"{word}s": f"{word[:-2]}s", f"{word}d": f"{word[:-2]}ed"}
    for word in _YSE:
        for end in ("e", "es", "ed", "er", "ers", "ing"):
            found[word[:-1] + end] = word[:-2] + "z" + end
    for word in _L_OR_LL:
        found |= {word: f"{word}l", f"{word}s": f"{word}ls"}
    return found


@cache
def _to_british() -> dict[str, str]:
    return {
        american: written
        for written, american in _to_american().items()
        if written not in _ONLY_FROM_BRITISH
    }
