"""The web front and the HTTP routes in one process, as Streamlit starts them."""

import os

import streamlit as st

from ui.http.routes import routes_under

BASE_PATH = "POLISEARCH_BASE_PATH"

app = st.App("app.py", routes=routes_under(os.environ.get(BASE_PATH, "")))
