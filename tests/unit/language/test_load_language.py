import pytest

from dateline.language import Language, languages_with_packs, load_language
from dateline.language.tagging.plain import PlainTagger
from dateline.model import DatelineError


def test_regions_and_scripts_are_ignored() -> None:
    assert load_language("en-GB") is load_language("EN_us") is load_language("en")


def test_a_language_without_a_pack_is_the_undetermined_one() -> None:
    assert load_language("tlh").code == "und" and load_language(None).code == "und"


def test_what_is_no_code_is_a_clear_error() -> None:
    with pytest.raises(DatelineError, match=r"not a language code: 'e/\.\./n'"):
        load_language("e/../n")


def test_the_seven_other_languages_have_packs() -> None:
    assert set(languages_with_packs()) >= {"ar", "de", "en", "es", "fa", "fr", "he", "ru"}


def test_the_version_is_of_the_data_and_the_same_each_time() -> None:
    assert Language("es").version == Language("es").version != Language("de").version


def test_another_tagger_shows_in_the_name_and_leaves_the_shared_language_alone() -> None:
    spanish = load_language("es")
    plugged = PlainTagger(spanish.files("times/*").__next__().parent.parent)
    other = spanish.with_tagger(plugged)
    assert other.tagger is plugged and other.name == f"{spanish.name}+{plugged.name}@{plugged.version}"
    assert spanish.tagger is not plugged and "+" not in spanish.name
