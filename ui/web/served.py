"""The web front and the HTTP routes in one process, as Streamlit starts them."""

import streamlit as st
from starlette.middleware import Middleware

from ui.http.failing import HANDLERS
from ui.http.headers import Headers, screen_policy
from ui.http.hosts import Hosts
from ui.http.limits import Limits
from ui.http.place import base_path
from ui.http.routes import routes_under
from ui.http.uploading import ADMITTED, Uploading
from ui.http.windows import Windows
from ui.opened import served_library
from ui.settings import read_settings
from ui.web.scripts import checksums
from ui.web.sent_files import bounds, held

routes = routes_under(base_path())

app = st.App(
    "app.py",
    routes=routes,
    middleware=[
        Middleware(Headers, ours=routes, policy=screen_policy(checksums())),
        Middleware(
            Hosts,
            served_at=str(st.get_option("server.address") or ""),
            named=read_settings(served_library()).hosts,
        ),
        Middleware(Limits, base=base_path()),
        Middleware(Windows),
        Middleware(Uploading, admitted=ADMITTED, bounds=bounds, held=held),
    ],
    exception_handlers=HANDLERS,
)
