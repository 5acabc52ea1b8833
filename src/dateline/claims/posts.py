"""Claims of posts that are set into a text and signed."""

from dateline.language.attribution import Attribution
from dateline.language.posts import SignedPost, signed_posts
from dateline.language.trees import Trees
from dateline.model import Article


def find_in_posts(article: Article, trees: Trees) -> tuple[Attribution, ...]:
    """Attributions of a post's words to who signs it."""
    found = (_attribution(trees, post) for post in signed_posts(article))
    return tuple(each for each in found if each is not None)


def _attribution(trees: Trees, post: SignedPost) -> Attribution | None:
    head, cue = trees.head_of(post.name), trees.at(post.dash.start)
    if head is None or cue is None:
        return None
    return Attribution(
        cue=cue, cue_span=post.dash, type="report", frame="post", content=post.words, source=head, source_span=post.name
    )
