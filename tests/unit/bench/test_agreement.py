import pytest
from bench.quality.agreement import SETS, Claim, compare, read_agreement, resolve, total
from bench.quality.gold import FOLDERS, read_gold

MAYOR = (0, 9)
OTHER = (100, 108)
CLAIMS = [
    Claim("indirect", ((20, 60),), (MAYOR,)),
    Claim("indirect", ((40, 60),), (MAYOR, OTHER), parent=0),
    Claim("direct", ((120, 150), (160, 190)), (OTHER,)),
]


def test_identical_annotations_agree_fully() -> None:
    same = compare(CLAIMS, CLAIMS)
    assert same.f1 == 1.0
    assert (same.matched, same.speaker, same.chain, same.mode, same.parent) == (3, 3, 3, 3, 3)
    assert (same.nested, same.nested_agreed) == (1, 1)


def test_a_missing_claim_lowers_f1() -> None:
    fewer = compare(CLAIMS, CLAIMS[:2])
    assert (fewer.first, fewer.second, fewer.matched) == (3, 2, 2)
    assert fewer.f1 == 0.8
    assert fewer.speaker == 2


def test_a_different_source_lowers_source_agreement_alone() -> None:
    differs = compare(CLAIMS, [*CLAIMS[:2], Claim("direct", CLAIMS[2].content, (MAYOR,))])
    assert differs.f1 == 1.0
    assert (differs.speaker, differs.chain, differs.mode, differs.parent) == (2, 2, 3, 3)


def test_a_shorter_chain_keeps_the_speaker() -> None:
    shorter = compare(CLAIMS, [CLAIMS[0], Claim("indirect", ((40, 60),), (OTHER,)), CLAIMS[2]])
    assert (shorter.speaker, shorter.chain, shorter.parent, shorter.nested_agreed) == (3, 2, 2, 0)


def test_less_than_half_of_the_content_is_no_match() -> None:
    assert compare([CLAIMS[0]], [Claim("indirect", ((20, 39),), (MAYOR,))]).matched == 0
    assert compare([CLAIMS[0]], [Claim("indirect", ((20, 40),), (MAYOR,))]).matched == 1


def test_no_claims_on_either_side_agree() -> None:
    assert compare([], []).f1 == 1.0


@pytest.mark.parametrize("name", list(SETS))
def test_every_file_of_the_second_pass_stands_in_its_page(name: str) -> None:
    first, second = SETS[name]
    pages = {gold.name: gold for gold in read_gold("claims", (first,))}
    others = [folder for _, folder in SETS.values() if folder != second and second in folder.parents]
    files = [file for file in second.rglob("*.json") if not any(other in file.parents for other in others)]
    names = [file.relative_to(second).as_posix().removesuffix(".claims.json") for file in files]
    assert names and set(names) <= set(pages)
    read = read_agreement(first, second)
    assert sorted(names) == sorted(read)
    assert total(list(read.values())).first >= len(read)
    assert all(page.matched <= min(page.first, page.second) for page in read.values())
    assert all(page.matched > 0 for page in read.values() if page.first or page.second)


def test_words_that_do_not_stand_in_the_page_are_an_error() -> None:
    gold = read_gold("claims", FOLDERS[:1])[0]
    with pytest.raises(ValueError, match="no 'zebras in the fountain'"):
        resolve(gold, [{"mode": "direct", "sources": [], "cue": None, "content": ["zebras in the fountain"]}])
