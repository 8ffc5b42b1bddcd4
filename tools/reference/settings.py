"""`docs/reference/settings.md`: what `Settings` declares."""

from __future__ import annotations

from wellsourced.settings import PREFIX, Settings

from .wording import page, table

LEAD = """\
In the environment, or in a TOML file: the one named by `--config`, else `config.toml` in your user
configuration folder, where there is one. An option of a command stands over the environment, the
environment over the file. A key that is not listed here is refused."""


def settings_page() -> str:
    """The page."""
    rows = [
        (
            f"`{name}`",
            f"`{PREFIX}{name.upper()}`",
            field.description or "",
            f"`{field.default}`" if field.default_factory is None else "see meaning",
        )
        for name, field in Settings.model_fields.items()
    ]
    return page(
        "Settings", LEAD, table(("key in the file", "in the environment", "meaning", "default"), rows)
    )
