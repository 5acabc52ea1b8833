import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.detect import WORD, detect_language, function_words, language_to_read_in, split_words

SENTENCES = {
    "en": "The mayor said that the bridge would be closed for two weeks.",
    "de": "Der Bürgermeister sagte, dass die Brücke für zwei Wochen gesperrt wird.",
    "fr": "Le maire a dit que le pont serait fermé pendant deux semaines.",
    "es": "El alcalde dijo que el puente estaría cerrado durante dos semanas.",
    "pt": "O prefeito disse que a ponte ficará fechada por duas semanas, mas não há feridos.",
    "it": "Il sindaco ha detto che il ponte sarà chiuso per due settimane.",
    "nl": "De burgemeester zei dat de brug twee weken gesloten zal zijn.",
    "sv": "Borgmästaren sade att bron ska vara stängd i två veckor och att ingen är skadad.",
    "da": "Borgmesteren sagde, at broen vil være lukket i to uger, og at ingen blev såret.",
    "fi": "Pormestari sanoi, että silta on suljettu kaksi viikkoa ja että kukaan ei ole loukkaantunut.",
    "pl": "Burmistrz powiedział, że most będzie zamknięty przez dwa tygodnie.",
    "cs": "Starosta řekl, že most bude dva týdny uzavřen a že se nikdo nezranil.",
    "hu": "A polgármester azt mondta, hogy a híd két hétig zárva lesz.",
    "ro": "Primarul a spus că podul va fi închis două săptămâni și că nu sunt răniți.",
    "tr": "Belediye başkanı köprünün iki hafta kapalı olacağını ve kimsenin yaralanmadığını söyledi.",
    "id": "Wali kota mengatakan bahwa jembatan itu akan ditutup selama dua minggu dan tidak ada korban.",
    "ru": "Мэр сказал, что мост будет закрыт на две недели и никто не пострадал.",
    "uk": "Мер сказав, що міст буде закрито на два тижні і ніхто не постраждав.",
    "bg": "Кметът каза, че мостът ще бъде затворен за две седмици и няма пострадали.",
    "ar": "قال رئيس البلدية إن الجسر سيغلق لمدة أسبوعين ولم يصب أحد في الحادث",
    "fa": "شهردار گفت که پل به مدت دو هفته بسته خواهد شد و کسی آسیب ندیده است",
    "hi": "महापौर ने कहा कि पुल दो सप्ताह के लिए बंद रहेगा और कोई घायल नहीं है",
    "el": "Ο δήμαρχος είπε ότι η γέφυρα θα κλείσει για δύο εβδομάδες.",
    "ja": "市長は橋が二週間閉鎖されると述べた。",
    "zh": "市长表示大桥将关闭两周。",
    "ko": "시장은 다리가 2주 동안 폐쇄될 것이라고 말했다.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_tells_its_language(code: str) -> None:
    assert detect_language(SENTENCES[code])[0] == code


@pytest.mark.parametrize("text", ["", "2031", "...", "Ferrol", "Ana Ferrol, Sallo", "!!! ???"])
def test_what_does_not_tell_gives_none(text: str) -> None:
    assert detect_language(text)[0] is None


def test_a_language_that_the_table_lacks_is_not_named() -> None:
    words = "brunto kelvasi modruna teplasko vurgani sembrito dolka prestuni galmora fentisk "
    assert detect_language(words * 5)[0] is None


def test_function_words_of_an_unknown_language_are_those_of_many() -> None:
    assert {"the", "der", "que"} <= function_words(None)
    assert "der" not in function_words("en")


def test_a_few_words_are_read_in_the_likeliest_language_and_long_unknown_text_in_none() -> None:
    assert language_to_read_in("Nine people died.") == "en"
    assert language_to_read_in("Мост упал.") == "ru"
    assert language_to_read_in("2024") is None
    assert language_to_read_in("qwrt zxcv plmk " * 30) is None


@given(st.text(st.sampled_from("aBéß1²_.,'’-“… \n\u00a0\u0940क\u0301語") | st.characters(), max_size=30))
def test_words_are_those_of_the_expression(text: str) -> None:
    assert split_words(text) == WORD.findall(text)
