import json
from pathlib import Path

import msgspec
from tests.unit.record.story import claim_in, event_in, mention_in, reading_of, town

from dateline.model import TimeExpression
from dateline.reading.face import encode_reading, reading_to_json, schema_of_reading
from dateline.reading.shapes import ReadingFace

SCHEMA_FILE = Path(__file__).parents[3] / "docs" / "reference" / "reading.schema.json"

# The contract, key by key. A key may be added; one that goes or changes its name needs a new schema number.
CONTRACT = {
    "": "schema dateline language_pack page article blocks page_text mentions times claims events problems",
    "page": "id url media_type charset captured_at kind locator",
    "article": "headline standfirst authors outlet published modified section tags language canonical_url dateline"
    " images truncated found_by text text_sha256 body",
    "blocks": "role text start end language rank",
    "mentions": "id kind start end text entity name place",
    "times": "id start end text type value mod edtf earliest latest anchor alternatives rule",
    "claims": "id mode sources cue content parent",
    "claims.sources": "text start end kind entity name",
    "events": "id type mode lemma trigger arguments when where status standing horizon claim same_as",
    "events.arguments": "role text start end entity value lower upper unit of",
    "events.when": "edtf earliest latest grain time how",
    "events.where": "text name lat lon precision how",
    "events.horizon": "earliest latest excluded text",
}


def whole() -> dict[str, object]:
    reading = reading_of(headline="Blast in Velden", url="https://post.example/a")
    return reading_to_json(
        msgspec.structs.replace(
            reading,
            mentions=(mention_in(reading, "Velden", kind="place", place=town("Velden", 7)),),
            times=(TimeExpression(id="t1", start=0, end=5, text="Blast", type="DATE"),),
            claims=(claim_in(reading, "The cause was not known", "said", "Jorun Teller"),),
            events=(event_in(reading, "explosion", place="Velden", horizon="late on Monday", killed=("12", 12.0)),),
        )
    )


def at(face: object, path: str) -> dict[str, object]:
    for step in filter(None, path.split(".")):
        face = face[step]  # type: ignore[index]
        face = face[0] if isinstance(face, list) else face
    assert isinstance(face, dict)
    return face


def test_every_key_of_the_contract_is_there() -> None:
    face = whole()
    for path, keys in CONTRACT.items():
        missing = set(keys.split()) - set(at(face, path))
        assert not missing, f"{path or 'top'} lacks {sorted(missing)}"


def test_keys_come_in_the_order_of_the_contract() -> None:
    face = whole()
    for path, keys in CONTRACT.items():
        present = [key for key in at(face, path) if key in keys.split()]
        assert present == keys.split()


def test_what_is_not_known_is_null_and_spans_hold_their_words() -> None:
    face = json.loads(json.dumps(whole()))
    assert face["article"]["standfirst"] is None
    text = face["article"]["text"]
    for mention in face["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]
    for block in face["blocks"]:
        assert face["page_text"][block["start"] : block["end"]] == block["text"]


def test_the_json_is_what_the_shapes_say_and_the_same_each_time() -> None:
    reading = reading_of(headline="Blast in Velden")
    line = encode_reading(reading)
    assert b"\n" not in line
    assert msgspec.to_builtins(msgspec.json.decode(line, type=ReadingFace)) == reading_to_json(reading)
    assert line == encode_reading(reading)
    assert json.loads(encode_reading(reading, indent=2)) == json.loads(line)


def test_a_lone_surrogate_is_escaped_and_keeps_the_offsets() -> None:
    reading = reading_of(("A \ud800 in the text.",))
    assert json.loads(encode_reading(reading))["article"]["text"] == "A \ud800 in the text."


def test_the_schema_in_the_docs_is_the_one_of_the_code() -> None:
    assert json.loads(SCHEMA_FILE.read_text("utf-8")) == schema_of_reading()


def test_the_schema_names_every_key_as_required() -> None:
    schema = schema_of_reading()
    top = schema["$defs"]["ReadingFace"]
    assert set(top["required"]) == set(CONTRACT[""].split())
