"""The settings of one command: its options over the environment over `shelftalk.toml`."""

from __future__ import annotations

from pydantic import ValidationError

from assistant import Settings


class SettingsError(ValueError):
    """An option, an environment variable or a line of `shelftalk.toml` cannot be used."""


def settings_with(**options: object) -> Settings:
    """Settings in which the options that were given (are not None) win. Raises `SettingsError`."""
    try:
        return Settings(**{name: value for name, value in options.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        name = ".".join(str(part) for part in wrong["loc"])
        raise SettingsError(
            f"The setting {name} is {wrong['input']!r}: {wrong['msg']}. Change the option --{name.replace('_', '-')}, "
            f"the environment variable SHELFTALK_{name.upper()} or the line in shelftalk.toml."
        ) from error
