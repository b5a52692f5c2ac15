"""Categories by another name than their key, as `Category` reads them: official names, short ones.

They are looked for where a row has no key, so that keys alone cost nothing.
"""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw

from badgerules.vocabulary import CATEGORY_NAMES, Category

CATEGORIES = {"contracts": "category", "talents": "vetting_category"}
"""The column of each frame that holds one of the twelve categories."""

_KEYS = [category.value for category in Category]
_NAMES = {
    spelled: category.value
    for name, category in CATEGORY_NAMES.items()
    for spelled in (name, name.replace(" & ", " and "))
}
"""The other names of categories as `Category` reads them, in small letters."""


def is_other_name(column: str) -> nw.Expr:
    """Return whether a column has another name of a category than its key; null has none."""
    text = nw.col(column).fill_null("")
    return _lowered(column).is_in([*_NAMES]) & ~text.str.contains("[^\\x00-\\x7f]")


def with_keys(frame: nw.LazyFrame[Any], column: str) -> nw.LazyFrame[Any]:
    """Return a frame whose categories are keys, whichever names they have."""
    key: nw.Expr = nw.col(column)
    for category in Category:
        names = [name for name, own in _NAMES.items() if own == category.value]
        key = nw.when(_lowered(column).is_in(names)).then(nw.lit(category.value)).otherwise(key)
    is_key = nw.col(column).is_in(_KEYS)
    return frame.with_columns(nw.when(is_key).then(nw.col(column)).otherwise(key).alias(column))


def has_other_names(frame: nw.LazyFrame[Any], column: str) -> bool:
    """Tell whether a column has a category that is no key."""
    words = frame.select(column)
    other = words.filter(~nw.col(column).is_null(), ~nw.col(column).is_in(_KEYS))
    return bool(other.head(1).collect().rows())


def _lowered(column: str) -> nw.Expr:
    return nw.col(column).fill_null("").str.to_lowercase()
