"""Discord's permission bits, as far as a bot that posts needs them."""

from enum import IntFlag


class May(IntFlag):
    """What somebody may do in a channel or guild: the bits of the API's permissions page."""

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38
    CREATE_EVENTS = 1 << 44
    PIN_MESSAGES = 1 << 51


NOTHING = May(0)
EVERYTHING = May((1 << 53) - 1)
READ = May.VIEW_CHANNEL | May.READ_MESSAGE_HISTORY | May.USE_APPLICATION_COMMANDS
USUAL = (
    READ
    | May.SEND_MESSAGES
    | May.SEND_MESSAGES_IN_THREADS
    | May.CREATE_PUBLIC_THREADS
    | May.EMBED_LINKS
    | May.ATTACH_FILES
    | May.ADD_REACTIONS
    | May.USE_EXTERNAL_EMOJIS
)
