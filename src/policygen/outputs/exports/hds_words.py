"""The words around the facts in the banner of the Helsinki Design System, which has none of its own."""

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "bannerAriaLabel": "Your choice about cookies",
    "heading": "May we store things on your device?",
    "description": "Some things we need to make this site work. For all else we ask you first.",
    "formHeading": "What may be stored on your device",
    "formText": "Choose what you agree to. You can change your mind at any time.",
    "showDetails": "Show the details",
    "hideDetails": "Hide the details",
    "showCookieSettings": "Show what is stored",
    "hideCookieSettings": "Hide what is stored",
    "approveAllConsents": "Accept all",
    "approveOnlyRequiredConsents": "Reject all that is optional",
    "approveRequiredAndSelectedConsents": "Save my choice",
    "acceptedAt": "You agreed on {{date}} at {{time}}.",
    "highlightedGroup": "This has to be accepted for what you asked for.",
    "highlightedGroupAria": "About {{title}}",
    "settingsSaved": "Your choice is saved.",
    "notificationAriaLabel": "Notice",
    "tableHeadingsName": "Name",
    "tableHeadingsHostName": "Site",
    "tableHeadingsDescription": "Purpose",
    "tableHeadingsExpiration": "Duration",
    "tableHeadingsType": "Kind",
    "storageType1": "Cookie",
    "storageType2": "Local storage",
    "storageType3": "Session storage",
    "storageType4": "IndexedDB",
    "storageType5": "Cache storage",
}
