"""A table in the columns of the Open Cookie Database, as CSV (RFC 4180) that no spreadsheet takes for formulas."""

import csv
import io
import uuid

from policygen.outputs.exports import languages
from policygen.outputs.exports.client import Exporter, Loss, Written
from policygen.outputs.exports.stock import Category, Item, Stock
from policygen.outputs.exports.texts import within

_ID, _NAME = "open-cookie-database", "Open Cookie Database"
_COLUMNS = (
    "ID", "Platform", "Category", "Cookie / Data Key name", "Domain", "Description", "Retention period",
    "Data Controller", "User Privacy & GDPR Rights Portals", "Wildcard match",
)  # fmt: skip
_CATEGORIES = {
    "session": "Functional", "authentication": "Functional", "load-balancing": "Functional", "basket": "Functional",
    "payment": "Functional", "consent": "Functional", "support": "Functional", "security": "Security",
    "preferences": "Personalization", "personalisation": "Personalization", "analytics": "Analytics",
    "measurement": "Analytics", "research": "Analytics", "advertising": "Marketing", "social": "Marketing",
}  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def _write(stock: Stock) -> Written:
    by_id = {each.id: each for each in stock.categories}
    rows, losses = list[tuple[str, ...]](), list[Loss]()
    for item in stock.items:
        reason = _reason(item)
        if reason:
            losses.append(Loss(_ID, item.id, item.category, *reason))
        else:
            rows.append(_row(item, by_id.get(item.category or ""), stock))
            if _guarded(item.name) != item.name:
                words = f"{_NAME} has an apostrophe before the name `{item.name}`, lest a spreadsheet compute it."
                losses.append(
                    Loss(_ID, item.id, item.category, words, "Take the apostrophe away where a program reads it.")
                )
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows(tuple(map(_guarded, row)) for row in rows)
    losses += languages.alone(stock, _ID, _NAME)
    return Written({"open-cookie-database.csv": text.getvalue().encode()}, tuple(losses))


def _reason(item: Item) -> tuple[str, str] | None:
    if not item.pattern.literal and item.pattern.prefix is None:
        words = f"{_NAME} knows exact names and beginnings of names only, and so leaves out `{item.name}`."
        return words, "Add a row by hand, where the names are known."
    return None


def _row(item: Item, category: Category | None, stock: Stock) -> tuple[str, ...]:
    service, provider = stock.services.get(item.service or ""), stock.provider_of(item)
    label = service.label if service else None
    return (
        str(uuid.uuid5(uuid.NAMESPACE_URL, f"{stock.url}#cookie-{item.id}")),
        within(label, stock.language, stock) if label else provider.name if provider else stock.site,
        _CATEGORIES.get(item.purpose_type or "") or _by_category(category),
        item.name if item.pattern.literal else item.pattern.prefix or "",
        ", ".join(item.hosts),
        within(item.purpose, stock.language, stock) if item.purpose else "",
        within(item.lasts, stock.language, stock) if item.lasts else "",
        provider.name if provider else "",
        (provider.privacy_url if provider else None) or stock.policy_url,
        "0" if item.pattern.literal else "1",
    )


def _by_category(category: Category | None) -> str:
    """Where nobody has said what an item is used for, what its category grants tells."""
    if category is None:
        return ""
    if any(each.startswith("ad_") for each in category.google):
        return "Marketing"
    if "analytics_storage" in category.google:
        return "Analytics"
    return "Functional" if category.choice == "always" else ""


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


EXPORTER = Exporter(
    _ID,
    _NAME,
    "2026",
    ("Every item as a row, in the columns of that database, for auditors and their programs.",),
    _write,
    asks=False,
    orphans=True,
)
