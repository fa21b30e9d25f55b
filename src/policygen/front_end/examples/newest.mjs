// The version in force: the list of versions moves, and has the address and the digest of each manifest.
const list = await fetch("https://privacy.example.com/cookies/index.json");
if (!list.ok) throw new Error(`${list.url}: ${list.status}`);
const { versions } = await list.json();
const current = versions.find((version) => version.status === "in-force") ?? versions[0];

const answer = await fetch(current.url, { integrity: current.integrity });
if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
export const manifest = await answer.json();
