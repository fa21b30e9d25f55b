// What to keep of an answer: the version and the digests of that day.
export const remember = (manifest) => ({
  consent_version: manifest.consent_version,
  hashes: Object.fromEntries(manifest.categories.map((category) => [category.id, category.consent_hash])),
});

// The ids of the categories about which somebody must be asked; `stored` is what was kept, or null.
export function mustAsk(manifest, stored) {
  const hasGrown = manifest.consent_version > (stored?.consent_version ?? 0);
  const isOpen = ({ id, consent_hash: hash }) => {
    if (hash === null) return false; // Nobody is asked about it.
    const answered = stored?.hashes[id];
    return !answered || (hasGrown && answered !== hash);
  };
  return manifest.categories.filter(isOpen).map((category) => category.id);
}
