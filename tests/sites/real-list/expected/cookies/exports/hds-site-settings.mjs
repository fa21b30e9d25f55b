// The same site settings, with which people are asked again about a group only when they agree to another thing:
// the client keeps a checksum of the JSON of each group, so of all its words, unless `toJSON` gives it something else.
const answer = await fetch(new URL("hds-site-settings.json", import.meta.url));
const settings = await answer.json();
const agreed = {
  "analytics": "6b2a92b5165673a91c2e37669b1a78c968ac0de923855602a6a3eaf6a44fc6e0",
  "advertising": "4c1da9e984b556c8b7568e244618ae6c5a0f0feafce0c2e1f172a86c61280253"
};
for (const group of [...settings.requiredGroups, ...settings.optionalGroups]) {
  const checked = [group.groupId, agreed[group.groupId] ?? null];
  group.toJSON = () => checked;
}
export default settings;
