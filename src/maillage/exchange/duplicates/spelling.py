"""One word of a name reduced: what is left when spelling, language and script differ but the word is the same."""

import re

# Endings that Latin and Germanic languages write each in their way; the longest are tried first.
_ENDINGS = (
    ("izations", "isacio"), ("isations", "isacio"), ("ization", "isacio"), ("isation", "isacio"), ("aciones", "acio"),
    ("azione", "acio"), ("azioni", "acio"), ("ations", "acio"), ("acion", "acio"), ("ation", "acio"), ("acoes", "acio"),
    ("acao", "acio"), ("ciones", "cio"), ("zione", "cio"), ("tions", "cio"), ("sions", "cio"), ("cion", "cio"),
    ("tion", "cio"), ("sion", "cio"), ("sione", "cio"), ("coes", "cio"), ("soes", "cio"), ("cao", "cio"), ("sao", "cio"),
    ("logique", "log"), ("logical", "log"), ("logico", "log"), ("logica", "log"), ("logists", "log"), ("logist", "log"),
    ("logia", "log"), ("logie", "log"), ("logy", "log"),
    ("idades", "it"), ("idade", "it"), ("idad", "it"), ("itats", "it"), ("itat", "it"), ("ites", "it"), ("ities", "it"),
    ("ity", "it"), ("ite", "it"), ("ita", "it"),
    ("ischen", "ic"), ("ischer", "ic"), ("isches", "ic"), ("ische", "ic"), ("isch", "ic"), ("iques", "ic"), ("ique", "ic"),
    ("icals", "ic"), ("ical", "ic"), ("icos", "ic"), ("icas", "ic"), ("ico", "ic"), ("ica", "ic"), ("ici", "ic"), ("ics", "ic"),
    ("iske", "ic"), ("isk", "ic"), ("encias", "enc"), ("encia", "enc"), ("ences", "enc"), ("ence", "enc"), ("ency", "enc"),
    ("enza", "enc"), ("enz", "enc"), ("ancias", "anc"), ("ancia", "anc"), ("ance", "anc"), ("anza", "anc"),
    ("ismus", "ism"), ("ismo", "ism"), ("isme", "ism"), ("isten", "ist"), ("istas", "ist"), ("istes", "ist"), ("ista", "ist"),
    ("iste", "ist"), ("isti", "ist"), ("ists", "ist"), ("aux", "al"), ("ales", "al"), ("ale", "al"), ("als", "al"),
    ("eurs", "or"), ("eur", "or"), ("ores", "or"), ("ors", "or"), ("ori", "or"), ("euses", "or"), ("trices", "or"),
    ("ments", "ment"), ("mentos", "ment"), ("mento", "ment"), ("mientos", "ment"), ("miento", "ment"), ("menti", "ment"),
    ("eries", "er"), ("erie", "er"), ("eria", "er"), ("ias", "i"), ("ies", "i"), ("ia", "i"), ("ie", "i"),
    ("oes", ""), ("ees", ""), ("es", ""), ("os", ""), ("as", ""), ("en", ""), ("ee", ""), ("s", ""), ("x", ""),
    ("e", ""), ("a", ""), ("o", ""), ("i", ""), ("y", ""), ("n", "n"),
)  # fmt: skip
_BY_LAST: dict[str, list[tuple[str, str]]] = {}
for _ending, _instead in _ENDINGS:
    _BY_LAST.setdefault(_ending[-1], []).append((_ending, _instead))
for _found in _BY_LAST.values():
    _found.sort(key=lambda pair: -len(pair[0]))
SHORTEST_STEM = 3
_SOUNDS = (
    (re.compile(r"sc(?=[eiy])"), "c"), (re.compile("ph"), "f"), (re.compile("th"), "t"), (re.compile("qu|ck|k|q"), "c"),
    (re.compile("y|j"), "i"), (re.compile("w"), "v"), (re.compile("h"), ""), (re.compile("z"), "c"), (re.compile(r"(.)\1+"), r"\1"),
)  # fmt: skip

# Consonants of the Arabic script as French and English ears write them, and those of Latin words brought to the same.
_ARABIC = str.maketrans({
    "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "", "خ": "k", "د": "d", "ذ": "d", "ر": "r", "ز": "z", "س": "s", "ش": "s",
    "ص": "s", "ض": "d", "ط": "t", "ظ": "d", "ع": "", "غ": "g", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n",
    "ه": "", "و": "", "ي": "", "ا": "", "ء": "", "پ": "b", "چ": "s", "ڤ": "f", "گ": "g", "ڨ": "g",
})  # fmt: skip
_EARS = (
    ("dj", "j"), ("tch", "s"), ("sch", "s"), ("ch", "s"), ("sh", "s"), ("kh", "k"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ph", "f"),
    ("qu", "k"), ("ge", "je"), ("gi", "ji"), ("ce", "se"), ("ci", "si"),
)  # fmt: skip
_HEARD = str.maketrans({
    "c": "k", "q": "k", "x": "s", "p": "b", "v": "f",
    "a": "", "e": "", "i": "", "o": "", "u": "", "y": "", "h": "", "w": "",
})  # fmt: skip
_LATIN_ARTICLES, LONG_WITH_ARTICLE = ("el", "al"), 6  # Arabic words in Latin letters are often written with theirs
_TWICE = re.compile(r"(.)\1+")
_IS_ARABIC = re.compile(r"[\u0600-\u06ff]")


def is_arabic(token: str) -> bool:
    return not token.isascii() and bool(_IS_ARABIC.search(token))


def stem(token: str) -> str:
    """A folded Latin word without its ending, in one spelling of its sounds: neurociencia, neuroscience → neurocienc."""
    for ending, instead in _BY_LAST.get(token[-1], ()):
        if token.endswith(ending) and len(token) - len(ending) >= SHORTEST_STEM:
            token = token[: -len(ending)] + instead
            break
    for pattern, instead in _SOUNDS:
        token = pattern.sub(instead, token)
    return token


def skeleton(token: str) -> str:
    """The consonants one hears in a word of either script: نسرينه, nesrina → nsrn. Too few to tell: empty."""
    if is_arabic(token):
        heard = token.translate(_ARABIC)
    else:
        heard = token[2:] if token.startswith(_LATIN_ARTICLES) and len(token) >= LONG_WITH_ARTICLE else token
        for letters, sound in _EARS:
            heard = heard.replace(letters, sound)
        heard = heard.translate(_HEARD)
    return _TWICE.sub(r"\1", heard)
