"""Who the controller is and how people reach it."""

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from policygen.model.site import Appointed, Controller
from policygen.model.third_parties import ThirdParty
from policygen.problems import shown
from policygen.rule import Case, Found, Spot, rule
from policygen.rules import grounds, passages, reach, territory
from policygen.rules.recipients import parties
from policygen.wording import called


@rule("GDPR-13-1-a-identity")
def identity(case: Case) -> Iterator[Found]:
    """People must know which legal person answers for their data: a trading name alone does not tell, and the country
    decides under which law and before which courts it stands.
    """
    for controller in case.policy.site.controllers:
        if controller.country is None:
            yield Found(
                (controller, ""),
                f"The notice does not say in which country “{controller.legal_name}” is established.",
                "Add `country`, such as `GB`.",
            )


@rule("GDPR-13-1-a-contact")
def contact(case: Case) -> Iterator[Found]:
    """Whoever decides about data must be within reach, or no right can be used. One way that works is enough: a
    postal address, an e-mail address, a telephone number or a form. What is only a placeholder does not count.
    """
    for controller in case.policy.site.controllers:
        if not reach.works(controller.contact):
            yield Found(
                (controller, "contact"),
                f"The notice gives no way to reach “{controller.legal_name}” that works.",
                "Give `contact` with at least one of `post`, `email`, `phone` and `form`.",
                controller.id,
            )


@rule("GDPR-13-1-a-placeholder")
def placeholder(case: Case) -> Iterator[Found]:
    """A contact detail that nobody can use is worse than none, since people believe that they have written. Counted are
    gaps that somebody meant to fill, sample addresses, what a page leaves of an address that it hides from robots, and
    what cannot be an address or number by its form.
    """
    told = set[str]()
    for spot, target, kind, value in _details(case):
        told.add(value)
        if wrong := reach.fault(kind, value):
            yield _unusable(spot, target, value, wrong)
    for passage in case.pages:
        for at, value, wrong in reach.in_text(passage.words):
            if value not in told:
                told.add(value)
                yield _unusable(passage.at(at), passages.page(passage.at()), value, wrong)


def _unusable(spot: Spot, target: str, value: str, wrong: str) -> Found:
    return Found(
        spot,
        f"The contact detail “{shown(value)}” is {wrong}, so people cannot use it.",
        "Write the real one, or leave it out and give another way.",
        target,
    )


_Detail = tuple[Spot, str, reach.Kind, str]
_LINKS: Mapping[str, reach.Kind] = {"mailto": "email", "tel": "phone"}


def _details(case: Case) -> Iterator[_Detail]:
    site, rights = case.policy.site, case.policy.rights
    people: list[tuple[str, Controller | Appointed | None]] = [(each.id, each) for each in site.controllers]
    people += [("dpo", site.dpo)]
    if site.representatives:
        people += [("uk", site.representatives.uk), ("eu", site.representatives.eu)]
    for target, somebody in people:
        if somebody and (found := somebody.contact):
            yield from (((found, kind), target, kind, value) for kind, value in reach.ways(found))
    if rights and rights.complaints and (own := rights.complaints.controller):
        yield from (((each, "value"), "complaints", each.kind, each.value) for each in own.channels)
    for each in rights.complaints.authorities if rights and rights.complaints else ():
        given: dict[reach.Kind, str | None] = {"phone": each.phone, "post": each.post, "form": each.url}
        named: dict[reach.Kind, str] = {"phone": "phone", "post": "post", "form": "url"}
        yield from (((each, named[kind]), "complaints", kind, value) for kind, value in given.items() if value)
    for prose in case.proses:
        for link in prose.links:
            scheme, _, address = unquote(link.name.partition("?")[0]).partition(":")
            if kind := _LINKS.get(scheme):
                yield link.place, prose.page.name, kind, address


@rule("GDPR-27-UK-rep")
def representative_uk(case: Case) -> Iterator[Found]:
    """Whoever offers goods or services to people in the United Kingdom from abroad must appoint somebody there whom
    people and the regulator can turn to, and name them in the notice. Article 27(2) frees those who process data only
    now and then, without special data on a large scale and with little risk; then say so.
    """
    named = case.policy.site.representatives
    if not (named and named.uk) and _abroad(case, "uk"):
        yield _unrepresented(case, "uk", "the United Kingdom")


@rule("GDPR-27-EU-rep")
def representative_eu(case: Case) -> Iterator[Found]:
    """Whoever offers goods or services to people in the European Union from outside must appoint somebody in a member
    state whom people and authorities can turn to, and name them in the notice. Article 27(2) frees those who process
    data only now and then, without special data on a large scale and with little risk; then say so.
    """
    named = case.policy.site.representatives
    if not (named and named.eu) and _abroad(case, "eu"):
        yield _unrepresented(case, "eu", "the European Union")


def _abroad(case: Case, law: territory.Law) -> bool:
    """Whether it is known of every controller where it is, and none of them is where the law holds."""
    controllers = case.policy.site.controllers
    countries = [country for each in controllers for country in (each.country, *each.establishments) if country]
    return all(each.country for each in controllers) and not any(territory.inside(law, each) for each in countries)


def _unrepresented(case: Case, law: territory.Law, area: str) -> Found:
    return Found(
        (case.policy.site, "representatives"),
        f"No controller is established in {area}, and the notice names no representative there.",
        f"Give `representatives: {law}:` with `name` and `contact`, or `not_required` with the reason.",
    )


@rule("GDPR-13-1-b-dpo")
def officer(case: Case) -> Iterator[Found]:
    """Some firms must have a data protection officer, and then people must learn how to reach that person. Silence does
    not tell whether there is none or whether it was forgotten, so say which it is.
    """
    if case.policy.site.dpo is None:
        yield Found(
            (case.policy.site, "dpo"),
            "The notice does not say whether there is a data protection officer.",
            "Give `dpo` with `name` and `contact`, or with `not_required` and the reason.",
        )


@rule("GDPR-13-1-b-dpo-contact")
def officer_contact(case: Case) -> Iterator[Found]:
    """The law asks for the contact details of the data protection officer, and not for the name: people must be able
    to turn to that person directly.
    """
    officer = case.policy.site.dpo
    if officer and not officer.not_required and not reach.works(officer.contact):
        yield Found(
            (officer, "contact"),
            "The notice names a data protection officer and gives no way to reach them that works.",
            "Give `contact` with `email`, `phone`, `post` or `form`.",
            "dpo",
        )


@rule("GDPR-26-2-joint")
def joint(case: Case) -> Iterator[Found]:
    """Where two decide together why and how data is used, they must agree who does what, and people must be able to
    learn the essence of it: above all, who answers for which right.
    """
    everybody: tuple[Controller | ThirdParty, ...] = (*case.policy.site.controllers, *parties(case.policy))
    for each in everybody:
        if each.role == "joint-controller" and not each.arrangement:
            yield Found(
                (each, "role"),
                f"“{called(each)}” is a joint controller, and the notice does not say what you have agreed on.",
                "Add `arrangement`: in a sentence or two, who answers for what.",
                each.id,
            )


@rule("UK-TRADING-25")
def company_details(case: Case) -> Iterator[Found]:
    """A company’s website must show its registered number, its registered office and the part of the United Kingdom in
    which it is registered. That is company law and not data protection, but the notice is where people look for it.
    """
    keys = ("company_number", "registered_office", "registered_in")
    for controller in case.policy.site.controllers:
        missing = [f"`{key}`" for key in keys if getattr(controller, key) is None]
        if missing and _is_company_here(controller):
            yield Found(
                (controller, "legal_name"),
                f"“{controller.legal_name}” is a company, and the notice does not give all its registered details.",
                f"Add {', '.join(missing)}.",
                controller.id,
            )


def _is_company_here(controller: Controller) -> bool:
    return controller.country == "GB" and controller.legal_form == "company"


@rule("GDPR-children-declared")
def children(case: Case) -> Iterator[Found]:
    """A notice that speaks to children must be written so that they understand it, and their consent has an age limit.
    Whether children are meant decides which of these rules hold, so say it.
    """
    audience = case.policy.site.audience
    if audience is None or audience.children is None:
        yield Found(
            (case.policy.site, "audience"),
            "Nobody has said whether the site is meant for children.",
            "Add `audience: {children: false}`, or `true`.",
        )


_AGES = {"uk": 13, "eu": 13, "fr": 15}
"""Below which nobody can consent alone: DPA 2018 s. 9; GDPR Art. 8(1), the least; Loi 78-17 Art. 45. From memory."""


@rule("GDPR-8-child")
def child_consent(case: Case) -> Iterator[Found]:
    """Online, a child can consent alone only from a certain age: 13 in the United Kingdom, 13 to 16 in the member
    states of the Union. Below it a parent must agree, and the controller must make a fair effort to check that.
    """
    audience = case.policy.site.audience
    agreed = next(grounds.on(case.policy, grounds.CONSENT), None)
    if not (agreed and audience and audience.children):
        return
    least = max((age for law, age in _AGES.items() if law in case.policy.site.jurisdictions), default=0)
    if audience.child_consent and audience.child_consent.age < least:
        yield Found(
            (audience.child_consent, "age"),
            f"A child is said to be able to consent alone at {audience.child_consent.age}, and the law wants {least}.",
            f"Ask a parent below {least}, and write `age: {least}`.",
            "audience",
        )
    elif not audience.child_consent:
        yield Found(
            (audience, "children"),
            f"The site is meant for children too, “{agreed.purpose.label}” rests on consent, and nothing is said of "
            "the age from which a child can consent.",
            "Add `child_consent` with `age`, such as `13`, and `mechanism`: how a parent agrees.",
        )


RULES = (
    identity,
    contact,
    placeholder,
    representative_uk,
    representative_eu,
    officer,
    officer_contact,
    joint,
    company_details,
    children,
    child_consent,
)
