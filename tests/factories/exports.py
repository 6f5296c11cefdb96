"""Exports of other programs, made up: a WordPress file from pieces, a SPIP base by SQL."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/{version}/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/{version}/"><channel>
<title>{title}</title><link>{address}</link><language>{language}</language><wp:wxr_version>{version}</wp:wxr_version>
<wp:base_blog_url>{address}</wp:base_blog_url>
{parts}
</channel></rss>"""


def wxr(
    *parts: str,
    version: str = "1.2",
    title: str = "Old site",
    address: str = "https://old.example",
    language: str = "en",
) -> str:
    return WXR.format(version=version, title=title, address=address, language=language, parts="\n".join(parts))


def category(slug: str, name: str, parent: str = "", description: str = "", number: int = 0) -> str:
    return (
        f"<wp:category><wp:term_id>{number or len(slug)}</wp:term_id><wp:category_nicename>{slug}</wp:category_nicename>"
        f"<wp:category_parent>{parent}</wp:category_parent><wp:cat_name>{escape(name)}</wp:cat_name>"
        f"<wp:category_description>{escape(description)}</wp:category_description></wp:category>"
    )


def author(login: str, name: str) -> str:
    return (
        f"<wp:author><wp:author_login>{login}</wp:author_login><wp:author_email>{login}@old.example</wp:author_email>"
        f"<wp:author_display_name>{escape(name)}</wp:author_display_name></wp:author>"
    )


def item(
    number: int,
    content: str = "",
    *,
    title: str = "",
    type: str = "post",  # noqa: A002 -- WordPress's word
    status: str = "publish",
    categories: Mapping[str, str] | None = None,
    tags: Mapping[str, str] | None = None,
    meta: Mapping[str, str] | None = None,
    terms: str = "",
    **more: Any,
) -> str:
    """One item; `more`: link, slug, parent, creator, excerpt, date, password, attachment."""
    slug = more.get("slug", f"post-{number}")
    link = more.get("link", f"https://old.example/2019/05/{slug}/")
    date = more.get("date", "2019-05-12 10:00:00")
    filed = [("category", slug, name) for slug, name in (categories or {}).items()]
    filed += [("post_tag", slug, name) for slug, name in (tags or {}).items()]
    parts = [
        f"<title>{escape(title or f'Post {number}')}</title><link>{escape(link)}</link>",
        f"<dc:creator>{more.get('creator', '')}</dc:creator>",
        f"<content:encoded><![CDATA[{content}]]></content:encoded>",
        f"<excerpt:encoded><![CDATA[{more.get('excerpt', '')}]]></excerpt:encoded>",
        f"<wp:post_id>{number}</wp:post_id><wp:post_date>{date}</wp:post_date><wp:post_name>{slug}</wp:post_name>",
        f"<wp:status>{status}</wp:status><wp:post_parent>{more.get('parent', 0)}</wp:post_parent>",
        f"<wp:post_type>{type}</wp:post_type><wp:post_password>{more.get('password', '')}</wp:post_password>",
        *(
            f"<category domain='{domain}' nicename='{nicename}'>{escape(name)}</category>"
            for domain, nicename, name in filed
        ),
        terms,
        *(
            f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
            for key, value in (meta or {}).items()
        ),
    ]
    if address := more.get("attachment"):
        parts.append(f"<wp:attachment_url>{address}</wp:attachment_url>")
    return f"<item>{''.join(parts)}</item>"


def attachment(number: int, address: str, *, alt: str = "", caption: str = "", title: str = "", parent: int = 0) -> str:
    meta = {"_wp_attachment_image_alt": alt} if alt else {}
    title = title or f"file-{number}"
    return item(
        number,
        type="attachment",
        status="inherit",
        title=title,
        attachment=address,
        meta=meta,
        parent=parent,
        excerpt=caption,
    )


def png(path: Path, size: tuple[int, int] = (40, 30)) -> Path:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, "PNG")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(out.getvalue())
    return path


# As SPIP 4 makes them; columns that only SPIP itself needs are left out.
SPIP = """
CREATE TABLE spip_meta (nom VARCHAR(255) NOT NULL PRIMARY KEY, valeur TEXT DEFAULT '');
CREATE TABLE spip_rubriques (id_rubrique INTEGER PRIMARY KEY, id_parent BIGINT DEFAULT 0, titre TEXT DEFAULT '',
  descriptif TEXT DEFAULT '', texte TEXT DEFAULT '', id_secteur BIGINT DEFAULT 0, statut VARCHAR(10) DEFAULT 'publie',
  date DATETIME DEFAULT '0000-00-00 00:00:00', lang VARCHAR(10) DEFAULT '', langue_choisie VARCHAR(3) DEFAULT 'non');
CREATE TABLE spip_articles (id_article INTEGER PRIMARY KEY, surtitre TEXT DEFAULT '', titre TEXT DEFAULT '',
  soustitre TEXT DEFAULT '', id_rubrique BIGINT DEFAULT 0, descriptif TEXT DEFAULT '', chapo TEXT DEFAULT '',
  texte TEXT DEFAULT '', ps TEXT DEFAULT '', date DATETIME DEFAULT '2011-03-14 08:00:00', statut VARCHAR(10) DEFAULT 'publie',
  id_secteur BIGINT DEFAULT 0, lang VARCHAR(10) DEFAULT 'fr', id_trad BIGINT DEFAULT 0, nom_site TEXT DEFAULT '',
  url_site TEXT DEFAULT '', virtuel TEXT DEFAULT '');
CREATE TABLE spip_auteurs (id_auteur INTEGER PRIMARY KEY, nom TEXT DEFAULT '', email TEXT DEFAULT '', pass TEXT DEFAULT '');
CREATE TABLE spip_auteurs_liens (id_auteur BIGINT, id_objet BIGINT, objet VARCHAR(25), vu VARCHAR(6) DEFAULT 'non');
CREATE TABLE spip_groupes_mots (id_groupe INTEGER PRIMARY KEY, titre TEXT DEFAULT '');
CREATE TABLE spip_mots (id_mot INTEGER PRIMARY KEY, titre TEXT DEFAULT '', id_groupe BIGINT DEFAULT 0);
CREATE TABLE spip_mots_liens (id_mot BIGINT, id_objet BIGINT, objet VARCHAR(25));
CREATE TABLE spip_documents (id_document INTEGER PRIMARY KEY, extension VARCHAR(10) DEFAULT '', titre TEXT DEFAULT '',
  descriptif TEXT DEFAULT '', fichier TEXT DEFAULT '', mode VARCHAR(10) DEFAULT 'document', distant VARCHAR(3) DEFAULT 'non',
  credits TEXT DEFAULT '', alt TEXT DEFAULT '');
CREATE TABLE spip_documents_liens (id_document BIGINT, id_objet BIGINT, objet VARCHAR(25), vu VARCHAR(6) DEFAULT 'non');
CREATE TABLE spip_urls (id_parent BIGINT DEFAULT 0, url VARCHAR(255), type VARCHAR(25), id_objet BIGINT,
  date DATETIME DEFAULT '2011-03-14 08:00:00', perma TINYINT DEFAULT 0);
CREATE TABLE spip_forum (id_forum INTEGER PRIMARY KEY, texte TEXT);
CREATE TABLE spip_breves (id_breve INTEGER PRIMARY KEY, titre TEXT);
"""


def spip(path: Path, *, meta: Mapping[str, str] | None = None, **tables: list[Mapping[str, object]]) -> Path:
    """A base with these rows: `spip(path, articles=[{"titre": "…", "id_rubrique": 1}], rubriques=[…])`."""
    said = {"adresse_site": "https://spip.example", "nom_site": "Un site", "langue_site": "fr", "type_urls": "propres"}
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SPIP)
        rows = [{"nom": name, "valeur": value} for name, value in (said | dict(meta or {})).items()]
        for table, entries in {"meta": rows, **tables}.items():
            for entry in entries:
                names, marks = ", ".join(entry), ", ".join("?" * len(entry))
                connection.execute(f"INSERT INTO spip_{table} ({names}) VALUES ({marks})", list(entry.values()))  # noqa: S608
        connection.commit()
    return path
