// One version, sealed for ever. The browser refuses an answer that has another digest.
const address = "https://privacy.example.com/cookies/1.0.0/manifest.json";
const integrity = "sha384-DIGEST";

const answer = await fetch(address, { integrity });
if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
export const manifest = await answer.json();
