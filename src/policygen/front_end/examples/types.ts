import type { CookieManifest, Item } from "./manifest.d.ts";

export async function load(): Promise<CookieManifest> {
  const answer = await fetch("https://privacy.example.com/cookies/manifest.json");
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
  const manifest: CookieManifest = await answer.json();
  return manifest;
}

// All that may be stored before somebody has answered; a default of null is no permission.
export function granted({ categories, items }: CookieManifest): readonly Item[] {
  const open = new Set(categories.filter((each) => each.default === "granted").map((each) => each.id));
  return items.filter((item) => open.has(item.category));
}

// How long an item lasts, in the language of the reader, or else in that of the site.
export function lasts(item: Item, manifest: CookieManifest, language: string): string | undefined {
  return item.duration_text?.[language] ?? item.duration_text?.[manifest.site.default_language];
}
