"""The console itself, and `shot`."""

import argparse
import os
import sys
from pathlib import Path

from db.errors import InvalidValueError
from desktop.screen_keys import SCREENS


def console(arguments: argparse.Namespace) -> int:
    """Open the console; the demo on a machine without a display writes its screens instead."""
    if not _has_display():
        return _without_display(arguments)
    from desktop.app import run
    from desktop.start import Start

    start = Start(
        url=arguments.db,
        demo=arguments.demo,
        demo_speed=arguments.demo_speed,
        screen=arguments.screen,
        language=arguments.lang,
        projection=arguments.projection,
        campaigns=arguments.campaigns,
    )
    return run(start)


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "") in ("offscreen", "minimal"):
        return False
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _without_display(arguments: argparse.Namespace) -> int:
    from desktop.cli_text import choose_language, translate

    if not arguments.demo:
        choose_language(arguments.lang)
        text = translate(
            "cli", "There is no display to open a window on. Try: qingkong --demo, or qingkong shot"
        )
        print(text, file=sys.stderr)
        return 1
    from desktop import shot as shots
    from desktop.start import Start

    shots.off_screen()
    target = Path("qingkong-demo")
    pictures = [
        shots.Picture(screen, target / f"{screen}-{theme}.png", theme=theme)
        for theme in ("light", "dark", "projection")
        for screen in SCREENS
    ]
    start = Start(demo=True, demo_speed=arguments.demo_speed, language=arguments.lang)
    shots.take(start, pictures, hours=3)
    text = translate("cli", "There is no display: the demo ran off-screen and wrote its screens to {folder}")
    print(text.format(folder=target.resolve()))
    for picture in pictures:
        print(picture.path)
    return 0


def shot(arguments: argparse.Namespace) -> int:
    """Render one screen to a PNG."""
    from desktop import shot as shots
    from desktop.start import Start

    shots.off_screen(arguments.scale)
    start = Start(
        url=arguments.db,
        demo=arguments.demo,
        language=arguments.lang,
        listen=None,
        campaigns=arguments.campaigns,
    )
    width, height = _size(arguments.size)
    picture = shots.Picture(
        arguments.name, Path(arguments.out), (width, height), arguments.theme, arguments.part
    )
    shots.take(start, [picture], hours=1 if arguments.demo else 0)
    return 0


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (
        width.isdigit() and height.isdigit() and 320 <= int(width) <= 7680 and 240 <= int(height) <= 4320
    ):
        from desktop.cli_text import translate

        problem = translate("cli", "“{text}” is not a size; write it like 1920x1080").format(text=text)
        raise InvalidValueError(field="--size", problem=problem)
    return int(width), int(height)
