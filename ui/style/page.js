// The conversation in the browser: sends messages, keeps finished turns, and never loses typed words.
// HTML comes from the server only, where everything in it is escaped; what is typed is put in as text.
"use strict";
const shelftalk = (() => {
  const MOST_TURNS = 60; // kept in the page; a longer talk loses its oldest turns from view, not from the store
  const LONGEST = 20001; // characters sent at most: one more than the assistant reads, so that it says so
  const PATIENCE_MS = 45000; // without any sign of the server, a turn counts as lost
  const MOST_TALKS = 40; // conversations that this browser lists
  const $ = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  const texts = JSON.parse($("#st-texts").textContent);
  const language = document.documentElement.lang;
  // Gradio sets it to the browser's own language; what is read aloud is in ours.
  new MutationObserver(() => {
    if (document.documentElement.lang !== language) document.documentElement.lang = language;
  }).observe(document.documentElement, { attributeFilter: ["lang"] });
  const t = (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

  let send = null; // hands a click to Gradio
  let typed = ""; // the words of the running turn, given back if it fails
  let liveHTML = ""; // the running or last turn as last drawn
  let liveTurn = "";
  let settledTurn = ""; // the turn that was last moved to the past
  let watchdog = 0;
  let toastTimer = 0;
  let isStopAsked = false; // before the first turn of a conversation has told its session
  let aside = ""; // what was being typed when an earlier message was taken up again
  let release = null; // lets go of this tab's claim on its session
  const ASKS_ONLY = new Set(["load", "earlier", "stop", "talks", "forget"]); // these begin no conversation
  let isBeginning = false; // the click that begins the conversation is under way
  const waiting = []; // what was said or clicked since, to be sent into the same one
  const seen = new Set(); // notes acted on: Gradio gives the last one of a click twice

  // --- this tab's session: kept over a reload, not shared with another tab --------------------------------

  const kept = (key) => { try { return sessionStorage.getItem("shelftalk." + key) ?? ""; } catch { return ""; } };
  const keep = (key, value) => { try { sessionStorage.setItem("shelftalk." + key, value); } catch { /* not kept */ } };

  // A duplicated tab starts with a copy of the other's storage: the lock tells which of them owns the session.
  function claim(session) {
    if (!session || !navigator.locks) return Promise.resolve(true);
    return new Promise((answer) => {
      navigator.locks.request("shelftalk." + session, { ifAvailable: true }, (lock) => {
        if (!lock) return answer(false);
        answer(true);
        return new Promise((done) => { release = done; });
      }).catch(() => answer(true));
    });
  }

  async function connect(trigger) {
    send = (click) => {
      if (!kept("session") && !ASKS_ONLY.has(click.do)) {
        if (isBeginning) return waiting.push(click);
        isBeginning = true;
      }
      trigger({ ...click, session: kept("session"), shopper: kept("shopper"), language });
    };
    if (kept("session") && !(await claim(kept("session")))) keep("session", "");
    document.body.classList.toggle("st-talking", Boolean(kept("session")));
    send({ do: "load" });
    askAbout(new URLSearchParams(location.search).get("about"));
    document.body.classList.add("st-ready");
  }

  // Coming from a product's page: its card stands there, and "it" means it.
  async function askAbout(variant) {
    if (!variant) return;
    history.replaceState(null, "", "/");
    const answer = await fetch("/card/" + encodeURIComponent(variant));
    if (!answer.ok) return;
    const place = $(document.body.classList.contains("st-talking") ? ".st-pending ~ .st-looked" : ".st-welcome .st-looked");
    place.innerHTML = await answer.text();
    place.scrollIntoView({ block: "nearest" });
    send({ do: "look", product: $(".st-card", place).dataset.product });
    words().focus({ preventScroll: true });
  }

  // --- the conversations of this browser, newest first: [{ id, at }] ---------------------------------------

  const talksKey = () => "shelftalk.talks." + kept("shopper");
  const talks = () => { try { return JSON.parse(localStorage.getItem(talksKey())) ?? []; } catch { return []; } };
  const keepTalks = (list) => {
    try { localStorage.setItem(talksKey(), JSON.stringify(list.slice(0, MOST_TALKS))); } catch { /* not kept */ }
  };
  const spokenIn = (id) => keepTalks([{ id, at: Date.now() }, ...talks().filter((talk) => talk.id !== id)]);

  function onHeader() {
    shelftalkTheme.show();
    showShopper();
  }

  // Header and welcome come in any order: whichever is second finds both.
  function showShopper() {
    const picker = $('[data-choose="shopper"]');
    if (!picker) return;
    picker.value = kept("shopper");
    const story = picker.selectedOptions[0]?.dataset.story;
    if (story && $(".st-story")) Object.assign($(".st-story"), { textContent: story, hidden: false });
  }

  // --- turns -----------------------------------------------------------------------------------------------

  // Words whose answer never came may have been heard: said again with the same key, they are the same turn.
  const unheard = () => { try { return JSON.parse(kept("unheard")); } catch { return {}; } };
  const fresh = () => crypto.getRandomValues(new Uint32Array(4)).join("-");
  const over = () => { keep("draft", ""); keep("unheard", ""); };

  function talk(click, words, isClick) {
    if (!send) return;
    const before = unheard();
    const isAgain = click.do === "send" && click.text === before.text && !document.body.classList.contains("st-running");
    if (click.do === "send") {
      click.key = isAgain ? before.key : fresh();
      keep("unheard", JSON.stringify({ text: click.text, key: click.key }));
    }
    lost("");
    all(".st-looked").forEach((place) => place.replaceChildren());
    typed = click.do === "send" ? click.text : "";
    isStopAsked = false;
    keep("draft", typed);
    const said = $(".st-pending [data-said]");
    said.textContent = words;
    said.className = isClick ? "st-did" : "st-said";
    $(".st-pending").hidden = false;
    document.body.classList.add("st-talking");
    settle(isAgain);
    if (isAgain && liveTurn === settledTurn) settledTurn = ""; // it may come again
    running(true);
    $(".st-pending").scrollIntoView({ block: "start", behavior: motion() });
    send(click);
  }

  const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

  function running(is) {
    document.body.classList.toggle("st-running", is);
    $(".st-stop").hidden = !is;
    $(".st-send").hidden = is;
    clearTimeout(watchdog);
    if (is) watchdog = setTimeout(onLost, PATIENCE_MS);
  }

  function stop() {
    isStopAsked = !kept("session");
    if (!isStopAsked) send({ do: "stop" });
  }

  function onTurn() {
    const live = $("#st-live .st-turn");
    if (!live) return;
    const { turn, state } = live.dataset;
    if (turn === settledTurn) { // the last words of a turn that was interrupted
      if (liveTurn !== settledTurn) live.outerHTML = liveHTML;
      return;
    }
    if (turn !== liveTurn) {
      liveTurn = turn;
      if (document.activeElement === document.body) live.focus({ preventScroll: true }); // what was clicked is gone
    }
    $("#st-live").classList.remove("st-settled");
    if (!$(".st-pending").hidden) {
      $(".st-pending").hidden = true;
      live.scrollIntoView({ block: "start" }); // where the words just stood; a smooth scroll may be on its way there
    }
    shelftalk.onDrawn(live, turn);
    liveHTML = live.outerHTML;
    if (state === "running") return running(true);
    running(false);
    if (state === "failed" && typed && !words().value) fill(typed);
    if (state !== "failed") typed = "";
    over();
    announce(live);
    shelftalk.onSettled(live);
  }

  // A turn that nobody clicked for, below what is there.
  function drawBelow(html) {
    const talk = $("#st-talk");
    const isAtEnd = talk.scrollHeight - talk.scrollTop - talk.clientHeight < talk.clientHeight / 2;
    settle();
    const past = $(".st-past");
    past.insertAdjacentHTML("beforeend", html);
    while (past.children.length > MOST_TURNS) past.firstElementChild.remove();
    document.body.classList.add("st-talking");
    if (isAtEnd) past.lastElementChild.scrollIntoView({ block: "end", behavior: motion() });
    return past.lastElementChild;
  }

  // The last turn moves to the past, where nothing draws it again, to make room for the next. One that broke off and
  // is said again is drawn anew instead.
  function settle(isAgain) {
    if (liveTurn === "" || liveTurn === settledTurn) return;
    if (isAgain && $("#st-live .st-turn")?.dataset.state === "running") {
      liveTurn = "";
      $("#st-live").classList.add("st-settled");
      return;
    }
    const past = $(".st-past");
    past.insertAdjacentHTML("beforeend", liveHTML);
    if (past.lastElementChild.dataset.state === "running") past.lastElementChild.dataset.state = "stopped";
    $(".st-body[inert]", past.lastElementChild)?.replaceChildren(); // a first look that nothing came of
    while (past.children.length > MOST_TURNS) past.firstElementChild.remove();
    settledTurn = liveTurn;
    $("#st-live").classList.add("st-settled");
  }

  function announce(turn) {
    const n = all(".st-card[data-product]", turn).length;
    const text = $(".st-text", turn)?.textContent ?? "";
    const found = n ? t(n === 1 ? "page.products.one" : "page.products.many", { n }) : "";
    $(".st-announcer").textContent = found + text.slice(0, 400);
  }

  function onNote(note) {
    if (!note || !note.seq || seen.has(note.seq)) return;
    seen.add(note.seq);
    if (note.session && !note.past) spokenIn(note.session);
    if (note.session && note.session !== kept("session")) {
      keep("session", note.session);
      if (release) release();
      claim(note.session);
    }
    if (note.session) {
      isBeginning = false;
      waiting.splice(0).forEach((click) => send(click));
    }
    if (isStopAsked && kept("session")) stop();
    if (note.past) showPast(note);
    if (note.turns >= 0) shelftalk.onPast(note.turns);
    if (note.lanes && $(".st-lanes")) $(".st-lanes").innerHTML = note.lanes;
    if (note.talks) shelftalk.onTalks(note.talks);
    if (note.bench || note.said) shelftalk.onBench(note);
    welcomeIfEmpty();
    if (!document.body.classList.contains("st-running")) giveBack();
    if (note.toast) toast(note.toast, note.undo);
    if (note.toast && !$(".st-pending").hidden) onLost(note.toast);
  }

  // Finished turns, as the store keeps them, above whatever is shown already.
  function showPast({ past, earlier }) {
    const place = $(".st-past");
    const from = place.firstElementChild;
    place.insertAdjacentHTML("afterbegin", past);
    (from ?? place.lastElementChild)?.scrollIntoView({ block: from ? "center" : "start" });
    const button = $(".st-earlier");
    button.hidden = !earlier;
    button.dataset.turn = earlier;
    document.body.classList.add("st-talking");
    $(".st-looked:not(:empty)")?.scrollIntoView({ block: "nearest" });
  }

  function welcomeIfEmpty() {
    const isEmpty = !$(".st-past").children.length && !liveTurn && $(".st-pending").hidden;
    if (isEmpty) document.body.classList.remove("st-talking");
  }

  function onCart() {
    const pieces = $(".st-cart-inside")?.dataset.pieces ?? "0";
    $(".st-count").textContent = pieces;
    $(".st-cart-button").classList.toggle("st-full", pieces !== "0");
  }

  // The server did not answer: say so, give the words back, let the shopper go on.
  function onLost(why) {
    isBeginning = false;
    waiting.length = 0;
    if (!document.body.classList.contains("st-running")) {
      toast(t("page.unanswered"));
      return;
    }
    running(false);
    $(".st-pending").hidden = true;
    welcomeIfEmpty();
    if (typed && !words().value) fill(typed);
    const said = typeof why === "string" && why;
    lost(said || t(typed ? "page.unanswered.kept" : "page.unanswered"));
  }

  // Words that were sent when the server went away: they are in the past if it heard them, else back in the field.
  function giveBack() {
    const draft = kept("draft");
    const heard = all(".st-past .st-said").at(-1)?.lastChild.textContent;
    if (draft && draft !== heard) {
      if (!words().value) fill(draft);
      lost(t("page.lost"));
    } else if (draft) {
      if (words().value === draft) fill(""); // given back before it was known
      keep("unheard", "");
    }
    keep("draft", "");
  }

  function lost(text) {
    const line = $(".st-lost");
    line.textContent = text;
    line.hidden = !text;
  }

  function toast(text, undo) {
    const box = $(".st-toast");
    $("span", box).textContent = text;
    const button = $("button", box);
    button.hidden = !undo;
    button.dataset.times = undo || 1;
    box.hidden = false;
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => { box.hidden = true; }, undo ? 10000 : 6000);
  }

  // --- composer ----------------------------------------------------------------------------------------------

  const words = () => $("#st-words");

  function onComposer() {
    fill(kept("unsent"));
    addEventListener("pagehide", () => keep("unsent", words().value));
  }

  function fill(text) {
    words().value = text;
    fit();
  }

  // A message to be said otherwise. What was being typed comes back with Escape.
  function edit(text) {
    aside = words().value === text ? "" : words().value;
    fill(text);
    words().focus();
    words().setSelectionRange(text.length, text.length);
  }

  function unedit() {
    if (!aside) return false;
    fill(aside);
    aside = "";
    return true;
  }

  function fit() {
    const field = words();
    field.style.height = "auto";
    field.style.height = Math.min(field.scrollHeight, 176) + "px";
    $(".st-send").disabled = !field.value.trim();
  }

  function say(text) {
    if (!text.trim() || !send) return;
    const whole = text.length < LONGEST;
    talk({ do: "send", text: text.slice(0, LONGEST) }, text.slice(0, LONGEST), false);
    if (whole && words().value.trim() === text.trim()) fill(""); // an opener leaves what is being typed
    if (matchMedia("(pointer: coarse)").matches) words().blur(); // the keyboard makes room for the answer
    else words().focus({ preventScroll: true });
  }

  // Gradio tells nobody when a click did not arrive; it reloads the page once the server is there again.
  const fetched = window.fetch;
  window.fetch = async (...request) => {
    const isClick = String(request[0]?.url ?? request[0]).includes("/queue/join");
    try {
      const answer = await fetched.apply(window, request);
      if (isClick && !answer.ok) onLost();
      return answer;
    } catch (error) {
      if (isClick) onLost();
      throw error;
    }
  };

  function startAnew() { goTo(""); }

  // Another conversation of this browser, or a new one.
  function goTo(session) {
    keep("session", session);
    keep("unheard", "");
    if (release) release();
    location.reload();
  }

  return {
    connect, onHeader, onConversation: showShopper, onComposer, onTurn, onCart, onNote, onLost,
    send: (click) => send?.(click), talk, say, edit, unedit, fit, words, stop, toast, t, language,
    kept, keep, talks, keepTalks, startAnew, goTo, drawBelow,
    onDrawn() {}, // clicks.js puts back what the shopper chose on the cards
    onSettled() {}, // hands.js listens to the shop's people
    onPast() {},
    onTalks() {}, // layers.js shows them
    onBench() {}, // bench.js draws the bundle on the table anew
  };
})();
