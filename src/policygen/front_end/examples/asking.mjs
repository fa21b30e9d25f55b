// What to keep of an answer: the digests of that day.
export const remember = (manifest) => ({
  hashes: Object.fromEntries(manifest.categories.map((category) => [category.id, category.consent_hash])),
});

// The ids of the categories about which somebody must be asked; `stored` is what was kept, or null.
export function mustAsk(manifest, stored) {
  const isOpen = ({ id, consent_hash: hash, still_valid: earlier }) =>
    hash !== null && ![hash, ...earlier].includes(stored?.hashes[id]); // Where it is null, nobody is asked.
  return manifest.categories.filter(isOpen).map((category) => category.id);
}
