// The same site settings, with which people are asked again about a group only when they agree to another thing:
// the client keeps a checksum of the JSON of each group, so of all its words, unless `toJSON` gives it something else.
const answer = await fetch(new URL("hds-site-settings.json", import.meta.url));
const settings = await answer.json();
const agreed = {};
for (const group of [...settings.requiredGroups, ...settings.optionalGroups]) {
  const checked = [group.groupId, agreed[group.groupId] ?? null];
  group.toJSON = () => checked;
}
export default settings;
