"""Languages as data: rules, lexicons, gazetteers and a tagger, hashed into one version.

A pack is a folder beside this file: `en/`, `es/`, ... and `shared/` for what holds in every language.
Code is general; what is particular to a language is a file in its pack.
"""

import functools
import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from dateline.model import DatelineError

if TYPE_CHECKING:
    from dateline.language.tagger import Tagger

T = TypeVar("T")

_PACKS = Path(__file__).parent
SHARED = "shared"
UNDETERMINED = "und"
_NOT_DATA = re.compile(r"(^|/)(__pycache__|examples\.jsonl|counterexamples\.jsonl|.*\.(py|pyc|md|txt))$")


class Language:
    """One language's data, read when first asked for and kept; one instance per process and language.

    code: BCP 47 primary subtag ("en"), or "und" where no pack exists: then only shared data are at hand.
    name: `code@hash` over every data file of the pack and of the shared pack, so that a reading tells by
    which rules it was made.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self._folders = tuple(
            folder for folder in (_PACKS / code, _PACKS / SHARED) if folder.is_dir() and folder != _PACKS
        )
        self._resources: dict[object, Any] = {}
        self._plugged: str | None = None

    @functools.cached_property
    def version(self) -> str:
        """Twelve hex digits over the names and bytes of all data files."""
        digest = hashlib.sha256()
        for folder in self._folders:
            for path in sorted(folder.rglob("*")):
                name = path.relative_to(folder.parent).as_posix()
                if path.is_file() and not _NOT_DATA.search(name):
                    digest.update(name.encode() + b"\0")
                    digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()[:12]

    @property
    def name(self) -> str:
        """`code@version`; with a tagger of another maker, `code@version+tagger@version`."""
        return f"{self.code}@{self.version}" + (f"+{self._plugged}" if self._plugged else "")

    def with_tagger(self, tagger: "Tagger") -> "Language":
        """The same language read with another tagger; its name goes into the name of the language.

        tagger: anything that keeps the contract of `dateline.language.tagger.Tagger`. Use it in one process: workers
        load languages by their code.
        """
        other = Language(self.code)
        other._resources["tagger"] = tagger
        other._plugged = f"{tagger.name}@{tagger.version}"
        return other

    def find(self, file: str) -> Path | None:
        """The pack's file of that relative name, else the shared one, else None."""
        return next((folder / file for folder in self._folders if (folder / file).is_file()), None)

    def read(self, file: str) -> bytes | None:
        """The bytes of `find(file)`, or None."""
        path = self.find(file)
        return None if path is None else path.read_bytes()

    def table(self, file: str) -> dict[str, Any]:
        """The TOML table of `find(file)`; empty where there is none. Others ask for it, too: not to be changed."""
        path = self.find(file)
        return {} if path is None else _parse(path)

    def files(self, pattern: str) -> Iterator[Path]:
        """Files of the pack, then of the shared pack, that match a glob; sorted by name in each."""
        for folder in self._folders:
            yield from sorted(folder.glob(pattern))

    def read_all(self, pattern: str) -> Iterator[bytes]:
        """The bytes of `files(pattern)`, in their order."""
        return (path.read_bytes() for path in self.files(pattern))

    def resource(self, key: str, build: "Callable[[Language], T]") -> T:
        """What `build` makes of this language's data, made once per process and kept under `key`."""
        try:
            made: T = self._resources[key]
        except KeyError:
            made = self._resources[key] = build(self)
        return made

    @property
    def tagger(self) -> "Tagger":
        """The pack's tagger; one of rules alone where the pack has no weights."""

        def build(language: Language) -> "Tagger":
            from dateline.language.tagging import load_tagger  # heavy: only when a page is read

            return load_tagger(_PACKS / language.code)

        return self.resource("tagger", build)


@functools.lru_cache(maxsize=32)
def _parse(path: Path) -> dict[str, Any]:
    """The table of a file. Several parts of the reader make their own of the same few, one after the other."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


@functools.cache
def _load(code: str) -> Language:
    return Language(code)


def load_language(code: str | None) -> Language:
    """The language of a BCP 47 code; regions and scripts are ignored ("en-GB" is "en").

    A language without a pack, and None, give the undetermined one: tokens and the shared data, no rules.
    Raises DatelineError for what is no language code at all.
    """
    primary = re.split(r"[-_]", (code or UNDETERMINED).strip().lower())[0]
    if not re.fullmatch(r"[a-z]{2,3}", primary):
        raise DatelineError(f"not a language code: {code!r}", remedy='give a BCP 47 code such as "en"')
    return _load(primary if (_PACKS / primary).is_dir() and primary != "tagging" else UNDETERMINED)


def language_of_pack(name: str | None) -> Language:
    """The language by the pack that a reading names (`code@hash`); the undetermined one for None."""
    return load_language((name or UNDETERMINED).partition("@")[0])


@functools.cache
def shared_data() -> Language:
    """Data that hold in every language (role words of page furniture, gazetteer, ...)."""
    return _load(SHARED)


def languages_with_packs() -> tuple[str, ...]:
    """Codes of all languages that have a pack, sorted."""
    return tuple(sorted(folder.name for folder in _PACKS.iterdir() if re.fullmatch(r"[a-z]{2,3}", folder.name)))
