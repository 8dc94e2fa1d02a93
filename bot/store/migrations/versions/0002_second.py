"""What came after the first version: see the functions, one a purpose."""

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    pass
