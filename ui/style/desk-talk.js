// The conversation at the desk: its turns as they come, the message field, and what was sent until it is kept.
"use strict";
(() => {
  const { $, all, t, state, kept, keep, newKey, call, say, toast } = desk;
  const UNDO_MS = 4000; // products can be called back for so long

  const path = (session, what) => `/sessions/${encodeURIComponent(session)}/${what}`;
  const words = () => $("#ad-words");
  const turns = () => $(".ad-turns");
  const isNear = () => { const box = turns(); return box.scrollHeight - box.scrollTop - box.clientHeight < 120; };
  const toEnd = () => { turns().scrollTop = turns().scrollHeight; };
  let isFirst = false; // the turns that are there already when a conversation is opened are not announced

  // --- what is being written: kept for each conversation in this tab -----------------------------------------------

  const drafts = () => { try { return JSON.parse(kept("drafts") || "{}"); } catch { return {}; } };

  function keepDraft(session) {
    if (!session) return;
    const all = drafts();
    const text = words().value;
    if (text) all[session] = { text, from: words().dataset.draft ?? "" };
    else delete all[session];
    keep("drafts", JSON.stringify(all));
  }

  function fill(text, from = "") {
    words().value = text;
    words().dataset.draft = from;
    $(".ad-from").textContent = from ? t("composer.from") : "";
    fit();
  }

  function fit() {
    const field = words();
    field.style.height = "auto";
    field.style.height = Math.min(Math.max(field.scrollHeight, 56), 220) + "px";
    showSend();
  }

  // Puts words where the agent can change them; what stood there comes back with Undo.
  function put(text, from = "") {
    const before = words().value;
    const beforeFrom = words().dataset.draft ?? "";
    fill(text, from);
    keepDraft(state.session);
    desk.view("talk");
    words().focus();
    words().setSelectionRange(text.length, text.length);
    if (before.trim() && before !== text) toast(t("js.replaced"), () => { fill(before, beforeFrom); keepDraft(state.session); words().focus(); }, 10000);
  }

  // At the cursor, with the first thing that is missing selected.
  function insert(text) {
    const field = words();
    const at = field.selectionStart ?? field.value.length;
    field.setRangeText(text, at, field.selectionEnd ?? at, "end");
    const gap = /\[[^\]\n]+\]/.exec(text);
    desk.view("talk");
    field.focus();
    if (gap) field.setSelectionRange(at + gap.index, at + gap.index + gap[0].length);
    fit();
    keepDraft(state.session);
  }

  const holds = () => Boolean(state.standing?.is_mine);

  // Why nothing can be sent here now; empty where it can.
  function whySilent() {
    const who = state.standing?.who;
    if (holds()) return "";
    if (who === "agent") return t("composer.held", { name: state.standing.name });
    return t(who === "assistant" ? "composer.assistant" : "composer.take_first");
  }

  function showSend() {
    $(".ad-composer [type=submit]").disabled = !holds() || !words().value.trim();
    words().placeholder = whySilent() || t("composer.hint");
  }

  // --- turns -------------------------------------------------------------------------------------------------------

  function onOpened(session) {
    $('[data-choose="assign"]').value = ""; // whom another conversation was to be given to
    isFirst = true;
    $(".ad-choose").hidden = true;
    $(".ad-talk-head").hidden = turns().hidden = $(".ad-composer").hidden = false;
    turns().replaceChildren();
    const draft = drafts()[session];
    fill(draft?.text ?? "", draft?.from ?? "");
    for (const item of outbox()) if (item.session === session) show(item);
    desk.onCopilot(session);
  }

  function onClosed() {
    $(".ad-choose").hidden = false;
    $(".ad-talk-head").hidden = turns().hidden = $(".ad-composer").hidden = true;
    desk.onCopilot("");
  }

  function onTurn({ number, html }) {
    if (number <= state.last) return; // told twice
    state.last = number;
    const follow = isNear() || isFirst;
    const place = document.createElement("template");
    place.innerHTML = html;
    const turn = place.content.firstElementChild;
    for (const time of all("time[datetime]", turn)) {
      time.textContent = new Date(time.dateTime).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    }
    const own = outbox().find((item) => item.session === state.session && item.number === number);
    turns().insertBefore(turn, $(".ad-own", turns()));
    if (own) settle(own);
    if (follow) toEnd();
    if (!isFirst && turn.dataset.text && !own) say(turn.dataset.text);
    clearTimeout(onTurn.soon);
    onTurn.soon = setTimeout(afterTurns, 300);
    if (!isFirst) desk.onNews(turn);
  }

  function afterTurns() {
    isFirst = false;
    if (!document.hidden && state.session && state.last >= 0) {
      call(path(state.session, "read"), { n: state.last + 1 }).catch(() => { /* it stays unread */ });
    }
  }
  document.addEventListener("visibilitychange", () => { if (!document.hidden) afterTurns(); });

  function onHands(standing) {
    const head = $(".ad-talk-head");
    $("h2", head).textContent = standing.shopper;
    const line = $(".ad-talk-who p", head);
    line.replaceChildren(t("hands." + (standing.is_mine ? "mine" : standing.who), { name: standing.name }) + " ");
    if (standing.since && standing.who !== "assistant") {
      const time = document.createElement("time");
      time.dataset.since = standing.since;
      time.textContent = desk.since(standing.since);
      line.append(time);
    }
    if (standing.reason) line.append(" · “" + standing.reason + "”");
    const contact = desk.talks.find((talk) => talk.session_id === state.session)?.contact;
    if (contact) line.prepend(t("contact", { contact }) + " · ");
    const isAsked = ["waiting", "message_left"].includes(standing.who);
    $('[data-do="take"]', head).hidden = !isAsked;
    $('[data-do="hand-back"]', head).hidden = !(standing.is_mine || (standing.who === "agent" && desk.me?.leads));
    $(".ad-will", head).textContent = isAsked ? t("take.says", { text: standing.told_on_take }) : "";
    showAssign();
    showSend();
    desk.onTray();
  }

  function showAssign() {
    const select = $('[data-choose="assign"]');
    const standing = state.standing;
    const others = desk.here.filter((one) => one.id !== standing?.agent_id);
    select.hidden = !desk.me?.leads || !standing || standing.who === "assistant" || !others.length;
    const listed = JSON.stringify(others.map((one) => [one.id, one.name]));
    if (select.dataset.listed !== listed) { // else it stays as it is under whoever is choosing
      const chosen = select.value;
      select.dataset.listed = listed;
      select.replaceChildren(new Option(t("assign"), ""), ...others.map((one) => new Option(one.name, one.id)));
      select.value = others.some((one) => one.id === chosen) ? chosen : "";
    }
    showGive();
  }

  function showGive() {
    const select = $('[data-choose="assign"]');
    const button = $('[data-do="assign"]');
    button.hidden = select.hidden;
    button.disabled = !select.value;
  }

  async function assign() {
    const select = $('[data-choose="assign"]');
    if (!select.value || !(await act("assign", { agent_id: select.value }))) return;
    select.value = "";
    showGive();
  }

  async function act(what, body = {}) {
    const session = state.session;
    try {
      const standing = await call(path(session, what), body);
      if (session === state.session) { state.standing = standing; onHands(standing); }
      return true;
    } catch (problem) {
      if (problem.status !== 401) toast(problem.detail, null, 10000);
      if (problem.status === 409) desk.listen();
      return false;
    }
  }

  async function take() {
    if ($('[data-do="take"]').hidden) return;
    $('[data-do="take"]').disabled = true;
    const taken = await act("take");
    $('[data-do="take"]').disabled = false;
    if (!taken) return;
    desk.onTaken();
    words().focus({ preventScroll: true });
  }

  // --- sending: what is not yet known to be kept stands below the turns, and is tried again with the same key --------

  const timers = new Map(); // of what is held, by its key
  const outbox = () => { try { return JSON.parse(kept("outbox") || "[]"); } catch { return []; } };
  function keepItem(item) {
    const others = outbox().filter((one) => one.key !== item.key);
    keep("outbox", JSON.stringify(item.state === "over" ? others : [...others, item]));
  }

  function submit() {
    const text = words().value.trim();
    if (!text || !state.session) return;
    if (!holds()) { toast(whySilent()); return; }
    const item = { key: newKey(), session: state.session, kind: "messages", body: { text, draft_id: words().dataset.draft ?? "" }, says: text, state: "sending" };
    fill("");
    keepDraft(state.session);
    post(item);
  }

  // Products go out a moment later, so that they can be called back.
  function sendProducts(kind, variant_ids, says) {
    if (!holds()) { toast(whySilent()); return; }
    const item = { key: newKey(), session: state.session, kind, body: { variant_ids, text: "" }, says, state: "held" };
    show(item);
    keepItem(item);
    timers.set(item.key, setTimeout(() => post(item), UNDO_MS));
    toast(t("js.sending_cards", { what: says }), () => { over(item); say(t("js.called_back")); }, UNDO_MS);
    desk.view("talk");
  }

  async function post(item) {
    timers.delete(item.key);
    item.state = "sending";
    keepItem(item);
    show(item);
    try {
      const { number } = await call(path(item.session, item.kind), item.body, item.key);
      item.number = number;
      keepItem(item);
      const told = item.session === state.session && $(`.ad-turn[data-turn="${number}"]`, turns());
      if (told || item.session !== state.session) settle(item);
    } catch (problem) {
      item.state = "failed";
      item.why = problem.detail;
      item.status = problem.status;
      keepItem(item);
      show(item);
      say(t("js.not_sent") + " " + problem.detail);
    }
  }

  function over(item) {
    clearTimeout(timers.get(item.key));
    timers.delete(item.key);
    item.state = "over";
    keepItem(item);
    $(`.ad-own[data-key="${item.key}"]`)?.remove();
  }

  function settle(item) {
    over(item);
    const turn = item.session === state.session && $(`.ad-turn[data-turn="${item.number}"]`, turns());
    if (!turn) return;
    const note = document.createElement("p");
    note.className = "ad-kept";
    note.textContent = t("js.kept");
    turn.append(note);
    say(t("js.kept"));
    if (isNear()) toEnd();
  }

  function show(item) {
    if (item.session !== state.session) return;
    let box = $(`.ad-own[data-key="${item.key}"]`);
    if (!box) {
      box = document.createElement("article");
      box.className = "ad-turn ad-own";
      box.dataset.key = item.key;
      box.innerHTML = '<div class="ad-said" data-who="agent"><p class="ad-words" dir="auto"></p><p class="ad-delivery"><span></span></p></div>';
      turns().append(box);
    }
    box.dataset.state = item.state;
    $(".ad-words", box).textContent = item.says;
    const line = $(".ad-delivery", box);
    line.firstElementChild.textContent = item.state === "failed" ? `${t("js.not_sent")} ${item.why ?? ""}` : t("js." + item.state);
    all("button", line).forEach((button) => button.remove());
    if (item.state === "failed" || item.state === "held") {
      const names = item.state === "failed" ? ["retry", "take_back"] : ["take_back"];
      for (const name of names) {
        const button = document.createElement("button");
        Object.assign(button, { type: "button", className: "st-link", textContent: t("js." + name) });
        button.addEventListener("click", () => (name === "retry" ? post(item) : takeBack(item)));
        line.append(button);
      }
    }
    toEnd();
  }

  function takeBack(item) {
    if (item.state === "held") toast(t("js.called_back")); // in place of the notice with Undo
    over(item);
    if (item.kind === "messages") put(item.says, item.body.draft_id);
  }

  // After signing in again: what was refused for it goes out.
  function resend() {
    for (const item of outbox()) if (item.state === "failed" && [0, 401].includes(item.status)) post(item);
  }

  // --- wiring ------------------------------------------------------------------------------------------------------

  function onStart() {
    // A tab that was closed between sending and hearing of it: the same key cannot be kept twice.
    for (const item of outbox()) {
      if (item.state === "held") { item.state = "failed"; item.why = ""; keepItem(item); }
      else if (item.state === "sending") post(item); // of whichever conversation
    }
    $(".ad-composer").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
    words().addEventListener("input", () => { fit(); keepDraft(state.session); });
    words().addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); }
    });
    $('[data-choose="assign"]').addEventListener("change", showGive);
    $('[data-do="assign"]').addEventListener("click", assign);
    addEventListener("pagehide", () => keepDraft(state.session));
    addEventListener("online", resend);
  }

  Object.assign(desk, { onStart, onOpened, onClosed, onTurn, onHands, onLeaving: keepDraft, onHere: showAssign,
    put, insert, take, act, holds, whySilent, sendProducts, resend, words, path,
    onCopilot() {}, onNews() {}, onTaken() {}, onTray() {} }); // desk-side.js
})();
