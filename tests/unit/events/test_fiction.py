"""What a retold story tells did not happen; news of those who make stories did."""

from dateline import read_text
from dateline.model import Reading

_STORY = (
    "The Ember Spell is taught in the third chapter. In the fourth episode the wizard Orlo cast the spell on the tower "
    "and killed two guards. The protagonist freed the mage from the dungeon. In a later chapter the witch attacked the "
    "village, and the characters fled. The spell was used again in the prequel, when Orlo burned the bridge. "
) * 3
_TRADE = (
    "The studio Halvard Pictures bought the rights to the novel on Tuesday, it said. The author signed a contract for "
    "three films. Its chairman, Bo Lind, resigned on Monday after the union struck. The fourth film won the Silver Oar "
    "in March, and the director thanked the crew. Police arrested a man who had copied the film. "
) * 3


def _told(text: str) -> Reading:
    return read_text(text, published="2025-05-14")


def test_a_retold_story_tells_of_no_event() -> None:
    assert not _told(_STORY).events


def test_news_of_the_trade_is_told() -> None:
    assert len(_told(_TRADE).events) >= 4
