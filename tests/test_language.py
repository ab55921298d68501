"""Which language a text is in."""

import pytest

from extractors.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministry said on Friday that talks should resume as soon as possible.", "en"),
        ("王毅表示，中方支持和谈。", "zh"),
        ("耿爽表示，烏克蘭危機應當政治解決，中方願發揮建設性作用。", "zh"),
        ("За словами речниці, Китай підтримує переговори щодо України.", "uk"),
        ("По словам дипломата, Китай поддерживает переговоры по Украине.", "ru"),
        ("外相は記者会見で、停戦に向けた対話が必要だと述べた。これは日本語です。", "und"),
        (
            "Le ministre a déclaré que les pourparlers de paix doivent reprendre dans les meilleurs délais.",
            "und",
        ),
        ("", "und"),
    ],
)
def test_a_language_is_told_by_script_and_small_words(text, language):
    assert detect_language(text) == language


def test_a_hint_decides_where_the_text_says_nothing():
    assert detect_language("12:30", "zh") == "zh"
    assert detect_language("王毅表示，中方支持和谈。", "en") == "zh"
