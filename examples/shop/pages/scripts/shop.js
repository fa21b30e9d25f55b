// What the shop cannot do without, and the list of what is in the browser now, on every page of it.
document.cookie = "basket=teapot; Path=/; Max-Age=604800; SameSite=Lax";
sessionStorage.setItem("checkout.draft", "one teapot");

async function stored() {
  return {
    cookies: document.cookie.split("; ").map((pair) => pair.split("=")[0]),
    "local storage": Object.keys(localStorage),
    "session storage": Object.keys(sessionStorage),
    IndexedDB: (await indexedDB.databases()).map(({ name }) => name),
    "cache storage": await caches.keys(),
  };
}

async function show() {
  const lines = Object.entries(await stored()).map(([kind, names]) => `${kind}: ${names.sort().join(", ") || "nothing"}`);
  document.querySelector("#stored").textContent = lines.join("\n");
}

show();
setInterval(show, 1000);
