// The preview in the browser: it reloads a page that has changed, jumps to what was edited, and shows the problems, all in
// a list below the page and those of a section beside it.
"use strict";

(() => {
  const PLACE = "/.policygen/";
  const MOST = 100;
  const PATIENCE = 1500; // milliseconds without a server before somebody is told
  const LEVELS = { error: "Error", warning: "Warning", info: "Note", person: "Needs a person", waived: "Waived" };
  const HEIGHT = 32; // pixels of a note in the margin
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

  const gravest = (problems) => Object.keys(LEVELS).find((level) => problems.some((each) => each.level === level));

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

  // A click on a place leads to it: the place is copied, and the editor can be opened there.
  const copy = (each) => {
    const button = element("button", { type: "button", class: "tool" }, "Copy");
    button.setAttribute("aria-label", `Copy ${place(each)}`);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(place(each));
      button.textContent = "Copied";
    });
    return button;
  };

  const tools = (each) =>
    element(
      "span",
      { class: "tools" },
      copy(each),
      each.edit && element("a", { class: "tool", href: each.edit, "aria-label": `Open ${place(each)} in the editor` }, "Open in editor"),
      each.at && element("a", { class: "tool", href: `${each.at.path}${each.at.anchor && "#"}${each.at.anchor}` }, "See the section"),
    );

  const related = (each) =>
    element(
      "div",
      { class: "related" },
      element("p", {}, element("code", {}, place(each)), " – ", ...words(each.words)),
      quote(each),
      tools(each),
    );

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
      element(
        "p",
        { class: "mend" },
        element("strong", {}, problem.level === "waived" ? "Decided" : "What to do"),
        element("span", {}, ...words(problem.mend)),
      ),
      tools(problem),
      ...problem.related.map(related),
    );

  const summary = ({ said, stale }) => {
    const consequence = bare ? "nothing can be shown yet" : "this page is the last good version";
    return said + (stale ? `: ${consequence}` : "");
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
  let stale = false;
  const show = (state) => {
    stale = state.stale;
    beside(state.problems);
    if (!state.problems.length) {
      panel.remove();
      makeRoom();
      listed = null;
      return;
    }
    put(summary(state), gravest(state.problems));
    button.hidden = bare;
    if (listed === state.listed) return;
    listed = state.listed;
    const more = state.problems.length - MOST;
    list.replaceChildren(
      element("ol", {}, ...state.problems.slice(0, MOST).map(item)),
      ...(more > 0 ? [element("p", {}, ...words(`And ${counted(more, "more problem")}; \`policygen check\` lists them all.`))] : []),
    );
    list.scrollTop = 0;
    // Only what stops the preview covers the page unasked.
    unfold(bare || (stale ? recall("hidden") !== listed : recall("open") === "yes"));
  };

  const turn = () => {
    const open = list.hidden;
    if (stale) remember("hidden", open ? "" : listed);
    else remember("open", open ? "yes" : "no");
    unfold(open);
  };
  button.addEventListener("click", turn);
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden || bare) return;
    turn();
    button.focus();
  });

  /* The notes in the margin */

  const margin = element("policygen-notes", {});
  const notes = element("div", { role: "region", "aria-label": "Problems beside the text" });
  const looks = element("link", { rel: "stylesheet", href: `${PLACE}preview.css` });
  margin.attachShadow({ mode: "open" }).append(looks, notes);

  const note = (anchor, problems) => {
    const said = problems.length === 1 ? `1 problem in this section: ${problems[0].message}` : `${problems.length} problems in this section`;
    const made = element(
      "details",
      { class: `note ${gravest(problems)}`, name: "note" },
      element("summary", { "aria-label": said }, `${problems.length}`),
      element("ol", { tabindex: "0", role: "group", "aria-label": said }, ...problems.map(item)),
    );
    made.dataset.anchor = anchor;
    made.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !made.open) return;
      made.open = false;
      made.firstChild.focus();
    });
    return made;
  };

  // In the order of the page, and none on top of another.
  const align = () => {
    const start = margin.getBoundingClientRect().top;
    let free = 0;
    for (const [top, each] of [...notes.children]
      .map((each) => [document.getElementById(each.dataset.anchor)?.getBoundingClientRect().top ?? 0, each])
      .sort(([one], [other]) => one - other)) {
      free = Math.max(free, top - start);
      each.style.insetBlockStart = `${free}px`;
      free += HEIGHT;
    }
  };
  new ResizeObserver(align).observe(document.body);
  looks.addEventListener("load", align);

  let noted = "";
  const beside = (problems) => {
    const here = bare ? [] : problems.filter((each) => each.at?.path === location.pathname && document.getElementById(each.at.anchor));
    if (noted === JSON.stringify(here)) return;
    noted = JSON.stringify(here);
    const anchors = [...new Set(here.map((each) => each.at.anchor))];
    const order = (one, other) => (document.getElementById(one).compareDocumentPosition(document.getElementById(other)) & 4 ? -1 : 1);
    notes.replaceChildren(...anchors.sort(order).map((anchor) => note(anchor, here.filter((each) => each.at.anchor === anchor))));
    if (here.length) document.body.append(margin);
    else margin.remove();
    align();
  };

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
