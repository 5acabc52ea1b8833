"""The web application: which address shows what."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from dateline.adapters.web import pages
from dateline.adapters.web.asked import Asked, NotFoundError
from dateline.adapters.web.guard import Guard
from dateline.adapters.web.render import render
from dateline.adapters.web.static_files import content_of
from dateline.model import DatelineError
from dateline.views import Store

Show = Callable[[Store, Asked], tuple[str, dict[str, Any]]]
ROUTES: tuple[tuple[str, Show], ...] = (
    ("/", pages.front),
    ("/search", pages.search),
    ("/timeline", pages.timeline),
    ("/event/{id}", pages.event),
    ("/article/{id}", pages.article),
    ("/claims", pages.claims),
    ("/people", pages.people),
    ("/entity/{id}", pages.entity),
    ("/disagreements", pages.disagreements),
    ("/forecasts", pages.forecasts),
    ("/problems", pages.problems),
    ("/about", pages.about),
)
LOOPBACK = ("localhost", "127.0.0.1", "::1")
_YEAR = "public, max-age=31536000, immutable"


def create_app(
    store: Store,
    *,
    token: str | None = None,
    names: Iterable[str] = LOOPBACK,
    any_address: bool = False,
    readers: int = 4,
) -> ASGIApp:
    """The pages of a record as an ASGI app, which only reads.

    token: what a visitor must bring, None for none. names: what may stand in the Host header; any_address: or
    any IP address. readers: threads that ask the store; a store with a connection per thread keeps as many open.
    """
    pool = ThreadPoolExecutor(max_workers=readers, thread_name_prefix="dateline-reader")
    routes = [Route(path, _endpoint(store, show, pool), methods=["GET"]) for path, show in ROUTES]
    routes.append(Route("/static/{name}", _static, methods=["GET"]))
    app = Starlette(routes=routes, exception_handlers={404: _missing, 500: _broken})
    return Guard(app, names=names, any_address=any_address, token=token)


def _endpoint(store: Store, show: Show, pool: ThreadPoolExecutor) -> Callable[[Request], Awaitable[Response]]:
    def answer(asked: Asked) -> Response:
        try:
            template, values = show(store, asked)
        except NotFoundError as error:
            return _message(404, "Not in this record", str(error), asked)
        except DatelineError as error:
            return _message(400, "That cannot be asked", f"{error.message}: {error.remedy}.", asked)
        return _html(render(template, {"asked": asked, **values}))

    async def endpoint(request: Request) -> Response:
        asked = Asked(
            path=request.url.path, pairs=tuple(request.query_params.multi_items()), named=dict(request.path_params)
        )
        return await asyncio.get_running_loop().run_in_executor(pool, answer, asked)

    return endpoint


async def _static(request: Request) -> Response:
    known = content_of(request.path_params["name"])
    if known is None:
        raise HTTPException(404)
    return Response(known[0], media_type=known[1], headers={"Cache-Control": _YEAR})


async def _missing(request: Request, error: Exception) -> Response:
    return _message(404, "No such page", "There is nothing at this address.", Asked(path=request.url.path))


async def _broken(request: Request, error: Exception) -> Response:
    word = "Something went wrong while making this page. The terminal that runs dateline serve says what."
    return _message(500, "This page could not be made", word, Asked(path=request.url.path))


def _message(status: int, title: str, word: str, asked: Asked) -> Response:
    return _html(render("message.html", {"title": title, "word": word, "asked": asked}), status)


def _html(content: bytes, status: int = 200) -> Response:
    return Response(content, status, media_type="text/html; charset=utf-8")
