"""The words of a section of `modality.toml`."""


def words(text: object) -> frozenset[str]:
    """Words of a data file that stand in one string, between blanks."""
    return frozenset(str(text or "").lower().split())


def phrases(text: object) -> frozenset[str]:
    """Phrases of a data file that stand in one string, between commas."""
    return frozenset(str(text or "").lower().split(",")) - {""}
