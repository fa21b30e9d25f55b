// The preview in the browser: it reloads a page that has changed, jumps to what was edited, and lists the problems.
"use strict";

(() => {
  const PLACE = "/.policygen/";
  const MOST = 100;
  const PATIENCE = 1500; // milliseconds without a server before somebody is told
  const LEVELS = { error: "Error", warning: "Warning", info: "Note" };
  const build = document.currentScript.dataset.build;
  const bare = build === "";

  // Everything that is shown is set as text, never as HTML.
  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children.filter((child) => child !== null));
    return made;
  };

  // What stands between backticks is to be typed as it is.
  const words = (text) => text.split("`").map((part, number) => (number % 2 ? element("code", {}, part) : part));

  const counted = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

  // A tab may forbid its storage; then it merely forgets.
  const recall = (key) => {
    try { return sessionStorage.getItem(`policygen ${key}`); } catch { return null; }
  };
  const remember = (key, value) => {
    try { sessionStorage.setItem(`policygen ${key}`, value); } catch { /* as above */ }
  };

  /* The panel */

  const place = (each) => (each.line ? `${each.file}:${each.line}:${each.column}` : each.file);

  const quote = (each) => {
    if (!each.quote) return null;
    const { before, at, after } = each.quote;
    const caret = element("mark", at.trim() ? {} : { class: "gap" }, at.trim() ? at : "\u00a0");
    const line = element("code", { dir: "auto" }, before, caret, after);
    return element("pre", {}, element("span", { class: "number" }, `${each.line}`), line);
  };

  const related = (each) =>
    element("div", { class: "related" }, element("p", {}, element("code", {}, place(each)), " – ", ...words(each.words)), quote(each));

  const item = (problem) =>
    element(
      "li",
      { class: problem.level },
      element(
        "p",
        { class: "where" },
        element("strong", { class: "level" }, LEVELS[problem.level]),
        element("code", {}, place(problem)),
        element("span", { class: "code" }, problem.code),
      ),
      element("h3", {}, ...words(problem.message)),
      quote(problem),
      element("p", { class: "mend" }, element("strong", {}, "What to do"), element("span", {}, ...words(problem.mend))),
      ...problem.related.map(related),
    );

  const summary = ({ counts, stale }) => {
    const number = Object.entries(counts).filter(([, count]) => count).map(([level, count]) => counted(count, LEVELS[level].toLowerCase()));
    const consequence = bare ? "nothing can be shown yet" : "this page is the last good version";
    return number.join(", ") + (stale ? `: ${consequence}` : "");
  };

  const panel = element("policygen-problems", {});
  const sheet = panel.attachShadow({ mode: "open" });
  const alert = element("p", { role: "alert", id: "title" });
  const button = element("button", { type: "button", "aria-controls": "list" });
  const list = element("div", { id: "list", role: "group", "aria-label": "The problems", tabindex: "0" });
  const dialog = element("section", { role: bare ? "region" : "dialog", "aria-labelledby": "title" }, element("div", { class: "bar" }, alert, button), list);
  sheet.append(element("link", { rel: "stylesheet", href: `${PLACE}preview.css` }), dialog);

  const unfold = (open) => {
    list.hidden = !open;
    button.textContent = open ? "Hide" : "Show";
    button.setAttribute("aria-expanded", `${open}`);
  };

  // The page keeps room below, so that the panel hides nothing for good.
  const makeRoom = () => {
    const height = panel.isConnected && !bare ? `${dialog.offsetHeight}px` : "";
    document.body.style.paddingBlockEnd = height;
    document.documentElement.style.scrollPaddingBlockEnd = height;
  };
  new ResizeObserver(makeRoom).observe(dialog);

  const put = (words, kind) => {
    if (!panel.isConnected) (bare ? document.body.append(panel) : document.body.prepend(panel));
    dialog.className = `${kind}${bare ? " bare" : ""}`;
    if (alert.textContent !== words) alert.textContent = words;
  };

  let listed = null;
  const show = (state) => {
    if (!state.problems.length) {
      panel.remove();
      makeRoom();
      listed = null;
      return;
    }
    const kind = state.counts.error ? "error" : state.counts.warning ? "warning" : "info";
    put(summary(state), kind);
    button.hidden = bare;
    if (listed === state.listed) return;
    listed = state.listed;
    const more = state.problems.length - MOST;
    list.replaceChildren(
      element("ol", {}, ...state.problems.slice(0, MOST).map(item)),
      ...(more > 0 ? [element("p", {}, ...words(`And ${counted(more, "more problem")}; \`policygen check\` lists them all.`))] : []),
    );
    list.scrollTop = 0;
    unfold(bare || (kind === "error" && recall("hidden") !== listed));
  };

  const turn = () => {
    const open = list.hidden;
    remember("hidden", open ? "" : listed);
    unfold(open);
  };
  button.addEventListener("click", turn);
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden || bare) return;
    turn();
    button.focus();
  });

  /* What has changed */

  const jump = (state) => {
    const anchor = state.changed[location.pathname];
    const [how] = performance.getEntriesByType("navigation");
    if (!anchor || recall(location.pathname) === state.build || (location.hash && how?.type !== "reload")) return;
    remember(location.pathname, state.build);
    if (document.getElementById(anchor)) location.replace(`#${anchor}`);
  };

  const look = async () => {
    let state;
    try {
      state = await (await fetch(`${PLACE}problems.json`)).json();
    } catch {
      return; // The server has gone, or this page goes; the line below knows which.
    }
    if (state.build !== build) {
      location.reload();
      return;
    }
    show(state);
    jump(state);
  };

  /* The line to the server: livereload's script keeps it up, and hands what it hears to its plugins. */

  window.LiveReloadPluginPolicygen = class {
    static identifier = "policygen";
    static version = "1";
    reload() {
      look();
      return true;
    }
  };

  let waiting;
  document.addEventListener("LiveReloadConnect", () => {
    clearTimeout(waiting);
    waiting = undefined;
    look();
  });
  document.addEventListener("LiveReloadDisconnect", () => {
    waiting ??= setTimeout(() => {
      put("The preview has ended; what you see does not follow your edits. Start it again with policygen serve.", "info");
      listed = null;
      list.hidden = button.hidden = true;
    }, PATIENCE);
  });

  look();
})();
