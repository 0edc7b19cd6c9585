"""How the Gradio page looks: our style sheet on the plainest theme, and system fonts only."""

from inspect import signature
from typing import Any

import gradio as gr

_SANS = ("ui-sans-serif", "system-ui", "sans-serif")
_MONO = ("ui-monospace", "monospace")
_COLOURS = {
    "body_background_fill": "var(--paper)",
    "body_text_color": "var(--ink)",
    "body_text_color_subdued": "var(--soft)",
    "background_fill_primary": "var(--paper)",
    "background_fill_secondary": "var(--sheet)",
    "block_background_fill": "transparent",
    "block_border_width": "0px",
    "block_label_text_color": "var(--soft)",
    "block_title_text_color": "var(--soft)",
    "block_info_text_color": "var(--soft)",
    "border_color_primary": "var(--rule)",
    "border_color_accent": "var(--accent)",
    "color_accent": "var(--accent)",
    "color_accent_soft": "var(--same)",
    "input_background_fill": "var(--sheet)",
    "input_border_color": "var(--edge)",
    "input_border_color_focus": "var(--accent)",
    "input_placeholder_color": "var(--soft)",
    "button_primary_background_fill": "var(--accent)",
    "button_primary_background_fill_hover": "var(--accent)",
    "button_primary_text_color": "var(--accent-ink)",
    "button_secondary_background_fill": "transparent",
    "button_secondary_background_fill_hover": "var(--same)",
    "button_secondary_border_color": "var(--rule)",
    "button_secondary_text_color": "var(--ink)",
    "slider_color": "var(--accent)",
    "panel_background_fill": "transparent",
}
"""Gradio's own parts in our colours; tokens.css turns them dark with the system."""


def look() -> dict[str, Any]:
    """Theme, style sheet and head, as arguments of `Blocks.launch`."""
    theme = gr.themes.Base(font=_SANS, font_mono=_MONO, radius_size="sm", text_size="md")
    modes = {f"{name}_dark": value for name, value in _COLOURS.items()}
    known = signature(theme.set).parameters  # not every colour has a dark twin
    theme.set(**_COLOURS, **{name: value for name, value in modes.items() if name in known})
    return {
        "theme": theme,
        # Not as `css`: Gradio puts its container before each selector, so that none matches body.
        "head": '<link rel="stylesheet" href="/quoth/style.css">'
        '<script src="/quoth/page.js" defer></script>',
    }
