"""What people are filling in, so that a restart of the bot loses no answer."""

import json

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.forms import KEPT, Filling
from bot.store.dialect import upsert
from bot.store.tables import fillings


class FillingsTransaction:
    """Implements forms.Fillings for one chat."""

    def __init__(self, connection: AsyncConnection, chat_id: int) -> None:
        self.connection = connection
        self.chat_id = chat_id

    async def get(self, person: str) -> Filling | None:
        row = (await self.connection.execute(select(fillings).where(self._of(person)))).one_or_none()
        if row is None:
            return None
        answers, offered = json.loads(row.answers)
        return Filling(row.key, row.form, row.about, answers, row.asked, row.touched, row.message, offered)

    async def keep(self, person: str, filling: Filling) -> None:
        await self.connection.execute(delete(fillings).where(fillings.c.touched < filling.touched - KEPT))
        values = {
            "key": filling.key,
            "form": filling.form,
            "about": filling.about,
            "answers": json.dumps([filling.answers, filling.offered], ensure_ascii=False),
            "asked": filling.asked,
            "touched": filling.touched,
            "message": filling.message,
        }
        row = upsert(fillings, self.connection).values(chat_id=self.chat_id, person=person, **values)
        await self.connection.execute(row.on_conflict_do_update(index_elements=["chat_id", "person"], set_=values))

    async def drop(self, person: str) -> None:
        await self.connection.execute(delete(fillings).where(self._of(person)))

    def _of(self, person: str) -> ColumnElement[bool]:
        return (fillings.c.chat_id == self.chat_id) & (fillings.c.person == person)


async def posed(connection: AsyncConnection, key: str, message: str) -> None:
    """The question of that filling is the chat's message of that id."""
    await connection.execute(update(fillings).where(fillings.c.key == key).values(message=message))
