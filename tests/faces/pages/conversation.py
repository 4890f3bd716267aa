"""What the browser and the server of the explorer say to each other, so that a test knows when an answer is whole."""

from __future__ import annotations

from enum import Enum, auto

from playwright.sync_api import Page, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

STEP = 20
"""Milliseconds between two looks."""
_WHOLE = ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY
_CUT_SHORT = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN


class _State(Enum):
    ASKED = auto()
    ANSWERING = auto()
    ANSWERED = auto()


class Conversation:
    """The web socket of a page: each run of the script that the page asks for is answered to its end.

    The state that the page shows is not enough: between a click and the first sign of a new run it still says that
    nothing is running, for long on a busy machine. Nor is a run the answer if it leaves a part of the page that asks
    again and again: that is long work, with its progress.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self.begin()
        page.on("websocket", self._opened)

    def begin(self) -> None:
        """The page is about to be loaded anew: what was answered before no longer counts."""
        self._state = _State.ASKED
        self._asks_again = False
        self._long_work = False

    def wait_for_answer(self, patience: int) -> None:
        """Wait until the last run that was asked for has ended, at most ``patience`` milliseconds."""
        self._page.wait_for_timeout(STEP)
        for _ in range(patience // STEP):
            if self._state is _State.ANSWERED:
                return
            self._page.wait_for_timeout(STEP)
        raise AssertionError(f"the server has not answered within {patience / 1000} s")

    def _opened(self, socket: WebSocket) -> None:
        self.begin()
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, frame: bytes | str) -> None:
        if isinstance(frame, bytes) and BackMsg.FromString(frame).WhichOneof("type") == "rerun_script":
            self._state = _State.ASKED

    def _received(self, frame: bytes | str) -> None:
        if isinstance(frame, str):
            return
        message = ForwardMsg.FromString(frame)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._state = _State.ANSWERING
        elif kind == "auto_rerun":
            self._asks_again = True
        elif kind == "script_finished":
            self._finished(message.script_finished)

    def _finished(self, how: int) -> None:
        if how == _WHOLE:
            self._long_work = self._asks_again
        if how in (_WHOLE, _CUT_SHORT):
            self._asks_again = False
        whole = self._state is _State.ANSWERING and how != _CUT_SHORT and not self._long_work
        self._state = _State.ANSWERED if whole else _State.ASKED
