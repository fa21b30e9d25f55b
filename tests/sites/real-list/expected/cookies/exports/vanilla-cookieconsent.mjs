// Configuration of vanilla-cookieconsent 3, made from the cookie manifest of the site.
export default {
  "revision": 1,
  "mode": "opt-in",
  "autoClearCookies": true,
  "hideFromBots": false,
  "cookie": {
    "name": "ghcc",
    "expiresAfterDays": 180
  },
  "categories": {
    "essential": {
      "enabled": true,
      "readOnly": true
    },
    "analytics": {
      "enabled": false,
      "autoClear": {
        "cookies": [
          {
            "name": "_octo"
          },
          {
            "name": "_octo",
            "domain": "github.com"
          },
          {
            "name": "HockeyStack_Website_Tracking_Fingerprint"
          },
          {
            "name": "HockeyStack_Website_Tracking_Fingerprint",
            "domain": "github.com"
          },
          {
            "name": "ai_session"
          },
          {
            "name": "ai_session",
            "domain": "github.com"
          },
          {
            "name": "ai_user"
          },
          {
            "name": "ai_user",
            "domain": "github.com"
          },
          {
            "name": "ANONCHK"
          },
          {
            "name": "ANONCHK",
            "domain": "c.clarity.ms"
          },
          {
            "name": "X-FD-FEATURES"
          },
          {
            "name": "X-FD-FEATURES",
            "domain": "fpt.microsoft.com"
          },
          {
            "name": "AMCV_EA76ADE95776D2EC7F000101%40AdobeOrg"
          },
          {
            "name": "AMCV_EA76ADE95776D2EC7F000101%40AdobeOrg",
            "domain": "github.com"
          },
          {
            "name": "AMCVS_EA76ADE95776D2EC7F000101%40AdobeOrg"
          },
          {
            "name": "AMCVS_EA76ADE95776D2EC7F000101%40AdobeOrg",
            "domain": "github.com"
          },
          {
            "name": "_cs_id"
          },
          {
            "name": "_cs_id",
            "domain": "github.com"
          },
          {
            "name": "__CT_Data"
          },
          {
            "name": "__CT_Data",
            "domain": "contentsquare.net"
          },
          {
            "name": "fs_uid"
          },
          {
            "name": "fs_uid",
            "domain": "github.com"
          },
          {
            "name": new RegExp("^(?!.*_session_.*_v2$)_ga_.*$")
          },
          {
            "name": new RegExp("^(?!.*_session_.*_v2$)_ga_.*$"),
            "domain": "github.com"
          }
        ]
      }
    },
    "advertising": {
      "enabled": false,
      "autoClear": {
        "cookies": [
          {
            "name": "MR"
          },
          {
            "name": "MR",
            "domain": "c.bing.com"
          },
          {
            "name": "MUID"
          },
          {
            "name": "MUID",
            "domain": "bing.com"
          },
          {
            "name": "SM"
          },
          {
            "name": "SM",
            "domain": "c.clarity.ms"
          },
          {
            "name": "_uetsid"
          },
          {
            "name": "_uetsid",
            "domain": "github.com"
          },
          {
            "name": "mboxEdgeCluster"
          },
          {
            "name": "mboxEdgeCluster",
            "domain": "github.com"
          },
          {
            "name": "mbox"
          },
          {
            "name": "mbox",
            "domain": "github.com"
          },
          {
            "name": "_fbc"
          },
          {
            "name": "_fbc",
            "domain": "github.com"
          },
          {
            "name": "_fbp"
          },
          {
            "name": "_fbp",
            "domain": "github.com"
          },
          {
            "name": "fr"
          },
          {
            "name": "fr",
            "domain": "facebook.com"
          },
          {
            "name": "oo"
          },
          {
            "name": "oo",
            "domain": "facebook.com"
          },
          {
            "name": "id"
          },
          {
            "name": "id",
            "domain": "doubleclick.net"
          },
          {
            "name": "IDE"
          },
          {
            "name": "IDE",
            "domain": "doubleclick.net"
          },
          {
            "name": "NID"
          },
          {
            "name": "NID",
            "domain": "google.com"
          },
          {
            "name": "bcookie"
          },
          {
            "name": "bcookie",
            "domain": "linkedin.com"
          },
          {
            "name": "JSESSIONID"
          },
          {
            "name": "JSESSIONID",
            "domain": "www.linkedin.com"
          },
          {
            "name": "lang"
          },
          {
            "name": "lang",
            "domain": "linkedin.com"
          },
          {
            "name": "lidc"
          },
          {
            "name": "lidc",
            "domain": "linkedin.com"
          },
          {
            "name": "li_gc"
          },
          {
            "name": "li_gc",
            "domain": "linkedin.com"
          },
          {
            "name": "u"
          },
          {
            "name": "u",
            "domain": "bizographics.com"
          },
          {
            "name": "U"
          },
          {
            "name": "U",
            "domain": "adsymptotic.com"
          },
          {
            "name": "BizographicsOptOutBizographicsOptOut"
          },
          {
            "name": "BizographicsOptOutBizographicsOptOut",
            "domain": "linkedin.com"
          },
          {
            "name": "d"
          },
          {
            "name": "d",
            "domain": "quantserve.com"
          },
          {
            "name": "mc"
          },
          {
            "name": "mc",
            "domain": "quantserve.com"
          },
          {
            "name": "b"
          },
          {
            "name": "b",
            "domain": "yahoo.com"
          },
          {
            "name": "MUID",
            "domain": "clarity.ms"
          },
          {
            "name": "MUID",
            "domain": "github.com"
          },
          {
            "name": "MR",
            "domain": "c.clarity.ms"
          },
          {
            "name": "**|opt^out$\u003cID>.*"
          },
          {
            "name": "**|opt^out$\u003cID>.*",
            "domain": "facebook.com"
          }
        ]
      }
    }
  },
  "language": {
    "default": "en",
    "translations": {
      "en": new URL("vanilla-cookieconsent.en.json", import.meta.url).href
    }
  }
};
