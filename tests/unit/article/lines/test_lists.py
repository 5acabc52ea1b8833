"""Lists that paragraphs make, and points that sum an article up; all lines are invented."""

from dateline.article import read_article
from dateline.article.draft import DraftBlock
from dateline.article.lines.lists import settle_key_points, settle_lists
from dateline.model import Page

_TOLD = "The council of Velno voted on Monday to keep the bridge open through the winter, the mayor said. " * 6


def blocks_of(*told: tuple[str, str]) -> list[DraftBlock]:
    return [DraftBlock(text=text, role=role, score=0.9) for role, text in told]  # type: ignore[arg-type]


def roles(blocks: list[DraftBlock]) -> list[str]:
    return [block.role for block in blocks]


def test_paragraphs_with_the_same_bullet_or_that_count_on_are_a_list() -> None:
    blocks = blocks_of(
        ("body", "Bring:"), ("body", "- a lamp"), ("body", "- a rope"),
        ("body", "1. Tie the boat."), ("body", "2. Light the lamp."),
        ("body", "7. May is early."), ("body", "– No, he said."),
    )  # fmt: skip
    settle_lists(blocks)
    assert roles(blocks) == ["body", "list", "list", "list", "list", "body", "body"]


def test_lines_of_a_dialogue_are_no_list() -> None:
    blocks = blocks_of(("body", "— Vous venez ?"), ("body", "— Demain, dit le passeur."))
    settle_lists(blocks)
    assert roles(blocks) == ["body", "body"]


def test_points_under_the_headline_are_the_standfirst_and_a_list_of_ingredients_is_not() -> None:
    points = [
        ("list", "The bridge of Velno stays open all winter"),
        ("list", "Lorries take the ferry from Sallo until May"),
    ]
    blocks = blocks_of(("headline", "Bridge stays open"), ("byline", "By Jonas Tavi"), *points, ("body", _TOLD))
    settle_key_points(blocks, 0)
    assert roles(blocks) == ["headline", "byline", "standfirst", "standfirst", "body"]
    short = blocks_of(("headline", "Soup"), ("list", "2 leeks"), ("list", "1 carrot"), ("body", _TOLD))
    settle_key_points(short, 0)
    assert roles(short) == ["headline", "list", "list", "body"]
    under = blocks_of(("headline", "Bridge"), ("subhead", "What to know"), *points, ("body", _TOLD))
    settle_key_points(under, 0)
    assert roles(under)[2:4] == ["list", "list"]


def test_a_first_paragraph_in_bold_is_the_standfirst_and_one_of_several_is_not() -> None:
    lead = "A crack was found in the old bridge on Monday, and the council wants it open all the same."

    def standfirst(second: str) -> str | None:
        html = f"""<html lang="en"><head><title>Bridge stays open</title><meta property="og:type" content="article">
            </head><body><article><h1>Bridge stays open</h1><p><strong>{lead}</strong></p><p>{second}</p>
            <p>{_TOLD}</p><p>{_TOLD}</p></article></body></html>""".encode()
        return read_article(Page(id=Page.identify(html), content=html, media_type="text/html")).standfirst

    assert standfirst(_TOLD) == lead
    assert standfirst(f"<strong>{_TOLD}</strong>") is None
