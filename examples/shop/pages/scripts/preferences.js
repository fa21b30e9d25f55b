// What remembers your settings: it may run only when you have accepted preferences.
document.documentElement.dataset.ran = `${document.documentElement.dataset.ran ?? ""} preferences`.trim();
document.cookie = "pref=earl-grey; Domain=shop.localhost; Path=/; Max-Age=31536000; SameSite=Lax";
document.cookie = "basket_tips=on; Path=/; Max-Age=2592000; SameSite=Lax";
document.cookie = "__Host-theme=dark; Path=/; Max-Age=31536000; SameSite=Lax; Secure";
document.cookie = "tour=seen; Path=/app; Max-Age=2592000; SameSite=Lax";
localStorage.setItem("recently-viewed", "brown betty");
