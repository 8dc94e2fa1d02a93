"""What is kept, in SQLite or PostgreSQL.

SQLAlchemy's asynchronous engine brings the sessions of its ORM along, and these the whole ORM: 6 MB and a tenth of each
start, of which nothing here is used. Empty modules stand in for the two that would ask for it.
"""

import sys
from types import ModuleType


class _Unused(ModuleType):
    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return object


for _name in ("session", "scoping"):
    sys.modules.setdefault(f"sqlalchemy.ext.asyncio.{_name}", _Unused(_name))
