"""Feeds of an invented partner, as partners write them."""

import json

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
  <title>Terres en commun</title>
  <link href="https://terres.example/"/>
  <entry>
    <id>tag:terres.example,2026:1</id>
    <title>Semences &amp; paysans</title>
    <link href="https://terres.example/semences?utm_source=feed#top"/>
    <link rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/"/>
    <link rel="enclosure" type="audio/mpeg" href="https://terres.example/semences.mp3"/>
    <author><name>Awa Diop</name><email>awa@terres.example</email></author>
    <published>2026-11-20T08:00:00Z</published>
    <summary>Une loi menace les semences paysannes.</summary>
    <content type="html">&lt;p onclick="x()"&gt;Une loi &lt;b&gt;menace&lt;/b&gt; les semences.&lt;/p&gt;&lt;script&gt;steal()&lt;/script&gt;
      &lt;img src="/img/champ.jpg" alt="Un champ de mil"&gt;&lt;p&gt;&lt;a href="javascript:x()"&gt;Lire&lt;/a&gt;&lt;/p&gt;</content>
  </entry>
  <entry>
    <id>tag:terres.example,2026:2</id>
    <title>Marche pour l’eau</title>
    <link href="/eau"/>
    <rights>© Terres en commun. Tous droits réservés.</rights>
    <summary>Le 5 décembre, partout.</summary>
  </entry>
</feed>
"""

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Common Ground</title><link>https://ground.example/</link><language>en-GB</language>
<item><title>Land for all</title><link>https://ground.example/land</link><guid isPermaLink="false">g-1</guid>
<author>jo@ground.example (Jo Land)</author><pubDate>Fri, 20 Nov 2026 09:00:00 +0100</pubDate>
<description>&lt;p&gt;A first line.&lt;/p&gt;&lt;p&gt;A second.&lt;/p&gt;</description></item>
<item><title>Nowhere</title><guid isPermaLink="false">g-2</guid></item>
</channel></rss>
"""

JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "شبكة الأرض",
        "home_page_url": "https://ard.example/",
        "language": "ar",
        "authors": [{"name": "Samir"}],
        "items": [
            {
                "id": 7,
                "url": "https://ard.example/7",
                "title": "نداء",
                "content_text": "سطر أول\n\nسطر <b>ثان</b>",
                "date_published": "2026-11-19T10:00:00+02:00",
                "image": "https://ard.example/7.png",
                "attachments": [{"url": "https://ard.example/7.pdf", "mime_type": "application/pdf"}],
            },
            "garbage",
            {"id": "x", "url": ["not an address"]},
        ],
    }
)
