"""What a draft owes to the release that it follows: another number, dates to come, and word of what it changes."""

from collections.abc import Iterator

from policygen import changes
from policygen.rule import Before, Case, Found, rule
from policygen.wording import day


@rule("VER-frozen")
def frozen(case: Case) -> Iterator[Found]:
    """What was in force under a number stays what it was, or nobody can prove what people were told. Other words, even
    a mended comma, are another version.
    """
    edition = case.policy.policy
    if case.before and edition.version in case.before.numbers:
        verdict = case.before.verdict
        least = changes.least_version(verdict.old, verdict.gravity or "editorial")
        yield Found(
            (edition, "version"),
            f"Version {edition.version} has been released, and the content says something else now.",
            f"Make it {least} at least, since {_because(case.before)}." if least else "Give it another number.",
            "policy",
        )


@rule("VER-number")
def step(case: Case) -> Iterator[Found]:
    """The number tells readers how much has changed: the first part grows when it matters to them, the second when a
    fact is another one, the third when only words are. A number that grows too little plays the change down.
    """
    edition = case.policy.policy
    if not case.before or not edition.version or edition.version in case.before.numbers:
        return
    verdict = case.before.verdict
    least = changes.least_version(verdict.old, verdict.gravity or "editorial")
    if least and not changes.suffices(verdict.old, edition.version, verdict.gravity or "editorial"):
        yield Found(
            (edition, "version"),
            f"Version {edition.version} is too small a step from {verdict.old}, since {_because(case.before)}.",
            f"Make it {least} at least. `policygen diff` shows each change.",
            "policy",
        )


@rule("VER-past")
def past(case: Case) -> Iterator[Found]:
    """Nobody can have acted on a notice before it was there. A new version therefore begins today at the earliest, and
    not before the one that it follows.
    """
    edition = case.policy.policy
    if not case.before or edition.effective is None:
        return
    if edition.effective < case.before.effective:
        yield Found(
            (edition, "effective"),
            f"It takes effect on {day(edition.effective)}, and version {case.before.verdict.old} on "
            f"{day(case.before.effective)}.",
            "Let it take effect after the version that it follows.",
            "policy",
        )
    elif edition.effective < case.today:
        yield Found(
            (edition, "effective"),
            f"It takes effect on {day(edition.effective)}, which is past, and has not been released.",
            "Write the day on which it will take effect, today at the earliest.",
            "policy",
        )


@rule("VER-classify")
def classified(case: Case) -> Iterator[Found]:
    """Readers go by what the firm says of a change. One that matters to them, and is called a matter of words, is kept
    from them (WP260, para 29: a change of purpose or of who is responsible always matters).
    """
    edition, before = case.policy.policy, case.before
    if not before or before.verdict.gravity is None:
        return
    change, found = edition.change, before.verdict.gravity
    if change is None:
        yield Found(
            (edition, "version"),
            f"This version does not say what it changes, and {_because(before)}.",
            f"Add `change` with `kind: {found}` and a `summary` for readers.",
            "policy",
        )
    elif not changes.claimed_enough(change.kind, found):
        yield Found(
            (change, "kind"),
            f"The change is called {change.kind}, and {_because(before)}.",
            f"Write `kind: {found}`. `policygen diff` shows each change, and why it counts.",
            "change",
        )


@rule("VER-13-3")
def another_use(case: Case) -> Iterator[Found]:
    """Whoever wants to use data for something new has to tell people before it begins (Article 13(3)), with all that
    the new purpose needs. A page that changes silently is no telling.
    """
    edition = case.policy.policy
    if not case.before or (edition.change and edition.change.notice):
        return
    for each in case.before.verdict.changes:
        if each.list == "purposes.purposes" and not each.field and each.old is None:
            yield Found(
                (edition, "version"),
                f"“{each.called}” is a new purpose, and nothing says how people are told before it begins.",
                "Add `notice` under `change`: the `method`, and the day (`on`).",
                each.id,
            )


@rule("VER-reconsent")
def asked_again(case: Case) -> Iterator[Found]:
    """Consent was given for what the page said then. Whatever is added or widened needs a new one (EDPB 05/2020, para
    110), so with this version front ends ask people again about these categories. Release it when that is meant.
    """
    cookies = case.policy.cookies
    for asked in case.before.verdict.asked if case.before and cookies else ():
        category = next(each for each in cookies.categories if each.id == asked.category) if cookies else None
        if category:
            yield Found(
                (category, "id"),
                f"People will be asked again about “{category.label}”: {'; '.join(asked.reasons)}.",
                "Check that this is meant, and waive this rule for the category, or take the widening back.",
            )


def _because(before: Before) -> str:
    """What speaks for the gravity of a change: the first of the changes that are as grave as all together."""
    verdict = before.verdict
    gravest = [each for each in verdict.changes if each.gravity == verdict.gravity]
    if not gravest:
        return "a number stands for one version"
    more = f", and {len(gravest) - 1} more like it" if len(gravest) > 1 else ""
    return f"it has {_A[gravest[0].gravity]} change ({gravest[0].words}{more})"


_A = {"material": "a material", "minor": "a minor", "editorial": "an editorial"}


RULES = (frozen, step, past, classified, another_use, asked_again)
"""The number and the day; how grave the change is; who must be told, and who asked."""
