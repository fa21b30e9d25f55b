// What nobody has declared: sooner or later every shop has some of it.
document.cookie = "stray=1; Domain=shop.localhost; Path=/; Max-Age=2592000; SameSite=Lax";
localStorage.setItem("stray", "1");
