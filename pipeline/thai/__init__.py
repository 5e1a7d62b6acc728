"""The Thai language: digits, numbers, Buddhist-era dates, baht text, counters, hygiene, tokens, words.

Nothing here knows about reports. Texts go in as plain ``str``, positions come out in characters of that
``str``. Modules that need PyThaiNLP (:mod:`~pipeline.thai.dictionary`, :mod:`~pipeline.thai.spelling`) load
it when first asked.
"""
