"""Where people complain: to the controller, and to the authority."""

from collections.abc import Iterator

from policygen import durations
from policygen.model.rights import Authority, ControllerComplaints
from policygen.rule import Case, Found, Spot, rule
from policygen.rules import limits, reach, undeclared, vocabulary
from policygen.rules.rights import listed

_AREAS = {"uk": "the United Kingdom", "eu": "the European Union", "fr": "France"}
_OVERSEEN_BY = {"eu": {"eu", "fr"}, "fr": {"eu", "fr"}}
"""Any authority of a member state takes complaints about the Union’s law."""

_ANSWER = durations.Span(days=30)


@rule("GDPR-13-2-d-authority")
def authority(case: Case) -> Iterator[Found]:
    """People can complain to the authority that oversees the law, and the notice must say so and say where. In the
    United Kingdom that is the Information Commission (ICO); in the Union one authority of a member state is enough.
    """
    for law in (each for each in case.policy.site.jurisdictions if each in _AREAS):
        known = [each for each in _authorities(case) if each.jurisdiction in _OVERSEEN_BY.get(law, {law})]
        if not any(each.url or each.phone or each.post for each in known):
            yield Found(
                (known[0], "name") if known else _complaints(case, "authorities"),
                f"The notice does not say how people reach “{known[0].name}” to complain."
                if known
                else f"The right to complain to an authority in {_AREAS[law]} is missing.",
                f"Add to `authorities` one with `jurisdiction: {law}`, its `name`, and its `url`, `phone` or `post`.",
                f"authority-{law}",
            )


def _authorities(case: Case) -> tuple[Authority, ...]:
    complaints = case.policy.rights.complaints if case.policy.rights else None
    return complaints.authorities if complaints else ()


def _own(case: Case) -> ControllerComplaints | None:
    complaints = case.policy.rights.complaints if case.policy.rights else None
    return complaints.controller if complaints else None


def _complaints(case: Case, key: str) -> Spot:
    complaints = case.policy.rights.complaints if case.policy.rights else None
    return (complaints, key) if complaints else undeclared.spot(case.policy, "rights", "complaints")


@rule("UK-13-2-ca-complaint")
def to_controller(case: Case) -> Iterator[Found]:
    """Since 19 June 2026 the notice has to tell people that they have the right to complain to the controller itself,
    and not only to the Information Commission. An address alone does not tell them that it is a right.
    """
    if not listed(case.policy, "complain-to-controller"):
        yield Found(
            undeclared.spot(case.policy, "rights", "rights"),
            "The right to complain to you is missing.",
            "Add `- id: complain-to-controller` to the rights.",
            "complain-to-controller",
        )


@rule("UK-164A-channel")
def electronic(case: Case) -> Iterator[Found]:
    """Controllers must make complaining easy, such as by a form that can be filled in online. The regulator takes an
    e-mail address for enough, provided that it works.
    """
    if not any(kind in reach.ELECTRONIC for kind in _working(case)):
        yield Found(
            _channels(case),
            "There is no electronic way to complain to you that works.",
            "Add to `channels` one with `kind: email` or `kind: form`.",
            "complaints",
        )


@rule("UK-164A-other")
def by_other_means(case: Case) -> Iterator[Found]:
    """The law wants an electronic way and others too, since not everybody is online: post, telephone, or a desk where
    somebody listens.
    """
    ways = _working(case)
    if ways and all(kind in reach.ELECTRONIC for kind in ways):
        yield Found(
            _channels(case),
            "People can complain to you by electronic means only.",
            "Add to `channels` one with `kind: post`, `phone` or `in-person`.",
            "complaints",
        )


def _working(case: Case) -> list[reach.Kind]:
    own = _own(case)
    return [each.kind for each in own.channels if reach.fault(each.kind, each.value) is None] if own else []


def _channels(case: Case) -> Spot:
    own = _own(case)
    return (own, "channels") if own else _complaints(case, "controller")


@rule("UK-164A-ack")
def acknowledged(case: Case) -> Iterator[Found]:
    """A complaint must be acknowledged within 30 days, looked into without undue delay, and its outcome told. People
    who know this can tell whether they have been forgotten.
    """
    own = _own(case)
    late = not (own and limits.kept(own.acknowledge_within, _ANSWER))
    missing = ["that a complaint is acknowledged within 30 days"] if late else []
    missing += [] if own and own.outcome else ["that people are told its outcome"]
    if missing:
        yield Found(
            (own, "acknowledge_within" if late else "outcome") if own else _complaints(case, "controller"),
            f"The notice does not say {' and '.join(missing)}.",
            "Write under `controller` both `acknowledge_within: 30 days`, or fewer, and `outcome`: what you do, and "
            "that you tell the result without undue delay.",
            "complaints",
        )


@rule("UK-REG-name")
def regulator(case: Case) -> Iterator[Found]:
    """On 30 September 2026 the Information Commissioner became the Information Commission, still known as the ICO, and
    its head office moved from Wilmslow to Manchester. Post to the old address may be late.
    """
    for each in _authorities(case):
        for key, said in (("name", each.name), ("post", each.post)):
            if each.jurisdiction == "uk" and (old := next(vocabulary.found(said or "", "former-regulator"), None)):
                yield Found(
                    (each, key),
                    f"“{old[0]}” is a name or address that the regulator no longer has.",
                    "Write `Information Commission (ICO)`, and take the postal address from its own website.",
                    f"authority-{each.jurisdiction}",
                )


RULES = (to_controller, electronic, by_other_means, acknowledged, authority, regulator)
