"""Flags beside values: letters of HJ 212 or the words that platforms print for them."""

from desktop.feeds.cells import BadCellError, Column, translate
from desktop.feeds.tables.units import Missing

_WORDS = {
    "N": "n 0 正常 有效 合格 ok valid good 在线 正常运行",
    "F": "f 停运 停用 停机",
    "M": "m 维护 维护期间 维护保养 检修",
    "S": "s 手工 手工输入 人工",
    "D": "d 故障 仪器故障 设备故障 异常 无效 invalid bad",
    "C": "c 校准 校准中 标定 校零 校标",
    "T": "t 超限 超测上限 超上限 超量程 超出测量上限",
    "B": "b 通讯异常 通讯中断 通信异常 通信中断 离线",
}
_LETTER_OF = {word: letter for letter, words in _WORDS.items() for word in words.split()}


def flags(missing: Missing) -> Column:
    """Text -> letter, None where the value counts: N, or no flag."""

    def parse(text: str) -> str | None:
        if missing(text):
            return None
        letter = _LETTER_OF.get(text.casefold())
        if letter is None:
            problem = translate("cell", "not a flag that is known; the value was not taken")
            raise BadCellError(problem)
        return None if letter == "N" else letter

    return Column(parse)


def is_flag(text: str) -> bool:
    """Whether a text is a flag that is known."""
    return text.strip().casefold() in _LETTER_OF
