// What picks adverts: it may run only when you have accepted marketing.
document.documentElement.dataset.ran = `${document.documentElement.dataset.ran ?? ""} marketing`.trim();
document.cookie = "offers.seen+1=3; Domain=www.shop.localhost; Path=/; Max-Age=2592000; SameSite=Lax";
document.cookie = "spout=1; Domain=shop.localhost; Path=/; Max-Age=7776000; SameSite=Lax";
document.cookie = "spout=2; Path=/; Max-Age=7776000; SameSite=Lax; Secure";
document.cookie = "spout_embed=1; Path=/; Max-Age=2592000; SameSite=None; Secure; Partitioned";
localStorage.setItem("spout.profile", "likes tea");
const network = document.createElement("iframe");
network.src = location.origin.replace("www.shop", "ads.spout") + "/pixel/";
network.title = "Advert";
document.body.append(network);
