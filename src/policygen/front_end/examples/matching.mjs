// Whether an item of the manifest is what a browser shows under this name.
export function isCalled({ match: { type, value } }, name) {
  if (type === "exact" || !value.includes("*")) return name === value;
  const parts = value.split("*"); // Each star stands for any characters, also none.
  const end = parts.pop();
  let at = 0;
  for (const [number, part] of parts.entries()) {
    const found = number ? name.indexOf(part, at) : name.startsWith(part) ? 0 : -1;
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length >= at + end.length && name.endsWith(end);
}
