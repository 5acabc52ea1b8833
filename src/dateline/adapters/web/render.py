"""From values to HTML: one environment for all templates, everything escaped."""

from functools import cache
from typing import Any

import jinja2

from dateline._version import __version__
from dateline.adapters.encoding import sayable
from dateline.adapters.web import links, saying
from dateline.adapters.web.static_files import address_of
from dateline.model import Span

NAVIGATION = (
    ("/", "Front page"),
    ("/search", "Search"),
    ("/timeline", "Timeline"),
    ("/claims", "Claims"),
    ("/people", "People & places"),
    ("/disagreements", "Disagreements"),
    ("/forecasts", "Forecasts"),
    ("/about", "About"),
)


@cache
def environment() -> jinja2.Environment:
    """The templates. Autoescape is on for all of them; a name that is not given is an error, not an empty string."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("dateline.adapters.web"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        navigation=NAVIGATION,
        version=__version__,
        static=address_of,
        article_link=links.article_link,
        event_link=links.event_link,
        entity_link=links.entity_link,
        origin=links.origin,
        full=links.full,
        **{name: getattr(saying, name) for name in dir(saying) if name.startswith("say_")},
        direction=saying.direction,
        is_language=saying.is_language,
        span=Span,
        machine_time=saying.machine_time,
        shorten=saying.shorten,
        many=saying.many,
    )
    return made


def render(template: str, values: dict[str, Any]) -> bytes:
    """A page as UTF-8; lone surrogates, which UTF-8 cannot say, are replaced."""
    return sayable(environment().get_template(template).render(values)).encode("utf-8")
