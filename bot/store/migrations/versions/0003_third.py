"""What came after the second version: a function a purpose."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    pass
