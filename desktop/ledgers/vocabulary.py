"""Words above the columns of county ledgers that every campaign has, and how well a header fits a target."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from db.rules.campaign_records import CampaignDefinition
from desktop.ledgers.profile import CHECKS, FIELDS
from desktop.ledgers.words import bare, likeness, plain

_CORE = {
    "name": "名称 点位名称 单位名称 企业名称 项目名称",
    "unit": "乡镇 所在乡镇 乡镇（街道） 乡（镇） 属地 所属乡镇 乡镇街道 所属单位 属地乡镇",
    "village": "村 村名 行政村 所在村 村庄 村（社区） 社区 村街",
    "county": "县 县区 区县 县（市、区） 县市区 所属县 所在县",
    "address": "地址 详细地址 位置 具体位置 地点",
    "lon": "经度 东经 lon longitude",
    "lat": "纬度 北纬 lat latitude",
    "owner": "责任单位 责任主体",
    "person": "责任人 负责人 联系人",
    "person_phone": "责任人及电话 责任人及联系电话 责任人及联系方式 联系人及电话 联系人及联系方式 "
    "负责人及电话 责任人电话",
    "phone": "电话 联系电话 手机 手机号 联系方式",
    "state": "状态 整改状态 是否销号 销号情况",
    "deadline": "完成时限 整改时限 时限 完成期限",
    "note": "备注 说明",
    "check_day": "检查日期 检查时间",
    "ignore": "序号 序 no 原因",
    "code": "点位编码（勿改）",
    "seen": "版本（勿改）",
}
_CHECK_GROUPS = ("百分之百", "百分百", "检查", "核查", "落实情况", "清单")
EXACT, NEAR, LEAST, DOUBTFUL = 100.0, 95.0, 70.0, 50.0
"""Points: from NEAR on a column is sure, from LEAST likely; below DOUBTFUL nobody would think of it."""


@dataclass(frozen=True)
class Vocabulary:
    """The words of one campaign's ledgers."""

    definition: CampaignDefinition

    @cached_property
    def words(self) -> dict[str, tuple[str, ...]]:
        """Target -> plain words that stand above it."""
        core = {target: [plain(word) for word in words.split()] for target, words in _CORE.items()}
        for target, own in self.definition.columns.items():
            village = core["village"] if target == "unit" else []
            both = core["person_phone"] if target == "person" else []
            core[target] = [w for w in map(plain, own) if w not in (*village, *both)] + core.get(target, [])
        for field in self.definition.fields:
            if field.type not in ("photo", "place"):
                names = (field.text.zh, field.text.en, *field.synonyms)
                core[FIELDS + field.key] = [plain(name) for name in names]
        for item in self.definition.checklist:
            core[CHECKS + item.key] = [plain(item.text.zh), plain(item.text.en)]
        return {target: tuple(dict.fromkeys(words)) for target, words in core.items()}

    def knows(self, word: str) -> bool:
        """Whether a word stands above columns of such ledgers."""
        return _known(frozenset(w for words in self.words.values() for w in words), plain(word), bare(word))

    def fits(self, parts: tuple[str, ...]) -> Iterator[tuple[float, str, str]]:
        """How well a header's lines fit each target: points, target, the word it fits."""
        for target, words in self.words.items():
            points, word = max(((_points(parts, word), word) for word in words), default=(0.0, ""))
            if target.startswith(CHECKS) and points:
                points += 4 if any(group in parts[0] for group in _CHECK_GROUPS) else -1
            if points >= DOUBTFUL:
                yield points, target, word


def _points(parts: tuple[str, ...], word: str) -> float:
    """The lowest line counts most; all lines together may be what is known."""
    last, whole = parts[-1], "".join(parts)
    if plain(last) == word or plain(whole) == word:
        return EXACT
    if word and (bare(last) == word or bare(last) == bare(word)):
        return NEAR
    return max(_contained(plain(last), word), _contained(plain(whole), word) - 5)


def _contained(header: str, word: str) -> float:
    if not header or not word:
        return 0.0
    short, long = sorted((header, word), key=len)
    if short in long and len(short) > 1:
        return LEAST + 20 * len(short) / len(long)
    shared = likeness(header, word)
    return 69 * shared if shared >= 0.6 else 0.0


@lru_cache(maxsize=512)
def _known(words: frozenset[str], word: str, without: str) -> bool:
    return word in words or (bool(without) and without in words)
