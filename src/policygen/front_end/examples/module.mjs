import { allowed, clean, load, needsConsent, remember } from "https://privacy.example.com/cookies/policygen.mjs";

const KEY = "consent"; // Where this site keeps the answers; that is an item, too, which cookies.yaml declares.
const manifest = await load("https://privacy.example.com/cookies/manifest.json");
const stored = JSON.parse(localStorage.getItem(KEY) ?? "null");

const choices = { ...stored?.choices };
export const questions = needsConsent(manifest, stored); // Of each category its id, and why.
for (const { category } of questions) delete choices[category]; // It is refused until there is an answer.

export const mayUse = (category) => allowed(manifest, choices).categories.includes(category);

// Call it with what somebody has chosen, such as { statistics: false }; it tells what was deleted and what was left.
export function answer(answers) {
  Object.assign(choices, answers);
  localStorage.setItem(KEY, JSON.stringify(remember(manifest, choices)));
  return clean(manifest, choices);
}
