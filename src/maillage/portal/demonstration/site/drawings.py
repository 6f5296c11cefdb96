"""The pictures of the example articles: drawn, never photographed. `DRAWINGS`: name → what draws it."""

import math
from collections.abc import Callable

from maillage.portal.demonstration.site.canvas import (
    HEIGHT,
    INK,
    LIGHT,
    MIST,
    NIGHT,
    PAPER,
    SAND,
    THREAD,
    WEAVE,
    WIDTH,
    Canvas,
    Point,
    around,
    turned,
    wave,
)

MARKED = 4  # the page of the book that is of another colour


def weave() -> Canvas:
    """Threads over and under one another, with knots."""
    sheet = Canvas()
    for number in range(9):
        sheet.line([(x, y) for x, y in wave(90 + number * 92, 22, 380, number / 2)], WEAVE, 17)
    for number in range(12):
        x = 70 + number * 134
        turns = [(x + 20 * math.sin((y / 300 + number / 2) * math.tau), y) for y in range(-20, HEIGHT + 40, 10)]
        for start in range(number % 2 * 9, len(turns) - 1, 18):
            sheet.line(turns[start : start + 10], THREAD, 17)
    for x, y in ((338, 274), (740, 550), (1142, 182), (1276, 642), (472, 734)):
        sheet.disc((x, y), 34, PAPER, INK, 9)
        sheet.disc((x, y), 13, INK)
    return sheet


def assembly() -> Canvas:
    """Two circles of chairs around a table, from above."""
    sheet, centre = Canvas(SAND), (WIDTH / 2, HEIGHT / 2)
    sheet.disc(centre, 400, PAPER)
    for radius, count, colour in ((345, 20, WEAVE), (230, 12, THREAD)):
        for number in range(count):
            angle = (number + 0.5) / count
            seat = around(centre, radius, angle)
            sheet.shape(turned([(-30, -30), (26, -30), (26, 30), (-30, 30)], seat, angle), colour)
            sheet.shape(turned([(30, -36), (44, -36), (44, 36), (30, 36)], seat, angle), INK)
    sheet.disc(centre, 120, INK)
    sheet.disc(centre, 104, SAND)
    for number in range(5):
        sheet.disc(around(centre, 62, number / 5), 13, PAPER, INK, 5)
    return sheet


def leaves() -> Canvas:
    sheet = Canvas(MIST)
    for number in range(7):
        _leaf(sheet, (190 + number * 205, 980), 620 + number % 3 * 110, -0.25 + (number - 3) * 0.018, WEAVE)
    _leaf(sheet, (1490, 60), 760, 0.42, THREAD)
    return sheet


def _leaf(sheet: Canvas, root: Point, length: float, angle: float, colour: str) -> None:
    side = [(length * t, length * 0.19 * math.sin(math.pi * t**0.8)) for t in (n / 24 for n in range(25))]
    sheet.shape(turned([*side, *((x, -y) for x, y in reversed(side))], root, angle), colour)
    sheet.line(turned([(0, 0), (length * 0.95, 0)], root, angle), PAPER, 7)
    for part in range(2, 9):
        x, reach = length * part / 10, length * 0.12 * math.sin(math.pi * part / 10)
        for way in (1, -1):
            sheet.line(turned([(x, 0), (x + reach, way * reach)], root, angle), PAPER, 4)


def coins() -> Canvas:
    """A leaning stack of coins, and a thread from it to a house."""
    sheet = Canvas()
    sheet.box(0, 760, WIDTH, 140, SAND)
    for number in range(11):
        x, y = 360 + number * number * 2.2, 740 - number * 54
        sheet.shape([(x - 150, y - 42), (x + 150, y - 42), (x + 150, y), (x - 150, y)], WEAVE if number % 2 else INK)
        sheet.line([(x - 120, y - 32), (x + 120, y - 32)], PAPER, 5)
    rope = [(580 + t * 620, 190 + 430 * t**2 + 70 * math.sin(t * 2.5 * math.tau)) for t in (n / 60 for n in range(61))]
    sheet.line(rope, THREAD, 12)
    sheet.box(1150, 570, 250, 190, INK)
    sheet.shape([(1110, 580), (1275, 430), (1440, 580)], THREAD)
    sheet.box(1240, 640, 70, 120, LIGHT)
    return sheet


def book() -> Canvas:
    """An open book whose pages fly off."""
    sheet = Canvas(WEAVE)
    for number in range(9):
        angle = -0.43 + number * 0.045
        page = [(0, -105), (235, -105), (235, 105), (0, 105)]
        at = around((800, 660), 300 + number % 3 * 70, angle)
        sheet.shape(turned(page, at, angle / 2 - 0.02), LIGHT if number == MARKED else PAPER)
        for row in range(4):
            y = -66 + row * 40
            sheet.line(turned([(30, y), (195 - row % 2 * 40, y)], at, angle / 2 - 0.02), INK, 6)
    sheet.shape([(280, 650), (800, 730), (1320, 650), (1320, 800), (800, 870), (280, 800)], INK)
    sheet.shape([(310, 630), (800, 700), (800, 840), (310, 775)], PAPER)
    sheet.shape([(1290, 630), (800, 700), (800, 840), (1290, 775)], SAND)
    sheet.line([(800, 700), (800, 840)], THREAD, 10)
    return sheet


def houses() -> Canvas:
    """A slope of houses at night, nearly every window lit."""
    sheet = Canvas(NIGHT)
    sheet.disc((300, 170), 80, PAPER)
    sheet.disc((265, 150), 76, NIGHT)
    for row in range(4):
        for number in range(9):
            x = -80 + number * 196 + row % 2 * 98
            y = 330 + row * 160 - number * 22 + (number * 37 + row * 53) % 40
            colour = (THREAD, WEAVE, INK, SAND)[(number + row * 2) % 4]
            sheet.box(x, y, 176, HEIGHT, colour)
            sheet.shape([(x - 14, y), (x + 88, y - 74), (x + 190, y)], INK if colour != INK else WEAVE)
            for window in range(2):
                is_out = (number, row, window) in {(2, 1, 0), (6, 2, 1)}
                sheet.box(x + 30 + window * 72, y + 36, 44, 58, NIGHT if is_out else LIGHT)
    return sheet


def sea() -> Canvas:
    """Waves, two boats, a sun on the horizon."""
    sheet = Canvas(SAND)
    sheet.disc((1120, 400), 190, THREAD)
    sheet.box(0, 400, WIDTH, 500, WEAVE)
    for number in range(9):
        sheet.line(wave(440 + number * 56, 6 + number * 2, 130 + number * 30, number * 0.37), MIST, 4 + number)
    for x, y, size in ((430, 520, 1.0), (860, 690, 1.5)):
        hull = [(-130, -20), (130, -20), (90, 40), (-90, 40)]
        sheet.shape([(x + dx * size, y + dy * size) for dx, dy in hull], INK)
        for seat in range(5):
            sheet.disc((x + (-80 + seat * 40) * size, y - 40 * size), 15 * size, PAPER)
            sheet.box(x + (-93 + seat * 40) * size, y - 30 * size, 26 * size, 14 * size, (THREAD, LIGHT)[seat % 2])
    return sheet


def keys() -> Canvas:
    """A bunch of keys on a ring; one of them is red."""
    sheet, centre = Canvas(), (WIDTH / 2, 250)
    sheet.disc(centre, 150, None, INK, 22)
    for number in range(11):
        angle = 0.03 + number * 0.044
        colour = (INK, WEAVE, INK, WEAVE, INK, WEAVE, THREAD, WEAVE, INK, WEAVE, INK)[number]
        _key(sheet, around(centre, 195, angle), angle, colour, 330 + number * 47 % 90)
    return sheet


def _key(sheet: Canvas, at: Point, angle: float, colour: str, length: float) -> None:
    sheet.disc(at, 52, colour)
    sheet.disc(at, 20, PAPER)
    sheet.line(turned([(40, 0), (length, 0)], at, angle), colour, 20)
    for tooth in (length - 8, length - 52):
        sheet.line(turned([(tooth, 0), (tooth, 42)], at, angle), colour, 18)


def seeds() -> Canvas:
    """Five seeds in a row, each further sprouted."""
    sheet = Canvas()
    sheet.box(0, 560, WIDTH, 340, INK)
    for number in range(5):
        x, height = 220 + number * 290, number * 105
        if number:
            stem = [(x + 18 * math.sin(t / 6), 620 - height * t / 20) for t in range(21)]
            sheet.line(stem, WEAVE, 16)
            sheet.line([(x, 660), (x - 20, 700 + number * 30)], SAND, 8)
            for pair in range(1, number):
                top = stem[min(20, 7 + pair * 20 // number)]
                _leaf(sheet, top, 118, -0.08, WEAVE)
                _leaf(sheet, top, 118, -0.42, WEAVE)
        sheet.shape(turned([(0, -62), (38, -10), (30, 40), (0, 58), (-30, 40), (-38, -10)], (x, 645), 0), THREAD)
    return sheet


def postcards() -> Canvas:
    """Scattered cards with a stamp and a few lines."""
    sheet = Canvas(WEAVE)
    places = (
        (300, 250, -0.03),
        (760, 210, 0.02),
        (1260, 260, -0.015),
        (460, 610, 0.035),
        (930, 580, -0.04),
        (1370, 650, 0.03),
    )
    for number, (x, y, angle) in enumerate(places):
        at = (x, y)
        card = [(-230, -150), (230, -150), (230, 150), (-230, 150)]
        sheet.shape(turned([(dx + 12, dy + 14) for dx, dy in card], at, angle), INK)
        sheet.shape(turned(card, at, angle), SAND if number % 3 == 1 else PAPER)
        sheet.shape(turned([(130, -120), (200, -120), (200, -40), (130, -40)], at, angle), THREAD)
        sheet.line(turned([(0, -110), (0, 110)], at, angle), INK, 4)
        for row in range(4):
            sheet.line(turned([(-195, -60 + row * 48), (-45 - row * 29 % 60, -60 + row * 48)], at, angle), INK, 7)
    return sheet


DRAWINGS: dict[str, Callable[[], Canvas]] = {
    drawing.__name__: drawing for drawing in (weave, assembly, leaves, coins, book, houses, sea, keys, seeds, postcards)
}
