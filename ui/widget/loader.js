// One button at the page's edge, the queue of calls, and the panel when it is wanted. Nothing else is fetched before.
(() => {
  const page = document;
  const script = page.currentScript ?? page.querySelector("script[src*='widget.js'][data-store]");
  const earlier = window.shelftalk; // a queue of calls; anything else of that name (an element's id) is not ours
  if (!script || earlier?.isWidget) return;
  const data = script.dataset;
  const base = new URL(".", script.src).href;
  const language = /^zh/i.test(data.language || page.documentElement.lang) ? "zh" : "en";
  const words = "@@words@@"[language];

  const h = (tag, props, ...kids) => { // an element, its attributes and listeners, what is in it: text is only ever text
    const node = /^(svg|path)$/.test(tag) ? page.createElementNS("http://www.w3.org/2000/svg", tag) : page.createElement(tag);
    for (const [name, value] of Object.entries(props || {})) {
      if (value?.call) node.addEventListener(name, value);
      else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...kids.flat(9).filter((kid) => kid || kid === 0));
    return node;
  };
  const icon = (d) => h("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, h("path", { d }));
  const dress = (css) => { // no style element: strict policies forbid them
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  };

  const host = h("shelftalk-widget", { popover: "manual" });
  const root = host.attachShadow({ mode: "open" });
  const label = h("span");
  const launch = h("button", { class: "launch", "aria-haspopup": "dialog",
    click: () => use("open") }, icon("M4 5h16v11H9l-4 4v-4H4z"), label);
  const wrap = h("div", { class: "w", lang: language }, launch);
  root.append(wrap);
  dress("@@css@@");

  function look() { // as the attributes of the tag say now
    const set = (name, value) => wrap.style.setProperty(`--_${name}`, value);
    wrap.dir = script.closest("[dir=rtl]") ? "rtl" : "ltr";
    set("accent", CSS.supports("color", data.accent) ? data.accent : "#1c6b52");
    set("round", { square: 0, soft: "9px" }[data.corner] ?? "24px");
    wrap.classList.toggle("left", ["left", wrap.dir === "rtl" ? "end" : "start"].includes(data.position || "end"));
    label.textContent = data.label || words.launch;
  }

  let panel;
  const tell = (name, detail, cancelable) =>
    page.dispatchEvent(new CustomEvent(`shelftalk:${name}`, { detail, cancelable, bubbles: true }));
  const me = { h, icon, dress, look, tell, host, root, wrap, launch, data, base, language, key: data.store || "" };
  async function use(verb, ...given) {
    try {
      panel ??= import(`${base}widget/panel-${language}.${"@@panels@@"[language]}.js`).then((made) => made.start(me));
      await (await panel)[verb](...given);
    } catch (error) {
      if (!me.isReady) { // not fetched: the next click tries again
        panel = undefined;
        label.textContent = words.offline;
      }
      tell("error", { why: String(error) });
    }
  }
  const verbs = {
    open: () => use("open"), close: () => panel && use("close"), ask: (text) => use("ask", String(text)),
    on: (name, heard) => page.addEventListener(`shelftalk:${name}`, heard),
    off: (name, heard) => page.removeEventListener(`shelftalk:${name}`, heard),
    show: () => { launch.hidden = false; }, hide: () => { launch.hidden = true; },
  };
  const call = (verb, value, more) => {
    if (Object.hasOwn(verbs, verb)) verbs[verb](value, more);
    else if (/^(context|identify|cart|onAddToCart)$/.test(verb)) {
      me[verb] = value;
      if (panel) use(verb);
    }
  };

  // Above everything of the page, also when the page draws itself anew.
  const watch = new MutationObserver(() => host.isConnected || stand());
  function stand() {
    page.body.append(host);
    host.showPopover?.();
    for (const one of [page.documentElement, page.body]) watch.observe(one, { childList: true });
    look();
  }
  function begin() {
    launch.hidden = "hidden" in data;
    stand();
    window.shelftalk = Object.assign((...said) => call(...said), { isWidget: 1 });
    if (typeof earlier === "function") for (const said of earlier.q || []) call(...said);
    try { if (sessionStorage.getItem(`shelftalk.open.${me.key}`)) use("resume"); } catch { /* nothing is kept here */ }
    tell("ready");
  }
  if (page.body) begin(); else addEventListener("DOMContentLoaded", begin);
})();
