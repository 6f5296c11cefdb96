"""Parts of invented names. A proper name is drawn in syllables and spelt in the script of the place, so that it is
no real organisation's in any of them.
"""

from maillage.network.enums import OrganisationKind as Kind

CONSONANTS, VOWELS = "nrlsdktmb", "aiou"
SCRIPTS = {
    "Latn": ({c: c for c in CONSONANTS}, {v: v for v in VOWELS}),
    "Cyrl": (dict(zip(CONSONANTS, "нрлсдктмб", strict=True)), dict(zip(VOWELS, "аиоу", strict=True))),
    "Arab": (dict(zip(CONSONANTS, "نرلسدكتمب", strict=True)), dict(zip(VOWELS, "ايوو", strict=True))),
    "Deva": (dict(zip(CONSONANTS, "नरलसदकतमब", strict=True)), dict(zip(VOWELS, "ािोु", strict=True))),
    "Grek": (
        dict(zip(CONSONANTS, ["ν", "ρ", "λ", "σ", "ντ", "κ", "τ", "μ", "μπ"], strict=True)),
        dict(zip(VOWELS, ["α", "ι", "ο", "ου"], strict=True)),
    ),
}
KATAKANA = {
    "n": "ナニノヌ", "r": "ラリロル", "l": "ラリロル", "s": "サシソス", "k": "カキコク", "m": "マミモム", "b": "バビボブ",
    "t": ("タ", "ティ", "ト", "トゥ"), "d": ("ダ", "ディ", "ド", "ドゥ"),
}  # fmt: skip
SCRIPT_OF = {"ru": "Cyrl", "uk": "Cyrl", "ar": "Arab", "hi": "Deva", "el": "Grek", "ja": "Kana"}

# Language → kind → what such an organisation is called; {} is the invented proper name.
PATTERNS: dict[str, dict[Kind, str]] = {
    "fr": {Kind.ASSOCIATION: "Association {}", Kind.COLLECTIVE: "Collectif {}", Kind.NETWORK: "Réseau {}",
           Kind.UNION: "Syndicat {}", Kind.MEDIA: "Radio {}", Kind.MOVEMENT: "Mouvement {}",
           Kind.RESOURCE_CENTRE: "Maison {}", Kind.FEDERATION: "Fédération {}", Kind.LOCAL_GROUP: "Comité {}"},
    "en": {Kind.ASSOCIATION: "{} Association", Kind.COLLECTIVE: "{} Collective", Kind.NETWORK: "{} Network",
           Kind.UNION: "{} Workers’ Union", Kind.MEDIA: "{} Community Radio", Kind.MOVEMENT: "{} Movement",
           Kind.RESOURCE_CENTRE: "{} House", Kind.FEDERATION: "{} Federation", Kind.LOCAL_GROUP: "{} Local Group"},
    "es": {Kind.ASSOCIATION: "Asociación {}", Kind.COLLECTIVE: "Colectivo {}", Kind.NETWORK: "Red {}",
           Kind.UNION: "Sindicato {}", Kind.MEDIA: "Radio {}", Kind.MOVEMENT: "Movimiento {}",
           Kind.RESOURCE_CENTRE: "Casa {}", Kind.FEDERATION: "Federación {}", Kind.LOCAL_GROUP: "Comité {}"},
    "pt": {Kind.ASSOCIATION: "Associação {}", Kind.COLLECTIVE: "Coletivo {}", Kind.NETWORK: "Rede {}",
           Kind.UNION: "Sindicato {}", Kind.MEDIA: "Rádio {}", Kind.MOVEMENT: "Movimento {}",
           Kind.RESOURCE_CENTRE: "Casa {}", Kind.FEDERATION: "Federação {}", Kind.LOCAL_GROUP: "Núcleo {}"},
    "ar": {Kind.ASSOCIATION: "جمعية {}", Kind.COLLECTIVE: "تجمّع {}", Kind.NETWORK: "شبكة {}", Kind.UNION: "نقابة {}",
           Kind.MEDIA: "إذاعة {}", Kind.MOVEMENT: "حركة {}", Kind.RESOURCE_CENTRE: "بيت {}"},
    "de": {Kind.ASSOCIATION: "Verein {}", Kind.COLLECTIVE: "Kollektiv {}", Kind.NETWORK: "Netzwerk {}",
           Kind.MEDIA: "Freies Radio {}", Kind.RESOURCE_CENTRE: "Haus {}"},
    "it": {Kind.ASSOCIATION: "Associazione {}", Kind.COLLECTIVE: "Collettivo {}", Kind.NETWORK: "Rete {}",
           Kind.MEDIA: "Radio {}", Kind.RESOURCE_CENTRE: "Casa {}"},
    "tr": {Kind.ASSOCIATION: "{} Derneği", Kind.COLLECTIVE: "{} Kolektifi", Kind.NETWORK: "{} Ağı", Kind.UNION: "{} Sendikası"},
    "id": {Kind.ASSOCIATION: "Yayasan {}", Kind.NETWORK: "Jaringan {}", Kind.UNION: "Serikat {}"},
    "sw": {Kind.ASSOCIATION: "Chama cha {}", Kind.NETWORK: "Mtandao wa {}", Kind.MEDIA: "Redio {}"},
    "ru": {Kind.ASSOCIATION: "Объединение «{}»", Kind.COLLECTIVE: "Коллектив «{}»", Kind.NETWORK: "Сеть «{}»",
           Kind.MEDIA: "Радио «{}»"},
    "uk": {Kind.ASSOCIATION: "Товариство «{}»", Kind.NETWORK: "Мережа «{}»", Kind.MOVEMENT: "Рух «{}»"},
    "el": {Kind.ASSOCIATION: "Σύλλογος {}", Kind.COLLECTIVE: "Συλλογικότητα {}", Kind.NETWORK: "Δίκτυο {}"},
    "hi": {Kind.ASSOCIATION: "{} संस्था", Kind.COLLECTIVE: "{} मंच", Kind.NETWORK: "{} जाल", Kind.MOVEMENT: "{} आंदोलन"},
    "ja": {Kind.ASSOCIATION: "{}の会", Kind.COLLECTIVE: "{}共同体", Kind.NETWORK: "{}ネットワーク"},
}  # fmt: skip

TEXTS = {
    "fr": "<p>Partenaire inventé pour la démonstration. Thème de travail : {}.</p>",
    "en": "<p>A partner made up for the demonstration. It works on: {}.</p>",
    "es": "<p>Socio inventado para la demostración. Tema de trabajo: {}.</p>",
    "pt": "<p>Parceiro inventado para a demonstração. Tema de trabalho: {}.</p>",
    "ar": "<p>شريك مُختلق لأغراض العرض. موضوع العمل: {}.</p>",
}
ALIASES = {
    "fr": "Partenaire protégé n° {}",
    "en": "Protected partner no. {}",
    "es": "Socio protegido n.º {}",
    "pt": "Parceiro protegido n.º {}",
    "ar": "شريك محمي رقم {}",
}

# Country → its organisations' languages.
COUNTRIES = {
    "FR": "fr", "BE": "fr", "CH": "fr de", "CA": "fr en", "SN": "fr", "ML": "fr", "BF": "fr", "CI": "fr", "GN": "fr",
    "TG": "fr", "BJ": "fr", "NE": "fr", "CM": "fr", "CD": "fr", "CG": "fr", "RW": "fr en", "MG": "fr", "HT": "fr",
    "MA": "ar fr", "DZ": "ar fr", "TN": "ar fr", "EG": "ar", "SD": "ar", "MR": "ar fr", "EH": "ar es", "PS": "ar en",
    "LB": "ar fr", "JO": "ar", "IQ": "ar", "YE": "ar", "AO": "pt", "MZ": "pt", "CV": "pt", "GW": "pt", "PT": "pt",
    "BR": "pt", "GH": "en", "NG": "en", "KE": "sw en", "TZ": "sw", "UG": "en", "ZA": "en", "ZW": "en", "ZM": "en",
    "GB": "en", "IE": "en", "US": "en es", "LK": "en", "PH": "en", "AU": "en", "ES": "es", "MX": "es", "GT": "es",
    "HN": "es", "SV": "es", "NI": "es", "CO": "es", "EC": "es", "PE": "es", "BO": "es", "CL": "es", "AR": "es",
    "UY": "es", "PY": "es", "DE": "de", "AT": "de", "IT": "it", "GR": "el", "TR": "tr", "BY": "ru", "KZ": "ru",
    "KG": "ru", "UA": "uk", "IN": "hi en", "NP": "hi", "JP": "ja", "ID": "id",
}  # fmt: skip


def spelt(syllables: list[str], language: str) -> str:
    """The proper name in the script of the language, with a capital where the script has them."""
    script = SCRIPT_OF.get(language, "Latn")
    if script == "Kana":
        return "".join(KATAKANA[s[0]][VOWELS.index(s[1])] for s in syllables)
    consonants, vowels = SCRIPTS[script]
    return "".join(consonants[s[0]] + vowels[s[1]] for s in syllables).capitalize()
