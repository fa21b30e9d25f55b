"""Every field of every record, changed in every direction: how grave that is, and in which words it is told."""
# ruff: noqa: E501 -- a case stays on its line

from pathlib import Path

import pytest
from mutations import changed, every, read, version

from policygen.changes import between, compare, gravity
from policygen.changes.table import table
from policygen.model.policy import FILES, Policy
from policygen.policy_json import PolicyJsonError, from_plain, to_plain

EVERYTHING = read("everything")
EXPECTED = Path(__file__).parent / "everything.txt"


def _told(old: Policy, new: Policy) -> list[str]:
    return [f"    {each.gravity}: {each.words}" for each in compare(old, new)]


def test_every_change_is_judged(request: pytest.FixtureRequest) -> None:
    """`--renew` writes the table anew, for a person to read the diff."""
    found = "\n".join(line for each in every(EVERYTHING) for line in (each.done, *_told(each.old, each.new))) + "\n"
    if request.config.getoption("--renew"):
        EXPECTED.write_text(found)
    assert found == EXPECTED.read_text(), "`./do renew`, and read the diff"


@pytest.mark.parametrize(
    ("path", "value", "words", "grave"),
    [
        ("cookies.items.visit.duration", "13 months", "Cookie `_visit_*`: 30 minutes after your last activity -> 13 months", "material"),
        ("cookies.items.choice.duration", "1 month", "Local storage entry `choice*`: 6 months -> 1 month", "minor"),
        ("cookies.items.visit.provider", "shop", "Cookie `_visit_*`, provider: visitor counting firms -> Everything Shop Ltd", "material"),
        ("cookies.items.hj", {"id": "hj", "name": "_hj*", "category": "counting", "duration": "1 year"}, "New cookie: `_hj*`, Counting, 1 year", "material"),
        ("cookies.items.cart", {"id": "cart", "name": "cart", "category": "needed"}, "New cookie: `cart`, Needed", "minor"),
        ("cookies.items.visit", None, "Removed: cookie `_visit_*`", "minor"),
        ("cookies.items.visit.purpose", "Counts the visits you make.", "Cookie `_visit_*`, purpose: Counts your visits. -> Counts the visits you make.", "editorial"),
        ("cookies.categories.needed.consent", "required", "Cookie category “Needed”, consent: people are not asked -> people are asked", "material"),
        ("third_parties.third_parties.new", {"id": "new", "name": "X", "role": "processor", "countries": ["US"], "transfers": [{"country": "US", "mechanism": "standard-contractual-clauses"}]},
         "New recipient: X, processor, United States, safeguard: standard contractual clauses", "material"),
        ("third_parties.third_parties.courier.transfers.US.mechanism", "derogation",
         "Recipient “Swift Couriers Inc”, transfers, “United States”, safeguard: UK International Data Transfer Agreement -> an exception for specific situations", "material"),
        ("third_parties.third_parties.courier.countries", ["GB"], "Recipient “Swift Couriers Inc”, countries: no longer United States", "minor"),
        ("third_parties.transfers", None, "Recipients, transfers: no longer stated (it was: none)", "material"),
        ("purposes.purposes.orders.recipients", ["courier", "counters"], "Purpose “Deliver orders”, recipients: now also visitor counting firms", "material"),
        ("purposes.purposes.adverts.recipients", ["counters"], "Purpose “Send adverts”, recipients: none -> visitor counting firms", "material"),
        ("purposes.purposes.orders.bases.interest", {"basis": "interest"}, "Purpose “Deliver orders”, legal bases: now also Legitimate interests", "material"),
        ("purposes.purposes.adverts.bases.interest.legitimate_interest", "selling more", "Purpose “Send adverts”, legal bases, “Legitimate interests”, legitimate interest: telling customers of similar goods -> selling more", "material"),
        ("legal_bases.bases.contract.code", "gdpr:6-1-f", "Legal basis “Contract”: Article 6(1)(b) GDPR -> Article 6(1)(f) GDPR", "material"),
        ("data.categories.address.label", "Where you live", "Kind of data “Where you live”, label: Your address -> Where you live", "editorial"),
        ("data.categories.address.items", ["town", "street", "county"], "Kind of data “Your address”, what belongs to it: now also county", "material"),
        ("retention.rules.orders.period", "7 years", "Retention rule “orders”: 6 years -> 7 years", "material"),
        ("retention.rules.orders.period", "5 years", "Retention rule “orders”: 6 years -> 5 years", "minor"),
        ("retention.rules.orders.period", "72 months", "Retention rule “orders”: 6 years -> 72 months", "editorial"),
        ("retention.rules.orders.period", {"until": "you close your account"}, "Retention rule “orders”: 6 years -> until you close your account", "material"),
        ("rights.rights.access", None, "Removed: right “Get a copy”", "material"),
        ("rights.rights.erasure", {"id": "erasure"}, "New right: erasure", "minor"),
        ("rights.response_time", "3 months", "Rights, response time: 1 month -> 3 months", "material"),
        ("rights.objection.marketing", "conditional", "Rights, objection, to advertising: absolute -> conditional", "material"),
        ("site.controllers.shop.legal_name", "Other Shop Ltd", "Controller “Other Shop Ltd”, legal name: Everything Shop Ltd -> Other Shop Ltd", "material"),
        ("site.controllers.shop.legal_name", "EVERYTHING SHOP LTD.", "Controller “EVERYTHING SHOP LTD.”, legal name: Everything Shop Ltd -> EVERYTHING SHOP LTD.", "editorial"),
        ("site.controllers.shop.contact.phone", "+44 1", "Controller “Everything Shop Ltd”, contact, phone: +44 1632 960001 -> +44 1", "minor"),
        ("site.jurisdictions", ["eu", "uk"], "Site, laws it answers to: in another order", "editorial"),
    ],
)  # fmt: skip
def test_a_change_is_told_in_words(path: str, value: object, words: str, grave: str) -> None:
    assert [(each.words, each.gravity) for each in compare(EVERYTHING, changed(EVERYTHING, path, value))] == [
        (words, grave)
    ]


@pytest.mark.parametrize("path", [f"{row['list']}.{row['field']}" for row in table()["apart"]])
def test_what_names_a_version_is_no_change_of_it(path: str) -> None:
    try:
        assert compare(EVERYTHING, changed(EVERYTHING, path, None)) == ()
    except PolicyJsonError:
        assert compare(EVERYTHING, changed(EVERYTHING, path, "9.9.9")) == ()


def test_an_equal_policy_has_not_changed() -> None:
    assert compare(EVERYTHING, read("everything")) == ()
    assert gravity(()) is None


def test_another_id_is_no_change() -> None:
    """Each record gets another id, and keeps the old one as an alias; references follow."""
    old = EVERYTHING
    files = {stem: getattr(old, stem) for stem in FILES}
    assert all(files.values())
    data = _renamed(old)
    assert compare(old, data) == ()
    assert between(version(old), version(data)).asked[0].reasons == ("it is new",)


def _renamed(policy: Policy) -> Policy:
    ids = {
        "orders",
        "adverts",
        "address",
        "health",
        "courier",
        "counters",
        "shop",
        "contract",
        "consent",
        "interest",
        "law",
    }
    ids |= {"explicit", "needed", "counting", "counter", "choice", "visit", "last-order", "rest", "warehouse", "credit"}

    def walk(value: object, key: str = "") -> object:
        if isinstance(value, dict):
            inner = {name: walk(each, name) for name, each in value.items()}
            return inner | ({"aliases": [value["id"]]} if value.get("id") in ids else {})
        if isinstance(value, list):
            return [walk(each, key) for each in value]
        return (
            f"{value}-now"
            if value in ids and key not in {"name", "channels", "type", "promises", "legal_form"}
            else value
        )

    plain = to_plain(policy)
    facts = {stem: walk(each) for stem, each in plain.items() if stem in FILES and stem != "policy"}
    for item in facts["cookies"]["items"]:  # type: ignore[index]
        item["purpose_type"] = item["purpose_type"].removesuffix("-now")
    return from_plain({**plain, **facts})


def test_an_id_that_goes_without_an_alias_is_another_record() -> None:
    new = changed(EVERYTHING, "cookies.items.visit.id", "visitor")
    words = "New cookie: `_visit_*`, Counting, 30 minutes after your last activity, provider: visitor counting firms"
    assert [each.words for each in compare(EVERYTHING, new)] == [words, "Removed: cookie `_visit_*`"]


def test_what_an_item_has_from_its_service_is_its_own() -> None:
    assert compare(EVERYTHING, changed(EVERYTHING, "cookies.items.visit.provider", "counters")) == ()
    new = changed(EVERYTHING, "cookies.services.counter.provider", "shop")
    assert [each.words for each in compare(EVERYTHING, new)] == [
        "Service “Visit Counter”, provider: visitor counting firms -> Everything Shop Ltd",
        "Cookie `_visit_*`, provider: visitor counting firms -> Everything Shop Ltd",
    ]


def test_a_claim_that_is_gone_is_material() -> None:
    def claiming(prose: str) -> Policy:
        pages = tuple(page.model_copy(update={"prose": prose}) for page in EVERYTHING.pages[:1])
        return EVERYTHING.model_copy(update={"pages": pages})

    old, new = claiming("We [never profile you]{claim=no_profiling}."), claiming("We never profile you.")
    assert [(each.words, each.gravity) for each in compare(old, new)] == [
        ("Page “Privacy”, text: 2 words added, 2 words removed", "editorial"),
        ("Pages, sentences held against the facts: no longer “people are not profiled”", "material"),
    ]


def test_whoever_is_asked_again_is_asked_for_a_material_change() -> None:
    asking = 0
    for each in every(EVERYTHING):
        if not each.done.startswith("purposes.purposes"):  # A manifest needs the purposes that it refers to.
            verdict = between(version(each.old), version(each.new))
            assert verdict.gravity == "material" or not verdict.asked, each.done
            asking += bool(verdict.asked)
    assert asking > 20


def test_each_row_of_the_table_decides_something_there_is() -> None:
    lists = (
        {f"{stem}.{key}" for stem, model in FILES.items() for key in model.model_fields} | set(FILES) | {"pages", "*"}
    )
    for row in table()["rows"]:
        assert row["list"] in lists
        assert row["reason"].endswith((".", ".)"))
