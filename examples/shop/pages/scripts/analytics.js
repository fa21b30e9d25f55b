// What counts visits: it may run only when you have accepted analytics.
document.documentElement.dataset.ran = `${document.documentElement.dataset.ran ?? ""} analytics`.trim();
document.cookie = "_ga=1.2; Domain=shop.localhost; Path=/; Max-Age=15768000; SameSite=Lax";
document.cookie = "_ga_TEAPOT=1; Domain=shop.localhost; Path=/; Max-Age=15768000; SameSite=Lax";
document.cookie = "__Secure-heat=7; Domain=shop.localhost; Path=/; Max-Age=2592000; SameSite=Lax; Secure";
sessionStorage.setItem("depth.start", "80");
indexedDB.open("kettle-queue").onsuccess = (opened) => opened.target.result.close();
caches.open("kettle-sheets");
