"""A window of the front, without a browser: what it is sent, and what is pressed in it."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

SECONDS = 60


class Refused(Exception):
    """The front opened no window."""


@dataclass(slots=True)
class Window:
    """A screen that is shown: its HTML, its buttons by key, and the name of the window."""

    connection: ClientConnection
    html: str = ""
    name: str = ""
    buttons: dict[str, str] = field(default_factory=dict)

    def run(self, screen: str, press: str = "") -> None:
        """Draw a screen, as after pressing the button of this id."""
        asked = BackMsg()
        asked.rerun_script.page_name = screen
        if press:
            state = asked.rerun_script.widget_states.widgets.add()
            state.id, state.trigger_value = press, True
        self.connection.send(asked.SerializeToString())
        self.html, self.buttons = "", {}
        for message in self._until_drawn():
            self._see(message)

    def _see(self, message: Any) -> None:
        if message.WhichOneof("type") == "new_session":
            self.name = message.new_session.initialize.session_id or self.name
        if message.WhichOneof("type") == "delta":
            element = message.delta.new_element
            if element.WhichOneof("type") == "html":
                is_text = not element.html.body.startswith(("<style", "<script"))
                self.html += element.html.body if is_text else ""
            elif element.WhichOneof("type") == "button":
                self.buttons[element.button.id.rpartition("-")[2]] = element.button.id

    def _until_drawn(self) -> Iterator[Any]:
        while True:
            data = self.connection.recv(timeout=SECONDS)
            message = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
            yield message
            if message.WhichOneof("type") == "script_finished":
                return


@contextmanager
def opened(
    site: str, screen: str = "", headers: Mapping[str, str] | None = None
) -> Iterator[Window]:
    """A screen, opened as by a browser that sends these headers; raises Refused."""
    place, given = urlsplit(site), dict(headers or {})
    with ExitStack() as stack:
        try:
            connecting = connect(
                f"ws://{given.pop('Host', place.netloc)}{place.path}_stcore/stream",
                address=(place.hostname, place.port),
                subprotocols=[Subprotocol("streamlit")],
                origin=Origin(given.pop("Origin")) if "Origin" in given else None,
                additional_headers=given,
                max_size=None,
                proxy=None,
                open_timeout=SECONDS,
            )
            window = Window(stack.enter_context(connecting))
        except InvalidStatus as error:
            raise Refused(str(error.response.status_code)) from error
        window.run(screen)
        yield window
