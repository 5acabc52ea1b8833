"""Attributions read off trees by rule: who said (cue) what. The words the rules go by are a language's data.

The sense is PARC's (Pareti 2012): content is the clause or phrase attributed, with its "that" and quotation marks and
without the final stop; the source is the whole noun phrase; the cue is the verb with its auxiliaries, or "according
to". Only the outermost of nested attributions is given. Written over Universal Dependencies, so that another
language needs only its words (`attributions.toml`).
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

_OPEN = {'"', "“", "„", "«", "``", "‘", "''"}
_CLOSE = {'"', "”", "»", "''", "’"}
# A quotation mark is sought no further back than this many words before the sentence of the verb.
_REACH = 120
# Direct speech is followed over no more sentences than this.
_MOST_SENTENCES = 30


class AttributionRules(msgspec.Struct, frozen=True):
    """Lemmas by what they make of their complements; see the comments in `attributions.toml`."""

    clause: frozenset[str] = frozenset()
    spoken: frozenset[str] = frozenset()
    infinitive: frozenset[str] = frozenset()
    addressee: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    preposition: frozenset[str] = frozenset()
    noun: frozenset[str] = frozenset()
    named_by: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    person_relatives: frozenset[str] = frozenset()


def read_attribution_rules(path: Path) -> AttributionRules:
    """The rules in an `attributions.toml`; empty ones where there is no such file."""
    if not path.is_file():
        return AttributionRules()
    table: Mapping[str, str] = tomllib.loads(path.read_text("utf-8"))
    return AttributionRules(**{name: frozenset(words.split()) for name, words in table.items()})


@dataclass
class Attribution:
    """Word numbers within the paragraph, sorted; the source may be empty."""

    source: list[int]
    cue: list[int]
    content: list[int]


@dataclass
class Tree:
    """One paragraph: parallel lists; heads are indices into them, -1 for roots."""

    forms: list[str]
    lemmas: list[str]
    upos: list[str]
    heads: list[int]
    deprels: list[str]
    sentences: list[tuple[int, int]]

    def __post_init__(self) -> None:
        self.children: list[list[int]] = [[] for _ in self.forms]
        for i, h in enumerate(self.heads):
            if h >= 0:
                self.children[h].append(i)

    def below(self, node: int, without: Sequence[int] = ()) -> list[int]:
        """Words of a subtree, without some branches; sorted."""
        out, stack = [], [node]
        while stack:
            at = stack.pop()
            out.append(at)
            stack.extend(c for c in self.children[at] if c not in without)
        return sorted(out)

    def relation(self, node: int) -> str:
        """The relation to the head, without its subtype."""
        return self.deprels[node].split(":")[0]

    def child(self, node: int, *relations: str) -> int | None:
        """The first child so related, or None."""
        for c in self.children[node]:
            if self.relation(c) in relations:
                return c
        return None


def attributions(tree: Tree, rules: AttributionRules) -> list[Attribution]:
    """All attributions of a paragraph; in order of their cues; one per cue word.

    >>> rules = AttributionRules(clause=frozenset({"say"}))
    >>> tree = Tree(
    ...     forms=["Brandt", "said", "it", "burned", "."],
    ...     lemmas=["brandt", "say", "it", "burn", "."],
    ...     upos=["PROPN", "VERB", "PRON", "VERB", "PUNCT"],
    ...     heads=[1, -1, 3, 1, 1],
    ...     deprels=["nsubj", "root", "nsubj", "ccomp", "punct"],
    ...     sentences=[(0, 5)],
    ... )
    >>> attributions(tree, rules)
    [Attribution(source=[0], cue=[1], content=[2, 3])]
    """
    found: list[Attribution] = []
    quoted = _quoted(tree)
    for i in range(len(tree.forms)):
        quotation = _at_source_word(tree, i, rules)
        if quotation is None and tree.upos[i] == "VERB":
            quotation = _at_verb(tree, i, rules) or _quoted_before_verb(tree, i, quoted, rules)
        elif quotation is None and tree.upos[i] == "NOUN":
            quotation = _at_noun(tree, i, rules)
        if quotation is None:
            continue
        cue = set(quotation.cue)
        content = [w for w in quotation.content if w not in cue and w not in quotation.source]
        if content and tree.forms[min(content)] in _OPEN and quoted[min(content)] and min(content) < i:
            content = [w for w in content if quoted[w]]  # direct speech before its verb ends with its marks
        quotation.content = _tidy(tree, content, quoted)
        if not quotation.content:
            continue
        found.append(quotation)
    spoken = [q for q in found if not quoted[q.cue[0]]]
    _extend_quotes(tree, spoken, quoted)
    kept = [*spoken, *(q for q in found if quoted[q.cue[0]])]
    return sorted((q for q in kept if not _nested(q, kept)), key=lambda q: q.cue[0])


def _nested(quotation: Attribution, others: list[Attribution]) -> bool:
    """Whether the cue stands in what another one attributes: only the outermost is marked, as in PARC."""
    cue = quotation.cue[0]
    return any(cue in other.content for other in others if other is not quotation and other.cue != quotation.cue)


def _verb_group(tree: Tree, verb: int) -> list[int]:
    near = [c for c in tree.children[verb] if verb - 4 <= c < verb]
    low = min([verb, *(c for c in near if tree.relation(c) in {"aux", "compound"} or tree.deprels[c] == "advmod")])
    return list(range(low, verb + 1)) if all(_inside(tree, verb, w) for w in range(low, verb)) else [verb]


def _inside(tree: Tree, verb: int, word: int) -> bool:
    return tree.heads[word] == verb and tree.relation(word) in {"aux", "advmod", "compound"}


def _source(tree: Tree, verb: int, rules: AttributionRules, depth: int = 0) -> list[int]:
    """The subject's noun phrase: the verb's own, or the one it shares with what governs it."""
    subject = tree.child(verb, "nsubj")
    if subject is not None:
        if tree.upos[subject] == "PRON" and tree.lemmas[subject] in rules.relatives:
            governor = tree.heads[verb]
            if governor >= 0 and tree.deprels[verb] == "acl:relcl":
                return (
                    [subject]
                    if tree.lemmas[subject] == "who"
                    else [w for w in tree.below(governor, [verb]) if w < verb]
                )
        return _trim(tree, tree.below(subject))
    governor = tree.heads[verb]
    if governor < 0 or depth > 3:
        return []
    relation = tree.relation(verb)
    if relation in {"conj", "xcomp", "advcl", "parataxis"} and tree.upos[governor] in {"VERB", "AUX", "ADJ", "NOUN"}:
        return _source(tree, governor, rules, depth + 1)
    if relation == "acl":
        return _trim(tree, [w for w in tree.below(governor, [verb]) if w < verb])
    return []


def _trim(tree: Tree, words: list[int]) -> list[int]:
    while words and tree.forms[words[-1]] in {",", "-", "–", "—"}:
        words = words[:-1]
    while words and tree.forms[words[0]] in {",", "-", "–", "—"}:
        words = words[1:]
    return words


def _at_verb(tree: Tree, verb: int, rules: AttributionRules) -> Attribution | None:
    lemma = tree.lemmas[verb]
    passive = any(tree.deprels[c].startswith(("nsubj:pass", "aux:pass")) for c in tree.children[verb])
    content: list[int] = []
    if lemma in rules.clause:
        for c in tree.children[verb]:
            if tree.relation(c) == "ccomp":
                content = tree.below(c)
                break
        else:
            if lemma in rules.spoken:
                for c in tree.children[verb]:
                    if tree.relation(c) == "parataxis" and tree.upos[c] in {"VERB", "ADJ", "NOUN", "AUX"}:
                        direct = _is_quoted_near(tree, c)
                        if direct or (c > verb and ":" in tree.forms[verb:c]):
                            content = tree.below(c)
                            break
        aside = lemma in rules.spoken and tree.relation(verb) == "parataxis" and tree.heads[verb] >= 0
        if not content and aside and tree.child(verb, "nsubj") is not None and tree.child(verb, "obj", "ccomp") is None:
            content = tree.below(tree.heads[verb], [verb])
            source = _source(tree, verb, rules)
            return Attribution(source, _verb_group(tree, verb), content) if source else None
    if not content and lemma in rules.infinitive | rules.addressee:
        for c in tree.children[verb]:
            if tree.relation(c) == "xcomp" and any(tree.relation(m) == "mark" for m in tree.children[c]):
                content = tree.below(c)
                person = tree.child(verb, "obj", "iobj")
                if person is not None and lemma in rules.addressee:
                    content = sorted({*content, *tree.below(person)})
                elif lemma not in rules.infinitive:
                    content = []
    if not content and not passive:
        for c in tree.children[verb]:
            if tree.relation(c) in {"obl", "advcl"} and c > verb:
                mark = tree.child(c, "case", "mark")
                if mark is not None and f"{lemma}:{tree.lemmas[mark]}" in rules.preposition:
                    group = _verb_group(tree, verb)
                    if mark == verb + 1:
                        group = [*group, mark]
                    content = tree.below(c, [mark])
                    return Attribution(_source(tree, verb, rules), group, content)
        target = tree.child(verb, "obj")
        if (
            lemma in rules.object
            and target is not None
            and tree.child(verb, "nsubj") is not None
            and tree.upos[target] != "PRON"
        ):
            content = tree.below(target)
            for c in tree.children[verb]:
                if tree.relation(c) == "xcomp" or (
                    lemma in {"accuse", "blame", "praise"} and tree.relation(c) in {"obl", "advcl"}
                ):
                    content = sorted({*content, *tree.below(c)})
    if not content:
        return None
    source = [] if passive else _source(tree, verb, rules)
    if passive:
        for c in tree.children[verb]:
            if tree.deprels[c] == "obl:agent":
                by = tree.child(c, "case")
                source = tree.below(c, [] if by is None else [by])
    return Attribution([w for w in source if w not in set(content)], _verb_group(tree, verb), content)


def _at_source_word(tree: Tree, i: int, rules: AttributionRules) -> Attribution | None:
    """According to X, ..."""
    if tree.forms[i].lower() not in rules.named_by:
        return None
    cue = [i, *(c for c in tree.children[i] if tree.relation(c) == "fixed")]
    if tree.relation(i) == "case" and tree.heads[i] >= 0:
        named = top = tree.heads[i]
    else:
        target = tree.child(i, "obl", "obj")
        if target is None:
            return None
        named, top = target, i
        case = tree.child(target, "case")
        cue = cue if case is None else sorted({*cue, case})
    clause = tree.heads[top]
    if clause < 0:
        return None
    source = [w for w in tree.below(named) if w not in cue]
    return Attribution(_trim(tree, source), cue, tree.below(clause, [top]))


def _at_noun(tree: Tree, i: int, rules: AttributionRules) -> Attribution | None:
    """X's claim that ..."""
    if tree.lemmas[i] not in rules.noun:
        return None
    owner = next((c for c in tree.children[i] if tree.deprels[c] == "nmod:poss"), None)
    if owner is None:
        return None
    for c in tree.children[i]:
        if tree.deprels[c] in {"acl", "ccomp"} and c > i and any(tree.relation(m) == "mark" for m in tree.children[c]):
            return Attribution(tree.below(owner), [i], tree.below(c))
    return None


def _quoted(tree: Tree) -> list[bool]:
    """Which words stand within quotation marks, the marks too; an unclosed mark counts to the paragraph's end."""
    inside = False
    out = []
    for form in tree.forms:
        if not inside and form in _OPEN - {"‘"}:
            inside = True
            out.append(True)
        elif inside and form in _CLOSE - {"’"}:
            out.append(True)
            inside = False
        else:
            out.append(inside)
    return out


def _is_quoted_near(tree: Tree, word: int) -> bool:
    low = max(0, min(tree.below(word)) - 2)
    return any(f in _OPEN | _CLOSE for f in tree.forms[low : word + 1])


def _quoted_before_verb(tree: Tree, verb: int, quoted: list[bool], rules: AttributionRules) -> Attribution | None:
    """A quotation, a comma, then the verb and its subject, however the parser hung them."""
    if tree.lemmas[verb] not in rules.spoken or quoted[verb]:
        return None
    subject = tree.child(verb, "nsubj")
    if subject is None:
        return None
    group = [*tree.below(subject), verb]
    low, high = min(group), max(group)
    first, last = next((r for r in tree.sentences if r[0] <= verb < r[1]), (0, len(tree.forms)))
    content: list[int] = []
    before = low - 1  # a comma may stand after the closing mark; the parser may have cut a sentence there
    if before >= 0 and tree.forms[before] == "," and before >= 1:
        before -= 1
    if before >= 0 and quoted[before] and tree.forms[before] in _CLOSE:
        start = before
        while start > 0 and quoted[start - 1] and start > first - _REACH and tree.forms[start] not in {"“", "``"}:
            if start < before and tree.forms[start] in {'"', "''"}:
                break
            start -= 1
        content += range(start, before + 1)
    after = high + 1
    while after < last and tree.forms[after] in {",", ":"}:
        after += 1
    if after < last and after > high + 1 and quoted[after] and tree.forms[after] in _OPEN:
        end = after
        while end < len(tree.forms) and quoted[end]:
            end += 1
        content += range(after, end)
    if not content:
        return None
    return Attribution(_source(tree, verb, rules), _verb_group(tree, verb), content)


def _tidy(tree: Tree, content: list[int], quoted: list[bool]) -> list[int]:
    """Content without commas and stops at its edges; quotation marks about it belong to it."""
    content = sorted(set(content))
    while content and tree.upos[content[-1]] == "PUNCT" and tree.forms[content[-1]] not in _CLOSE:
        content.pop()
    while content and tree.upos[content[0]] == "PUNCT" and tree.forms[content[0]] not in _OPEN:
        content.pop(0)
    if not content:
        return []
    present = set(content)
    first, last = content[0], content[-1]
    if first > 0 and tree.forms[first - 1] in _OPEN and quoted[first]:
        content.insert(0, first - 1)
    for step in (1, 2):
        at = last + step
        if at < len(tree.forms) and tree.forms[at] in _CLOSE and quoted[last] and quoted[at]:
            content.extend(w for w in range(last + 1, at + 1) if w not in present)
            break
    return content


def _extend_quotes(tree: Tree, found: list[Attribution], quoted: list[bool]) -> None:
    """Direct speech runs on over sentences: whole sentences in quotation marks beside a quotation without a cue of
    their own belong to it."""
    for n, quotation in enumerate(found):
        words = quotation.content
        if not any(tree.forms[w] in _OPEN | _CLOSE for w in words):
            continue
        first = words[0]
        while first > 0 and quoted[first] and quoted[first - 1] and tree.forms[first] not in _OPEN:
            first -= 1
        grown = set(range(first, words[0])) | set(words)
        last = max(words[-1], quotation.cue[-1], *(quotation.source or [0]))
        sentence = next((k for k, (a, b) in enumerate(tree.sentences) if a <= last < b), None)
        next_cue = min((c for q in found[n + 1 :] for c in q.cue), default=len(tree.forms))
        if sentence is not None:
            for a, b in tree.sentences[sentence + 1 : sentence + 1 + _MOST_SENTENCES]:
                if a < len(tree.forms) and quoted[a] and next_cue >= b:
                    grown.update(w for w in range(a, b) if quoted[w])
                else:
                    break
        quotation.content = sorted(grown - set(quotation.cue) - set(quotation.source))
