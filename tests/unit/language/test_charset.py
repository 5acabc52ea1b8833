import pytest

from dateline.language.charset import codec_of, decide_charset, decode

TEXTS = {
    "cp1252": "Der Bürgermeister sagte, die Brücke müsse für Fußgänger geschlossen werden.",
    "cp1250": "Starosta řekl, že most zůstane uzavřen, protože hrozí zřícení příští týden.",
    "cp1254": "Belediye başkanı köprünün yarın sabah kapatılacağını söyledi, dün değil.",
    "cp1251": "Мэр сказал, что мост закроют завтра утром, и никто не пострадал.",
    "koi8-r": "Мэр сказал, что мост закроют завтра утром, и никто не пострадал.",
    "cp1253": "Ο δήμαρχος είπε ότι η γέφυρα θα κλείσει αύριο το πρωί.",
    "cp1255": "ראש העיר אמר כי הגשר ייסגר מחר בבוקר ואיש לא נפגע",
    "cp1256": "قال رئيس البلدية إن الجسر سيغلق صباح الغد ولم يصب أحد",
    "cp874": "นายกเทศมนตรีกล่าวว่าสะพานจะปิดในเช้าวันพรุ่งนี้",
    "gb18030": "市长表示大桥将于明天上午关闭没有人员伤亡",
    "big5hkscs": "市長表示大橋將於明天上午關閉沒有人員傷亡",
    "cp932": "市長は橋が明日の朝に閉鎖されると述べた",
    "euc_jp": "市長は橋が明日の朝に閉鎖されると述べた",
    "cp949": "시장은 다리가 내일 아침 폐쇄될 것이라고 말했다",
}


@pytest.mark.parametrize("charset", TEXTS)
def test_undeclared_charsets_are_guessed(charset: str) -> None:
    assert decide_charset(TEXTS[charset].encode(charset)) == charset


@pytest.mark.parametrize("charset", TEXTS)
def test_utf8_outranks_a_wrong_declaration(charset: str) -> None:
    assert decide_charset(TEXTS[charset].encode(), declared=charset) == "utf-8"


def test_the_header_outranks_the_markup_and_both_the_guess() -> None:
    page = '<meta charset="iso-8859-2">Łódź, most zamknięty'.encode("cp1250")
    assert decide_charset(page) == "iso8859-2"
    assert decide_charset(page, declared="windows-1250") == "cp1250"
    assert decide_charset(page, markup=False, declared="utf-8") == "cp1250"


def test_a_byte_order_mark_outranks_all_and_is_no_text() -> None:
    content = "\ufeffPort".encode("utf-16-le")
    charset = decide_charset(content, declared="utf-8")
    assert decode(content, charset) == "Port"


def test_a_page_cut_inside_its_last_character_is_still_utf8() -> None:
    assert decide_charset("Brücke geschlossen ü".encode()[:-1]) == "utf-8"


def test_labels_that_are_no_text_charsets_are_not_believed() -> None:
    assert [codec_of(label) for label in ("base64", "utf-7", "rot13", "none", "", None)] == [None] * 6
    assert decode(b"\xff", "no-such-charset") == "\ufffd"
