// Configuration of vanilla-cookieconsent 3, made from the cookie manifest of the site.
export default {
  "revision": 1,
  "mode": "opt-in",
  "autoClearCookies": true,
  "hideFromBots": false,
  "cookie": {
    "name": "cc_cookie",
    "expiresAfterDays": 182
  },
  "categories": {
    "needed": {
      "enabled": true,
      "readOnly": true
    },
    "counting": {
      "enabled": false,
      "autoClear": {
        "cookies": [
          {
            "name": new RegExp("^_visit_.*$"),
            "path": "/shop"
          },
          {
            "name": new RegExp("^_visit_.*$"),
            "path": "/shop",
            "domain": "shop.example"
          },
          {
            "name": new RegExp("^_visit_.*$"),
            "path": "/shop",
            "domain": "count.example"
          }
        ]
      }
    }
  },
  "language": {
    "default": "en-GB",
    "translations": {
      "en-GB": new URL("vanilla-cookieconsent.en-GB.json", import.meta.url).href
    }
  }
};
