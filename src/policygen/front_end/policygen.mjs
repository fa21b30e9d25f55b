// Reads the cookie manifest of policygen for a site: what may be used, who must be asked, what has to go.
// It stores nothing itself, tells nobody, and needs nothing but a browser. What each function takes, gives and promises
// stands in policygen.d.mts. Visitors get this file without its words and names, so that it is thrifty elsewhere.

/** @type {import("./policygen.d.mts").load} */
const load = async (url, options) => {
  try {
    const answer = await fetch(url, options);
    const manifest = answer.ok && (await answer.json());
    if (manifest?.schema_version === 1) return manifest;
    throw Error(answer.ok ? "not schema 1" : answer.status);
  } catch (cause) {
    throw Error(url + ": " + cause);
  }
};

/**
 * How near the item is to a host, as the length of its nearest domain: 0 when the host cannot hold it, and no number when
 * nobody has said. A cookie of a domain is also one of the hosts below, unless it is host-only.
 */
const near = (host, { domains, host_only: isHostOnly }) =>
  domains[0]
    ? Math.max(
        ...domains.map((domain) => {
          // At `@` no host below begins.
          const mark = isHostOnly && domain[0] !== "*" ? "@" : ".";
          const marked = domain.replace(/^\W*/, mark);
          return (mark + host).endsWith(marked) && marked.length;
        }),
      )
    : {};

/** @type {import("./policygen.d.mts").match} */
const match = ({ items }, name, kind = "cookie", host) => {
  // One walk from left to right; both ends are marked with a letter that no name has. A star stands for any letters,
  // but for itself in an exact name.
  const marked = `\0${name}\0`;
  const spelt = (item) => {
    const parts = `\0${item.match.value}\0`.split(item.match.type === "exact" ? "\0\0" : "*");
    let at = 0;
    return (
      item.kind === kind &&
      (!host || near(host, item)) &&
      parts.every((part) => (at = marked.indexOf(part, at)) >= 0 && (at += part.length)) &&
      (parts[1] == null ? Infinity : parts.join("").length)
    );
  };
  // A lone star, which is two ends and no letter, declares nothing.
  const most = Math.max(3, ...items.map(spelt));
  return items.filter((item) => spelt(item) === most);
};

/** @type {import("./policygen.d.mts").allowed} */
const allowed = (manifest, choices) => {
  const categories = manifest.categories
    .filter((each) => each.required || (choices?.[each.id] ?? each.default === "granted") === true)
    .map((each) => each.id);
  return { categories, items: manifest.items.filter((item) => categories.includes(item.category)) };
};

/** @type {import("./policygen.d.mts").remember} */
const remember = (manifest, choices, at = Date.now()) => ({
  consent_version: manifest.consent_version,
  at,
  choices,
  hashes: Object.fromEntries(
    manifest.categories.map((each) => [each.id, choices[each.id] != null && each.consent_hash]),
  ),
});

/** @type {import("./policygen.d.mts").needsConsent} */
const needsConsent = (manifest, stored, now = new Date()) =>
  manifest.categories.flatMap(({ id: category, consent_hash: hash, still_valid: earlier }) => {
    const agreed = stored?.hashes?.[category];
    // Said so that a record without its time has expired, and one without its version is an old one.
    const why = !agreed
      ? "new"
      : !(now - new Date(stored.at) <= (manifest.consent.lifetime_seconds || Infinity) * 1000)
        ? "expired"
        : !(manifest.consent_version <= stored.consent_version) &&
          agreed !== hash &&
          !earlier?.includes(agreed) &&
          "changed";
    return hash && why ? [{ category, why }] : [];
  });

/** The paths whose cookies this page sees: `/`, `/a`, `/a/` and `/a/b` on `/a/b`. */
const paths = (path = "") => location.pathname.match(/[^/]+|\//g).map((part) => (path += part));

/** A storage of keys; a browser that forbids it throws where it is named. */
const keyed = (storage) => [
  (store = self[storage]) => Array.from(store, (_, at) => store.key(at)),
  (name) => self[storage].removeItem(name),
];

/** By kind: how to see the names, and how to remove one. */
const places = {
  cookie: [
    () => document.cookie.split("; ").flatMap((pair) => pair.split("=")[0] || []),
    // A cookie expires wherever it can be: with each domain, each path, and apart for this site it is another one; but not
    // where an allowed item of its name can be, unless the refused one is nearer. A browser, who knows the registries,
    // refuses domains that are too short.
    (name, refused, kept, host) => {
      for (const path of [refused.path || "/", ...paths()]) {
        // First without a domain, then with the whole name of the host, and with each that it ends with.
        for (let domain = "", at = host; at; domain = at = domain ? at.replace(/[^.]+\.?/, "") : at) {
          if (
            kept.some(
              (item) =>
                (item.path || path) === path &&
                item.host_only !== !!domain &&
                near(at, item) &&
                !(near(at, item) < near(at, refused)),
            )
          )
            continue;
          for (const flag of ["", "Secure", "Secure;Partitioned"]) {
            document.cookie = `${name}=;Max-Age=0;Path=${path}${domain && `;Domain=${domain}`};${flag}`;
          }
        }
      }
    },
  ],
  "local-storage": keyed("localStorage"),
  "session-storage": keyed("sessionStorage"),
  "indexed-db": [
    async () => (await indexedDB.databases()).map((each) => each.name),
    (name) =>
      new Promise((done) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = request.onerror = request.onblocked = done;
      }),
  ],
  "cache-storage": [() => caches.keys(), (name) => caches.delete(name)],
};

/** The names of a kind, each as often as it is there, or else one removed; nothing when the browser forbids it. */
const reach = async (kind, step = 0, ...given) => {
  try {
    return await places[kind][step](...given);
  } catch {}
};

/** @type {import("./policygen.d.mts").clean} */
const clean = async (manifest, choices) => {
  const deleted = [];
  const left = [];
  const may = allowed(manifest, choices).items;
  const host = location.hostname;
  for (const item of manifest.items) {
    const { id, kind, path, match: { type, value } } = item;
    if (!places[kind] || may.includes(item)) continue;
    let had = await reach(kind);
    const names = new Set(had);
    const isElsewhere = path && !paths().includes(path);
    const leave = (name, why) => left.push({ id, name, why });
    const why = !near(host, item)
      ? "host"
      : !had
        ? "hidden"
        : item.http_only
          ? "server"
          : isElsewhere && type === "glob" && "path";
    if (why) leave(value, why);
    // What is not shown may go all the same, when its name is known.
    if (why ? !had : isElsewhere) names.add(value);
    for (const name of names) {
      const items = match(manifest, name, kind, host);
      if (!items.includes(item)) continue;
      const kept = items.filter((each) => may.includes(each));
      if (kind === "cookie" || !kept[0]) await reach(kind, 1, name, item, kept, host);
      const has = await reach(kind);
      if (!has) continue;
      if (kept[0] ? has.length < had.length : !has.includes(name)) deleted.push({ id, name, seen: had.includes(name) });
      else leave(name, kept[0] ? "shared" : "stays");
      had = has;
    }
  }
  return { deleted, left };
};

/** @type {import("./policygen.d.mts").observe} */
const observe = async (manifest) => {
  const undeclared = [];
  for (const kind in places) {
    for (const name of new Set((await reach(kind)) || [""])) {
      if (!match(manifest, name, kind, location.hostname)[0]) undeclared.push({ kind, name });
    }
  }
  return undeclared;
};

export { allowed, clean, load, match, needsConsent, observe, remember };
