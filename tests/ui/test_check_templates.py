"""The template check finds what it is for, where it is, and nothing else."""

import pytest
from tools.check_templates import faults, main


@pytest.mark.parametrize(
    ("template", "word"),
    [
        ("<p>\n<script>alert(1)</script>", "inline script"),
        ("<p>\n<style>p { color: red }</style>", "<style>"),
        ('<p>\n<div class="a" style="color: red">', "style attribute"),
        ('<p>\n<button type="button" onclick="go()">', "handler"),
        ('<p>\n<body\n  onload="go()">', "handler"),
        ('<p>\n<img alt="" src="https://elsewhere.example/a.png">', "elsewhere"),
        ('<p>\n<img alt="" src="//elsewhere.example/a.png">', "elsewhere"),
        ('<p>\n<script src="https://elsewhere.example/a.js"></script>', "elsewhere"),
        ('<p>\n<link rel="stylesheet" href="http://elsewhere.example/a.css">', "elsewhere"),
        ('<p>\n<input value="{{ row.pk }}">', "separators"),
        ("<p>\n{% blocktranslate %}one\ntwo{% endblocktranslate %}", "trimmed"),
        ("<p>\n{% blocktrans with a=b %}one\ntwo{% endblocktrans %}", "trimmed"),
    ],
)
def test_check_finds_a_fault_and_its_line(template: str, word: str):
    [(line, what)] = faults(template)
    assert line == 2
    assert word in what


@pytest.mark.parametrize(
    "template",
    [
        '<script src="{% static "a.js" %}" defer></script>',
        '<script type="application/ld+json">{}</script>',
        '<a href="https://elsewhere.example/">a link is not a load</a>',
        '<link rel="canonical" href="https://reseau.example/">',
        '<p data-style="x" class="once">',
        "{# <style> #}{% comment %}<script>{% endcomment %}<!-- <img src='//a'> -->",
        "{% blocktranslate trimmed %}one\ntwo{% endblocktranslate %}",
        "{% blocktranslate %}one{% endblocktranslate %}",
    ],
)
def test_check_lets_the_rest_be(template: str):
    assert faults(template) == []


def test_check_of_a_folder_names_file_and_line(tmp_path, capsys):
    (tmp_path / "page.html").write_text("<p>\n<p style='x'>")
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail/letter.html").write_text("<p style='x'>")
    assert main([str(tmp_path)]) == 1
    assert "page.html:2: a style attribute" in capsys.readouterr().out


def test_our_own_templates_pass():
    assert main([]) == 0
