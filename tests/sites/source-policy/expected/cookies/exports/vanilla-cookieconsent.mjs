// Configuration of vanilla-cookieconsent 3, made from the cookie manifest of the site.
export default {
  "revision": 1,
  "mode": "opt-in",
  "autoClearCookies": true,
  "hideFromBots": false,
  "cookie": {
    "name": "cc_cookie"
  },
  "categories": {
    "strictly-necessary": {
      "enabled": false
    },
    "performance": {
      "enabled": false
    },
    "functionality": {
      "enabled": false
    },
    "targeting": {
      "enabled": false
    }
  },
  "language": {
    "default": "en-GB",
    "translations": {
      "en-GB": new URL("vanilla-cookieconsent.en-GB.json", import.meta.url).href
    }
  }
};
