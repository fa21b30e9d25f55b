"""Marketing that is sent to people: by which ways, with whose agreement, and how it is stopped."""

from collections.abc import Iterator

from policygen.model.purposes import DirectMarketing, Purpose, PurposeBasis
from policygen.rule import Case, Found, rule
from policygen.rules import channels, grounds


@rule("PECR-22-channels")
def named_channels(case: Case) -> Iterator[Found]:
    """Consent to marketing is given for a channel: who agreed to e-mail did not agree to text messages. So people must
    see which channels are used, and words such as “any other electronic means” open the list again.
    """
    for purpose in grounds.purposes(case.policy):
        if purpose.type == "marketing" and not purpose.direct_marketing:
            yield Found(
                (purpose, "type"),
                f"“{purpose.label}” is marketing, and nobody has said in which ways it reaches people.",
                "Add `direct_marketing` with its `channels`, `products` and `opt_out`; or correct the `type`.",
                purpose.id,
            )
    for purpose, marketing in _marketing(case):
        mend = "List them in `channels`, such as `[email, post]`."
        if not marketing.channels:
            yield Found(
                (purpose, "direct_marketing"),
                f"“{purpose.label}” is direct marketing, and nobody has said in which ways it is sent.",
                mend,
                purpose.id,
            )
        elif "other-electronic" in marketing.channels:
            yield Found(
                (marketing, "channels"),
                f"The ways in which “{purpose.label}” is sent have no end: “other electronic means” can be anything.",
                f"{mend} Leave out `other-electronic`.",
                purpose.id,
            )


@rule("PECR-22-basis")
def agreed(case: Case) -> Iterator[Found]:
    """Marketing by e-mail, text message or direct message needs consent. The one exception is the soft opt-in: the
    address comes from one's own sale, only own similar goods are advertised, and refusing was free and simple then and
    is so in each message. A legitimate interest under the GDPR does not replace it.
    """
    for purpose, marketing in _marketing(case):
        others = [each for each in grounds.of(case.policy, purpose) if each.basis.code != grounds.CONSENT]
        mailed = [each.stated for each in others if _covers_mail(each.stated)]
        if _without_consent_for_others(case, purpose, marketing):
            continue
        if channels.electronic(marketing.channels) and mailed and not _soft_opt_in(marketing):
            yield Found(
                (mailed[0], "basis"),
                f"“{purpose.label}” goes out by {_listed(marketing)}, and rests on something else than consent, "
                "without the full soft opt-in.",
                "Rest it on consent; or declare `soft_opt_in` with all three answers `true`; or split the purpose, "
                "so that what needs consent stands alone.",
                purpose.id,
            )


@rule("PECR-22-thirdparty")
def own_products(case: Case) -> Iterator[Found]:
    """The soft opt-in covers one's own similar products and services. To advertise those of other companies by e-mail,
    text or direct message, consent is needed in every case.
    """
    for purpose, marketing in _marketing(case):
        if _without_consent_for_others(case, purpose, marketing):
            yield Found(
                (marketing, "products"),
                f"“{purpose.label}” advertises what other companies sell, and no consent is declared for it.",
                "Rest the purpose on consent, or advertise your own products only (`products: own`).",
                purpose.id,
            )


@rule("PECR-23-optout")
def stopped(case: Case) -> Iterator[Found]:
    """People can stop direct marketing whenever they want. They can do so only if the notice says how, and they can
    rely on it only if it says how soon the last message comes.
    """
    for purpose, marketing in _marketing(case):
        if not marketing.opt_out:
            yield Found(
                (purpose, "direct_marketing"),
                f"It is not said how people stop “{purpose.label}”.",
                "Add `opt_out` with `how`, such as `Click the link in each e-mail.`, and `within`, such as `2 days`.",
                purpose.id,
            )
        elif not marketing.opt_out.within:
            yield Found(
                (marketing.opt_out, "how"),
                f"It is not said how soon “{purpose.label}” stops once people have said so.",
                "Add `within`, such as `2 days`.",
                purpose.id,
            )


@rule("PECR-21-calls")
def calls(case: Case) -> Iterator[Found]:
    """Nobody may ring people to sell something who are registered with the Telephone Preference Service, unless they
    have agreed to it. Whether the numbers are checked against that register only a person in the firm can confirm.
    """
    for purpose, marketing in _marketing(case):
        if "phone" in marketing.channels:
            yield Found(
                (marketing, "channels"),
                f"“{purpose.label}” is done by telephone, for which numbers must be checked against the register of "
                "people who refuse such calls.",
                "Let somebody who knows confirm it under `attestations` in policy.yaml.",
                purpose.id,
            )


def _marketing(case: Case) -> Iterator[tuple[Purpose, DirectMarketing]]:
    for purpose in grounds.purposes(case.policy):
        if purpose.direct_marketing:
            yield purpose, purpose.direct_marketing


def _without_consent_for_others(case: Case, purpose: Purpose, marketing: DirectMarketing) -> bool:
    """Whether it advertises by electronic mail what others sell, and no basis of it is consent."""
    mail = channels.electronic(marketing.channels) or not marketing.channels
    agreed_to = any(each.basis.code == grounds.CONSENT for each in grounds.of(case.policy, purpose))
    return marketing.products == "third-party" and bool(mail) and not agreed_to


def _covers_mail(basis: PurposeBasis) -> bool:
    """Whether the basis may carry electronic mail: not when it says that it is for other channels."""
    named = channels.in_texts(basis.applies_to)
    return not named or bool(channels.electronic(named))


def _soft_opt_in(marketing: DirectMarketing) -> bool:
    facts = marketing.soft_opt_in
    own = marketing.products != "third-party"
    return own and bool(facts and facts.own_sale and facts.similar_products and facts.opt_out_each_time)


def _listed(marketing: DirectMarketing) -> str:
    said = ["e-mail" if each == "email" else each.replace("-", " ") for each in channels.electronic(marketing.channels)]
    return " and ".join([", ".join(said[:-1]), said[-1]] if said[1:] else said)


RULES = (named_channels, agreed, own_products, stopped, calls)
"""By which ways, with whose agreement, how it is stopped."""
