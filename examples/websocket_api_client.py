#!/usr/bin/env python3
"""Follow a home's predictions, states and alerts over Roomcast's WebSocket API.

As a command::

    ROOMCAST_API_KEY=... python websocket_api_client.py --url ws://localhost:8766/ws/predictions
    python websocket_api_client.py --key-file key.txt --client-name hallway-panel --stream /ws/alerts --json

As a module::

    client = RoomcastClient("ws://localhost:8766/ws/predictions", key, subscriptions={"/ws/alerts": {}})
    await client.run(lambda message: print(message["message_type"], message["data"]))

Needs Python 3.9 or newer and the package ``websockets`` (see requirements.txt).
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import email.utils
import inspect
import json
import logging
import os
import random
import signal
import sys
import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Callable
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus, InvalidURI

EVENTS = frozenset({
    "prediction_update", "room_state_update", "accuracy_update", "system_status_update", "training_progress",
    "alert_notification", "drift_notification",
})
POLICY_VIOLATION = 1008
FIRST_DELAY = 1.0
LONGEST_DELAY = 60.0
STEADY_AFTER = 30.0  # seconds a session must last before the back-off starts over
CLOSE_TIMEOUT = 2.0  # a server that has said goodbye may be slow to hang up
MAX_FRAME_BYTES = 16 * 1024 * 1024  # a batch may hold many messages
REMEMBERED = 10_000

log = logging.getLogger("roomcast")


class RefusedError(Exception):
    """The server will not have this client, and asking again would not change that."""


class UnreachableError(Exception):
    """No connection this time; ``wait`` is how many seconds the server asked to be left alone."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


class RoomcastClient:
    """One client of the API, connected for as long as :meth:`run` goes on.

    ``subscriptions`` maps endpoints to filters. The path of the URL is subscribed by the server itself and needs to
    be listed only to give it filters. ``rooms`` and ``capabilities`` narrow what the key grants; empty means all of it.
    With a ``client_name``, unacknowledged alerts wait on the server while this client is away, and ``resume`` asks for
    the subscriptions it had when it was last there.
    """

    def __init__(self, url: str, key: str, *, client_name: str = "", resume: bool = False,
                 subscriptions: Mapping[str, Mapping[str, Any]] | None = None,
                 rooms: Iterable[str] = (), capabilities: Iterable[str] = ()) -> None:
        self._url = url
        self._subscriptions = dict(subscriptions or {})
        self._credentials = {"api_key": key, "capabilities": list(capabilities), "room_filters": list(rooms),
                             "features": ["batch"], "resume": resume}
        if client_name:
            self._credentials["client_name"] = client_name
        self._handled: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._awaiting_filters: set[str] = set()

    async def run(self, handler: Callable[[dict[str, Any]], Any]) -> None:
        """Call ``handler`` (plain or async) once with each event, over as many connections as it takes.

        An alert is acknowledged when its handler has returned; one whose handler raises comes again. Ends by
        cancellation, which closes the socket with 1000, or with :class:`RefusedError`.
        """
        failures = 0
        while True:
            wait = 0.0
            started = time.monotonic()
            try:
                socket = await self._connect()
                try:
                    await self._converse(socket, handler)
                finally:
                    await socket.close()
                if socket.close_code == POLICY_VIOLATION:
                    raise RefusedError(socket.close_reason or "closed by the server's policy")
                reason = f"closed with {socket.close_code} {socket.close_reason}".rstrip()
                if time.monotonic() - started >= STEADY_AFTER:
                    failures = 0
            except UnreachableError as failure:
                reason, wait = str(failure), failure.wait
            delay = wait + random.uniform(0.0, min(LONGEST_DELAY, FIRST_DELAY * 2 ** min(failures, 10)))
            failures += 1
            log.warning("%s; next attempt in %.1f s", reason, delay)
            await asyncio.sleep(delay)

    async def _connect(self) -> ClientConnection:
        try:
            return await connect(self._url, max_size=MAX_FRAME_BYTES, close_timeout=CLOSE_TIMEOUT)
        except InvalidURI as mistake:
            raise RefusedError(str(mistake)) from mistake
        except InvalidStatus as answer:
            raise _refusal(answer) from answer
        except (OSError, asyncio.TimeoutError, InvalidHandshake) as failure:
            raise UnreachableError(f"no connection: {failure or type(failure).__name__}") from failure

    async def _converse(self, socket: ClientConnection, handler: Callable[[dict[str, Any]], Any]) -> None:
        with contextlib.suppress(ConnectionClosed):
            await _send(socket, "authentication", self._credentials)
            async for frame in socket:
                try:
                    content = json.loads(frame)
                except ValueError:
                    log.warning("a frame that is not JSON was ignored")
                    continue
                for message in content if isinstance(content, list) else [content]:
                    await self._take(socket, message, handler)

    async def _take(self, socket: ClientConnection, message: dict[str, Any], handler: Callable) -> None:
        kind, data = message.get("message_type"), message.get("data") or {}
        if kind in EVENTS:
            await self._deliver(socket, message, handler)
        elif kind == "heartbeat":
            await _send(socket, "heartbeat", {"client_time": _now()})
        elif kind == "authentication":
            if not data.get("success"):
                raise RefusedError(data.get("message", "authentication failed"))
            log.info("authenticated, %s alert(s) waiting", data.get("pending_acknowledgements", 0))
            await self._subscribe(socket)
        elif kind == "subscription_status":
            if not data.get("automatic"):
                self._awaiting_filters.discard(data.get("endpoint"))
            log.info("%s %s: %s", data.get("action"), data.get("endpoint"), data.get("message"))
        elif kind == "error" and data.get("error_code") == "WEBSOCKET_AUTH_ERROR":
            raise RefusedError(data.get("error", "authentication failed"))
        elif kind == "error":
            log.error("%s: %s", data.get("error_code"), data.get("error"))
        elif kind == "rate_limit_warning":
            log.warning("%s until %s", data.get("message"), data.get("reset_time"))

    async def _subscribe(self, socket: ClientConnection) -> None:
        # Opening the path has already subscribed it, without filters, and its snapshot is on the way. It is passed
        # over: the subscription with the filters sends it again, filtered.
        self._awaiting_filters = {endpoint for endpoint, filters in self._subscriptions.items() if filters}
        own_path = urlsplit(self._url).path
        for endpoint, filters in self._subscriptions.items():
            if filters or endpoint != own_path:
                await _send(socket, "subscribe", {"endpoint": endpoint, "room_id": None, "filters": dict(filters)})

    async def _deliver(self, socket: ClientConnection, message: dict[str, Any], handler: Callable) -> None:
        data, needs_ack = message["data"], message.get("requires_ack", False)
        if data.get("replayed") and not needs_ack and message.get("endpoint") in self._awaiting_filters:
            return
        # An alert has one id on whatever stream and however often it comes; anything else is known by its message.
        identity = (message["message_type"], data.get("alert_id") or message["message_id"])
        if identity not in self._handled:
            result = handler(message)
            if inspect.isawaitable(result):
                await result
            self._handled[identity] = None
            if len(self._handled) > REMEMBERED:
                self._handled.popitem(last=False)
        if needs_ack:
            await _send(socket, "acknowledge", {"message_id": message["message_id"]})


async def _send(socket: ClientConnection, kind: str, data: Mapping[str, Any]) -> None:
    await socket.send(json.dumps({"type": kind, "data": data}))


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _refusal(answer: InvalidStatus) -> Exception:
    """What a handshake answered by plain HTTP means: final, or worth another try, and when.

    Only the API's own 4xx is final (it says so in JSON). A server that is still starting says 404 for everything.
    """
    response = answer.response
    try:
        explanation = json.loads(response.body or b"")["error"]
    except (ValueError, KeyError, TypeError):
        explanation = None
    reason = f"HTTP {response.status_code}: {explanation or response.reason_phrase}"
    retry_after = response.headers.get("Retry-After")
    final = explanation and 400 <= response.status_code < 500 and response.status_code != 429 and not retry_after
    return RefusedError(reason) if final else UnreachableError(reason, _seconds(retry_after or "0"))


def _seconds(retry_after: str) -> float:
    """A Retry-After header, which is a number of seconds or a date, as seconds from now."""
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (TypeError, ValueError):
        return 0.0


def describe(message: Mapping[str, Any]) -> str:
    """An event in one line for people."""
    kind, data = message["message_type"], message["data"]
    room = data.get("room_name") or data.get("room_id") or "Home"
    if kind == "prediction_update":
        likely = f"{data['confidence_score'] * 100:.0f} %"
        return f"{room}: {data['transition_type']} in {data['time_until_human']} ({likely})"
    if kind == "room_state_update":
        return f"{room}: now {data['current_state']}"
    if kind == "accuracy_update":
        return f"{room}: accuracy {data['accuracy'] * 100:.0f} %"
    if kind == "alert_notification":
        return f"Alert ({data['severity']}): {data['message']}"
    if kind == "drift_notification":
        return f"{room}: {data['drift_severity']} drift"
    if kind == "training_progress":
        return f"{room}: training, {data['phase']}, {data['percent']:.0f} %"
    return f"System: {data['system_health']}"


def _stream(text: str) -> tuple[str, dict[str, Any]]:
    endpoint, _, filters = text.partition("=")
    parsed = json.loads(filters or "{}")
    if not endpoint.startswith("/ws/") or not isinstance(parsed, dict):
        raise ValueError(text)
    return endpoint, parsed


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Follow a home's predictions and alerts.",
                                     epilog="Without --key-file the key is read from ROOMCAST_API_KEY.")
    parser.add_argument("--url", default="ws://localhost:8766/ws/predictions")
    parser.add_argument("--key-file", type=Path, metavar="FILE", help="file that holds the API key")
    parser.add_argument("--stream", action="append", default=[], type=_stream, metavar="ENDPOINT[=FILTERS]",
                        help="""another stream, as /ws/alerts or '/ws/alerts={"severities": ["critical"]}'""")
    parser.add_argument("--room", action="append", default=[], help="only this room; may be repeated")
    parser.add_argument("--client-name", default="", help="name under which alerts are kept while this client is away")
    parser.add_argument("--resume", action="store_true", help="take up the subscriptions this client had last time")
    parser.add_argument("--min-confidence", type=float, metavar="0..1", help="only predictions at least this likely")
    parser.add_argument("--json", action="store_true", help="print whole messages, one JSON object a line")
    options = parser.parse_args()
    key = options.key_file.read_text() if options.key_file else os.environ.get("ROOMCAST_API_KEY", "")
    options.key = key.strip() or parser.error("no key: give --key-file or set ROOMCAST_API_KEY")
    return options


async def _follow(options: argparse.Namespace) -> None:
    subscriptions = {urlsplit(options.url).path: {}, **dict(options.stream)}
    if options.min_confidence is not None:
        for endpoint, filters in subscriptions.items():
            if endpoint.startswith(("/ws/predictions", "/ws/room/")):
                filters["min_confidence"] = options.min_confidence
    client = RoomcastClient(options.url, options.key, client_name=options.client_name, resume=options.resume,
                            subscriptions=subscriptions, rooms=options.room)
    show = json.dumps if options.json else describe
    task = asyncio.ensure_future(client.run(lambda message: print(show(message), flush=True)))
    with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt instead
        for signum in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(signum, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task


def main() -> int:
    """The command; 0 after Ctrl-C, 1 when the server refuses this client."""
    options = _arguments()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    logging.getLogger("websockets").setLevel(logging.WARNING)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_follow(options))
    except RefusedError as refusal:
        log.error("refused: %s", refusal)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
