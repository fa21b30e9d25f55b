"""The consent clients of the shop: where their pages are, how they ask, and what people press."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page


def _nothing(_: Page) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Client:
    """A client, by selectors in its page.

    Attributes:
        package: its name in npm; none for our own module.
        banner: what is seen while it asks.
        mix: agree to analytics, and refuse the rest.
        asked: the categories that it asks about, where it can ask about some only.

    """

    id: str
    name: str
    package: str | None
    banner: str
    accept: str
    refuse: str
    mix: Callable[[Page], None]
    asked: Callable[[Page], tuple[str, ...]] = _nothing

    @property
    def path(self) -> str:
        return f"/{self.id}/"


def _run(script: str) -> Callable[[Page], None]:
    """Do by the client's own means what people do in its settings."""

    def press(page: Page) -> None:
        page.evaluate(script)

    return press


def _boxes(selector: str, attribute: str) -> Callable[[Page], tuple[str, ...]]:
    script = f"boxes => boxes.map(box => box.getAttribute('{attribute}'))"
    return lambda page: tuple(page.locator(selector).evaluate_all(script))


def _tick(form: str, box: str, button: str) -> Callable[[Page], None]:
    def press(page: Page) -> None:
        page.locator(f"{form} {box}").evaluate("box => { box.checked = true; }")
        page.locator(f"{form} {button}").evaluate("button => button.click()")

    return press


_KLARO = """() => {
    const manager = klaro.getManager();
    for (const {name, required} of manager.config.services)
        manager.updateConsent(name, required || name.startsWith("analytics_"));
    manager.saveAndApplyConsents();
}"""
_HMCTS = """() => {
    const answers = {preferences: "off", analytics: "on", marketing: "off"};
    document.cookie = `consent_choice-1=${JSON.stringify(answers)}; Path=/; Secure`;
    location.reload();
}"""
"""What the client's form would write; a page without one has no other way."""
_OREJIME = """() => {
    for (const each of ["preferences", "analytics", "marketing", "social"])
        orejime.manager.setConsent(each, each === "analytics");
}"""
_TARTEAUCITRON = """() => {
    for (const key of tarteaucitron.job) tarteaucitron.setConsent(key, key.startsWith("_analytics_"));
}"""

CLIENTS = (
    Client(
        "policygen", "our module", None, "#choices", "#choices [value=all]", "#choices [value=none]",
        _tick("#choices", "[name=analytics]", "[value=chosen]"), _boxes("#choices input", "name"),
    ),
    Client(
        "vanilla-cookieconsent", "vanilla-cookieconsent", "vanilla-cookieconsent",
        "#cc-main .cm", "#cc-main .cm [data-role=all]", "#cc-main .cm [data-role=necessary]",
        _run("""() => import("/npm/vanilla-cookieconsent/dist/cookieconsent.esm.js")
            .then(client => client.acceptCategory(["analytics"]))"""),
    ),
    Client(
        "klaro", "Klaro", "klaro", ".klaro .cookie-notice", ".klaro .cm-btn-success", ".klaro .cn-decline", _run(_KLARO)
    ),
    Client(
        "hmcts", "@hmcts/cookie-manager", "@hmcts/cookie-manager",
        ".cookie-banner", ".cookie-banner-accept-button", ".cookie-banner-reject-button", _run(_HMCTS),
    ),
    Client(
        "hds", "Helsinki Design System", "hds-js",
        "#hds-cc .hds-cc__heading", "#hds-cc [data-approved=all]", "#hds-cc [data-approved=required]",
        _tick("#hds-cc", "input[data-group=analytics]", "[data-approved=selected]"),
        _boxes("#hds-cc input[data-group]:not(:checked):not(:disabled)", "data-group"),
    ),
    Client(
        "orejime", "Orejime", "orejime",
        ".orejime-Banner", ".orejime-Banner-saveButton", ".orejime-Banner-declineButton", _run(_OREJIME),
    ),
    Client(
        "tarteaucitron", "tarteaucitron", "tarteaucitronjs",
        "#tarteaucitronAlertBig", "#tarteaucitronPersonalize2", "#tarteaucitronAllDenied2", _run(_TARTEAUCITRON),
    ),
)  # fmt: skip
