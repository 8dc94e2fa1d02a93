"""Telegram, by PTB.

PTB reads in httpx for a request class of its own, 3 MB; request.py stands in its place, so that one is left out.
"""

import sys
from types import ModuleType


class _Unused:
    pass


_module = ModuleType("telegram.request._httpxrequest")
vars(_module)["HTTPXRequest"] = _Unused
sys.modules.setdefault(_module.__name__, _module)
