// The agent's desk in the browser: who is signed in, the inbox, the stream of events, what is said of it all.
// HTML comes from the server only, where everything in it is escaped; names and words are put in as text.
"use strict";
const desk = (() => {
  const PARTS = ["header", "views", "inbox", "talk", "reply", "find", "shopper", "tray",
    "summary-drawn", "draft-drawn", "found-drawn", "shopper-drawn"];
  const AGAIN_MS = 2000; // before what was refused is asked for anew
  const TROUBLE_MS = 12000; // longer than between two looks of the stream: trouble that lasts stays to be read
  const $ = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const texts = JSON.parse($("#st-texts").textContent);
  const t = (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const ready = new Set();
  let trigger = null; // hands a question to Gradio
  let isStarted = false;
  let me = null;
  let source = null; // the stream
  let talks = []; // the inbox as last told
  let here = []; // who is at the desk
  let known = null; // sessions and unread counts that were announced; null before the first list
  let again = 0;
  let lineTimer = 0;
  let toastTimer = 0;
  let onUndo = null;
  const state = { session: kept("session"), filter: kept("filter") || "all", standing: null, last: -1 };

  function kept(key) { try { return sessionStorage.getItem("desk." + key) ?? ""; } catch { return ""; } }
  function keep(key, value) { try { sessionStorage.setItem("desk." + key, value); } catch { /* not kept */ } }

  // --- beginning ---------------------------------------------------------------------------------------------------

  function part(name) { ready.add(name); start(); }
  function connect(send) { trigger = send; start(); }

  async function start() {
    if (isStarted || !trigger || PARTS.some((name) => !ready.has(name))) return;
    isStarted = true;
    shelftalkTheme.show();
    try {
      me = await call("/me");
    } catch (problem) {
      if (problem.status === 401) return; // the login dialog has come up
      line(t("js.not_begun", { why: problem.detail }));
      setTimeout(() => { isStarted = false; start(); }, AGAIN_MS);
      return;
    }
    line("");
    $(".ad-me").textContent = me.name;
    $(".ad-me").title = t("role." + me.role);
    $(".ad-owner").hidden = !me.leads;
    desk.onStart();
    setFilter(state.filter);
    listen();
    if (state.session) desk.onOpened(state.session);
    setInterval(tick, 1000);
    document.body.classList.add("st-ready");
  }

  // --- asking the server -------------------------------------------------------------------------------------------

  const newKey = () => crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join("");

  // Gives what was answered; throws { status, detail } for what was refused or did not arrive.
  async function call(path, body, key) {
    const init = { headers: {} };
    if (body !== undefined) {
      init.method = "POST";
      init.headers = { "Content-Type": "application/json", "Idempotency-Key": key ?? newKey() };
      init.body = JSON.stringify(body);
    }
    let answer;
    try {
      answer = await fetch("/agent/api" + path, init);
    } catch {
      throw { status: 0, detail: t("js.offline") };
    }
    if (answer.ok) return answer.status === 204 ? {} : answer.json();
    const problem = await answer.json().catch(() => ({ detail: t("js.trouble") }));
    if (answer.status === 401 && path !== "/login") desk.signIn();
    throw { ...problem, status: answer.status };
  }

  // Gradio tells nobody that a question did not arrive.
  const fetched = window.fetch;
  window.fetch = async (...request) => {
    const isAsked = String(request[0]?.url ?? request[0]).includes("/queue/join");
    try {
      const answer = await fetched.apply(window, request);
      if (isAsked && answer.status === 401) desk.signIn();
      if (isAsked && !answer.ok) desk.onLost();
      return answer;
    } catch (error) {
      if (isAsked) desk.onLost();
      throw error;
    }
  };

  // --- the stream --------------------------------------------------------------------------------------------------

  function listen() {
    clearTimeout(again);
    source?.close();
    const where = new URL("/agent/api/live", location);
    if (state.session) where.search = new URLSearchParams({ session: state.session, after: state.last });
    const mine = source = new EventSource(where);
    const on = (name, what) => mine.addEventListener(name, (event) => { if (mine === source) what(JSON.parse(event.data)); });
    on("presence", (data) => { here = data.here; showHere(); });
    on("inbox", (data) => { talks = data.talks; announceNew(); showInbox(); if (state.standing) desk.onHands(state.standing); });
    on("hands", (data) => { state.standing = data; desk.onHands(data); showInbox(); });
    on("turn", (data) => desk.onTurn(data));
    on("closed", () => close(t("js.gone")));
    on("trouble", () => line(t("js.trouble"), TROUBLE_MS));
    on("signed-out", () => { source.close(); desk.signIn(); });
    mine.onopen = () => { if (mine === source) line(""); };
    mine.onerror = () => {
      if (mine !== source) return;
      line(t("js.reconnecting"));
      if (mine.readyState === EventSource.CLOSED) again = setTimeout(whyClosed, AGAIN_MS); // else the browser tries by itself
    };
  }

  async function whyClosed() {
    try {
      await call(state.session ? "/sessions/" + encodeURIComponent(state.session) + "?after=1000000" : "/me");
      listen();
    } catch (problem) {
      if (problem.status === 404) close(t("js.gone"));
      else if (problem.status !== 401) again = setTimeout(whyClosed, AGAIN_MS);
    }
  }

  // --- the inbox ---------------------------------------------------------------------------------------------------

  const inFilter = (talk) => state.filter === "all" || (state.filter === "mine" ? talk.is_mine : talk.status !== "agent");

  function showInbox() {
    const list = $(".ad-list");
    const shown = talks.filter(inFilter);
    const had = document.activeElement?.closest?.(".ad-list button")?.dataset.session;
    const rows = new Map(all(":scope > li", list).map((row) => [row.firstElementChild.dataset.session, row]));
    list.replaceChildren(...shown.map((talk) => filled(rows.get(talk.session_id) ?? row(), talk)));
    if (had) $(`button[data-session="${CSS.escape(had)}"]`, list)?.focus({ preventScroll: true });
    for (const name of ["waiting", "mine", "all"]) {
      const n = talks.filter((talk) => name === "all" || (name === "mine" ? talk.is_mine : talk.status !== "agent")).length;
      $(`[data-filter="${name}"] b`).textContent = n;
    }
    const empty = $(".ad-empty");
    empty.hidden = shown.length > 0;
    empty.textContent = t(`inbox.empty.${state.filter}`);
    const unread = talks.filter((talk) => talk.status !== "agent" || (talk.is_mine && talk.unread)).length;
    document.title = (unread ? `(${unread}) ` : "") + t("desk") + " – " + $(".ad-header h1").firstChild.textContent.trim();
    badge("inbox", unread);
    tick();
  }

  function row() {
    const item = document.createElement("li");
    item.innerHTML = '<button type="button" class="ad-talk-row"><span class="ad-row-top"><strong dir="auto"></strong><b class="ad-badge"></b>'
      + '<time class="ad-wait"></time></span><span class="ad-wants" dir="auto"></span><span class="ad-tags"></span></button>';
    return item;
  }

  function filled(item, talk) {
    const button = item.firstElementChild;
    button.dataset.session = talk.session_id;
    button.dataset.status = talk.status;
    button.dataset.mine = talk.is_mine;
    if (talk.session_id === state.session) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
    $("strong", button).textContent = talk.shopper;
    const badge = $(".ad-badge", button);
    badge.hidden = !talk.unread;
    badge.textContent = talk.unread;
    badge.title = t("inbox.unread", { n: talk.unread });
    $("time", button).dataset.since = talk.since;
    $(".ad-wants", button).textContent = talk.wants || talk.reason || t("inbox.no_need");
    const tags = [[talk.status === "agent" ? t(talk.is_mine ? "status.mine" : "status.held", { name: talk.agent }) : t("status." + talk.status), "status"]];
    if (talk.mood && talk.mood !== "calm") tags.push([t("mood." + talk.mood), "mood"]);
    if (!talk.is_here) tags.push([t("status.away"), "away"]);
    $(".ad-tags", button).replaceChildren(...tags.map(([text, kind]) => {
      const tag = document.createElement("span");
      tag.className = "ad-tag";
      tag.dataset.kind = kind;
      tag.dataset.value = kind === "mood" ? talk.mood : talk.status;
      tag.textContent = text;
      return tag;
    }));
    return item;
  }

  function setFilter(name) {
    state.filter = name;
    keep("filter", name);
    all("[data-filter]").forEach((button) => button.setAttribute("aria-pressed", button.dataset.filter === name));
    showInbox();
  }

  // Each new conversation, and new words where one answers oneself, once.
  function announceNew() {
    const now = new Map(talks.map((talk) => [talk.session_id, talk.unread]));
    for (const talk of known === null ? [] : talks) {
      if (!known.has(talk.session_id)) say(t("js.new_talk", { name: talk.shopper, wants: talk.wants || talk.reason || "" }));
      else if (talk.is_mine && talk.unread > known.get(talk.session_id) && talk.session_id !== state.session) {
        say(t("js.wrote", { name: talk.shopper }));
      }
    }
    known = now;
  }

  function showHere() {
    $(".ad-here").replaceChildren(...here.map((one) => {
      const item = document.createElement("li");
      item.textContent = one.name;
      item.title = t("role." + one.role);
      if (one.id === me.id) item.dataset.me = "true";
      return item;
    }));
    desk.onHere(here);
  }

  function since(at, now = Date.now()) {
    const s = Math.max(0, Math.round((now - Date.parse(at)) / 1000));
    if (s < 60) return t("js.seconds", { n: s });
    if (s < 3600) return t("js.minutes", { n: Math.floor(s / 60) });
    if (s < 86400) return t("js.hours", { h: Math.floor(s / 3600), m: Math.floor((s % 3600) / 60) });
    return t("js.days", { n: Math.floor(s / 86400) });
  }

  // Written only where it changed: what stands still is not drawn again.
  function tick() {
    for (const time of all("[data-since]")) {
      const said = time.dataset.since ? since(time.dataset.since) : "";
      if (time.textContent !== said) time.textContent = said;
    }
  }

  // --- which conversation is open ----------------------------------------------------------------------------------

  function open(session) {
    if (session !== state.session) {
      desk.onLeaving(state.session);
      Object.assign(state, { session, last: -1, standing: null });
      keep("session", session);
      listen();
      desk.onOpened(session);
    }
    showInbox();
    view("talk");
  }

  function close(why) {
    desk.onLeaving(state.session);
    Object.assign(state, { session: "", last: -1, standing: null });
    keep("session", "");
    desk.onClosed();
    listen();
    showInbox();
    if (why) toast(why);
  }

  // --- saying things to the agent ----------------------------------------------------------------------------------

  function say(text) {
    const place = $(".ad-announcer");
    place.textContent = place.textContent === text ? text + "\u200b" : text;
  }

  // With `ms`, for so long.
  function line(text, ms = 0) {
    const place = $(".ad-line");
    place.textContent = text;
    place.hidden = !text;
    clearTimeout(lineTimer);
    if (ms) lineTimer = setTimeout(() => line(""), ms);
  }

  function toast(text, undo = null, ms = 6000) {
    const box = $(".ad-toast");
    $("span", box).textContent = text;
    $("button", box).hidden = !undo;
    onUndo = undo;
    box.hidden = false;
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => { box.hidden = true; }, ms);
  }

  function undo() {
    $(".ad-toast").hidden = true;
    onUndo?.();
    onUndo = null;
  }

  function badge(name, n) {
    const place = $(`#ad-tab-${name} .ad-badge`);
    place.hidden = !n;
    place.textContent = n;
  }

  const isNarrow = () => matchMedia("(max-width: 900px)").matches;

  // On a phone one of five is seen; beside the conversation one of three, always.
  function view(name, focus = false) {
    document.body.dataset.view = name;
    if (!["inbox", "talk"].includes(name)) document.body.dataset.side = name;
    const chosen = isNarrow() ? name : document.body.dataset.side;
    for (const tab of all(".ad-tab")) {
      tab.setAttribute("aria-selected", tab.dataset.view === chosen);
      tab.tabIndex = tab.dataset.view === chosen ? 0 : -1;
      if (focus && tab.dataset.view === chosen) tab.focus();
    }
  }

  const ask = (what) => trigger({ ...what, session: state.session });

  return {
    $, all, t, state, kept, keep, newKey, call, part, connect, ask, open, close, setFilter, showInbox, say, line, toast, undo, badge,
    view, isNarrow, since, listen,
    get me() { return me; }, set me(agent) { me = agent; }, get here() { return here; }, get talks() { return talks; },
    onStart() {}, onOpened() {}, onLeaving() {}, onClosed() {}, onHands() {}, onTurn() {}, onHere() {}, // desk-talk.js
    onDrawn() {}, onLost() {}, // desk-side.js
    signIn() {}, // desk-keys.js
  };
})();
