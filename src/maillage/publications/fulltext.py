"""Full text in the database: how words are bent in each language, and how many articles have each word.

A text is indexed twice in one vector: bent with its accents, as its language bends words ("réfugiées" like "réfugié"),
and bent without accents, for readers who type none. A query asks for either.
"""

STEMMERS = {"fr": "french", "en": "english", "es": "spanish", "pt": "portuguese", "ar": "arabic"}
KINDS_OF_WORD = "asciiword, asciihword, hword_asciipart, word, hword, hword_part"


def _chosen(name: str, configurations: dict[str, str]) -> str:
    cases = " ".join(f"WHEN '{code}' THEN '{found}'::regconfig" for code, found in configurations.items())
    return f"""
CREATE FUNCTION {name}(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE split_part(language, '-', 1) {cases} ELSE 'maillage_simple'::regconfig END
$$;
"""


def _without_accents(name: str, stemmer: str) -> str:
    return f"""
CREATE TEXT SEARCH CONFIGURATION maillage_{name} (COPY = pg_catalog.{name});
ALTER TEXT SEARCH CONFIGURATION maillage_{name} ALTER MAPPING FOR {KINDS_OF_WORD} WITH unaccent, {stemmer};
"""


LANGUAGES_SQL = (
    "".join(_without_accents(name, f"{name}_stem") for name in STEMMERS.values())
    + _without_accents("simple", "simple")
    + _chosen("publications_accented", STEMMERS)
    + _chosen("publications_bare", {code: f"maillage_{name}" for code, name in STEMMERS.items()})
    + r"""
-- Portuguese has plurals that no stemmer here brings back: "migrações", "migração".
CREATE FUNCTION publications_said(language text, words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN language LIKE 'pt%' THEN regexp_replace(words, '[õo]es\M', 'ão', 'gi') ELSE words END
$$;
CREATE FUNCTION publications_bent(language text, words text) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT to_tsvector(publications_accented(language), words)
      || to_tsvector(publications_bare(language), publications_said(language, words))
$$;
CREATE FUNCTION publications_vector(language text, title text, standfirst text, body text) RETURNS tsvector
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT setweight(publications_bent(language, title), 'A') || setweight(publications_bent(language, standfirst), 'B')
      || setweight(publications_bent(language, body), 'D')
$$;
CREATE FUNCTION publications_query(language text, words text) RETURNS tsquery LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN words ~ '(^|\s)-' THEN accented && bare ELSE accented || bare END  -- what is left out, in both
  FROM (SELECT websearch_to_tsquery(publications_accented(language), words) AS accented,
               websearch_to_tsquery(publications_bare(language), publications_said(language, words)) AS bare) AS bent
$$;
"""
)
LANGUAGES_SQL_REVERSE = (
    "DROP FUNCTION publications_query(text, text); DROP FUNCTION publications_vector(text, text, text, text);"
    "DROP FUNCTION publications_bent(text, text); DROP FUNCTION publications_said(text, text);"
    "DROP FUNCTION publications_bare(text); DROP FUNCTION publications_accented(text);"
    + "".join(f"DROP TEXT SEARCH CONFIGURATION maillage_{name};" for name in (*STEMMERS.values(), "simple"))
)

# Kept by triggers, so that whatever writes or deletes an entry leaves no word behind: a word that only a withdrawn article
# had is never offered to anybody. One transaction at a time counts: two articles share most of their words.
LETTERS, FOLDED = "أإآٱىیکةؤئـ", "ااااييكهوي"  # as kit.text.fold does; the last has no partner and goes away
WORDS_LOCK = 0x776F7264  # "word"
WORDS_SQL = f"""
CREATE FUNCTION publications_count_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before text[] := CASE WHEN TG_OP = 'INSERT' THEN '{{}}' ELSE OLD.words END;
  after text[] := CASE WHEN TG_OP = 'DELETE' THEN '{{}}' ELSE NEW.words END;
  gone text[];
BEGIN
  PERFORM pg_advisory_xact_lock({WORDS_LOCK});
  gone := ARRAY(SELECT unnest(before) EXCEPT SELECT unnest(after));
  DELETE FROM publications_word WHERE articles = 1 AND word = ANY (gone);
  UPDATE publications_word SET articles = articles - 1 WHERE word = ANY (gone);
  INSERT INTO publications_word (word, folded, articles)
    SELECT word, translate(lower(unaccent(word)), '{LETTERS}', '{FOLDED}'), 1 FROM (SELECT unnest(after) EXCEPT SELECT unnest(before)) AS added(word)
    ON CONFLICT (word) DO UPDATE SET articles = publications_word.articles + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER words AFTER INSERT OR DELETE OR UPDATE OF words ON publications_searchentry
  FOR EACH ROW EXECUTE FUNCTION publications_count_words();
"""
WORDS_SQL_REVERSE = "DROP TRIGGER words ON publications_searchentry; DROP FUNCTION publications_count_words();"

# Whatever takes an article away from the site takes it out of the search, in the same transaction.
WITHDRAWN_SQL = """
CREATE FUNCTION publications_withdraw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM publications_searchentry WHERE article_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER publications_withdraw AFTER UPDATE OF live ON wagtailcore_page
  FOR EACH ROW WHEN (NOT NEW.live) EXECUTE FUNCTION publications_withdraw();
"""
WITHDRAWN_SQL_REVERSE = "DROP TRIGGER publications_withdraw ON wagtailcore_page; DROP FUNCTION publications_withdraw();"

# The long columns apart from the rest: what is counted and sorted is read without them.
STORAGE_SQL = """
ALTER TABLE publications_searchentry SET (toast_tuple_target = 256);
ALTER TABLE publications_searchentry ALTER COLUMN vector SET STORAGE EXTENDED;
"""
