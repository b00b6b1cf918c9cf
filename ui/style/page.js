// What the shopper's page does in the browser: it sends clicks, keeps finished turns, and never loses typed words.
// HTML comes from the server only, where everything in it is escaped; what is typed is put in as text.
"use strict";
const shelftalk = (() => {
  const MOST_TURNS = 60; // kept in the page; a longer talk loses its oldest turns from view, not from the store
  const MOST_COMPARED = 4;
  const LONGEST = 20001; // characters sent at most: one more than the assistant reads, so that it says so
  const PATIENCE_MS = 45000; // without any sign of the server, a turn counts as lost
  const $ = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  let send = null; // hands a click to Gradio
  let typed = ""; // the words of the running turn, given back if it fails
  let liveHTML = ""; // the running or last turn as last drawn
  let liveTurn = "";
  let settledTurn = ""; // the turn that was last moved to the past
  let watchdog = 0;
  let toastTimer = 0;
  let release = null; // lets go of this tab's claim on its session
  const seen = new Set(); // notes acted on: Gradio gives the last one of a click twice
  const picked = new Map(); // product id -> title, to compare
  const chosen = new Map(); // "turn/place" -> HTML of a card whose option was changed

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
    send = (click) => trigger({ ...click, session: kept("session"), shopper: kept("shopper") });
    if (kept("session") && !(await claim(kept("session")))) keep("session", "");
    document.body.classList.toggle("st-talking", Boolean(kept("session")));
    send({ do: "load" });
    document.body.classList.add("st-ready");
  }

  function onHeader() {
    shelftalkTheme.show();
    const picker = $('[data-choose="shopper"]');
    if (picker) picker.value = kept("shopper");
  }

  // --- turns -----------------------------------------------------------------------------------------------

  function talk(click, words, isClick) {
    if (!send) return;
    lost("");
    typed = click.do === "send" ? click.text : "";
    keep("draft", typed);
    const said = $(".st-pending [data-said]");
    said.textContent = words;
    said.className = isClick ? "st-did" : "st-said";
    $(".st-pending").hidden = false;
    document.body.classList.add("st-talking");
    settle();
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
      chosen.clear();
      if (document.activeElement === document.body) live.focus({ preventScroll: true }); // what was clicked is gone
    }
    $("#st-live").classList.remove("st-settled");
    if (!$(".st-pending").hidden) {
      $(".st-pending").hidden = true;
      live.scrollIntoView({ block: "start" }); // where the words just stood; a smooth scroll may be on its way there
    }
    restore(live);
    liveHTML = live.outerHTML;
    if (state === "running") return running(true);
    running(false);
    if (state === "failed" && typed && !words().value) fill(typed);
    if (state !== "failed") typed = "";
    keep("draft", "");
    announce(live);
  }

  // The last turn moves to the past, where nothing draws it again, to make room for the next.
  function settle() {
    if (liveTurn === "" || liveTurn === settledTurn) return;
    const past = $(".st-past");
    past.insertAdjacentHTML("beforeend", liveHTML);
    if (past.lastElementChild.dataset.state === "running") past.lastElementChild.dataset.state = "stopped";
    while (past.children.length > MOST_TURNS) past.firstElementChild.remove();
    settledTurn = liveTurn;
    $("#st-live").classList.add("st-settled");
  }

  // Drawing the live turn again puts back what the server knows; choices made since are the page's to keep.
  function restore(scope) {
    all(".st-card[data-product]", scope).forEach((card, place) => {
      const html = chosen.get(liveTurn + "/" + place);
      if (html) card.outerHTML = html;
    });
    showPicked();
  }

  function announce(turn) {
    const n = all(".st-card[data-product]", turn).length;
    const text = $(".st-text", turn)?.textContent ?? "";
    $(".st-announcer").textContent = (n ? `${n} product${n === 1 ? "" : "s"}. ` : "") + text.slice(0, 400);
  }

  function onNote(note) {
    if (!note || !note.seq || seen.has(note.seq)) return;
    seen.add(note.seq);
    if (note.session && note.session !== kept("session")) {
      keep("session", note.session);
      if (release) release();
      claim(note.session);
    }
    if (note.past) showPast(note);
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
    if (!document.body.classList.contains("st-running")) return;
    running(false);
    $(".st-pending").hidden = true;
    welcomeIfEmpty();
    if (typed && !words().value) fill(typed);
    const said = typeof why === "string" && why;
    lost(said || "The shop did not answer" + (typed ? ", and your message is kept below" : "")
      + ". Please try again in a moment.");
  }

  // Words that were sent when the server went away: they are in the past if it heard them, else back in the field.
  function giveBack() {
    const draft = kept("draft");
    const heard = all(".st-past .st-said").at(-1)?.lastChild.textContent;
    if (draft && draft !== heard) {
      if (!words().value) fill(draft);
      lost("The connection was lost, and your message is kept below. Send it again when you like.");
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
    if (whole) fill("");
    if (matchMedia("(pointer: coarse)").matches) words().blur(); // the keyboard makes room for the answer
    else words().focus({ preventScroll: true });
  }

  // --- comparing and options ------------------------------------------------------------------------------------

  function showPicked() {
    all('[data-do="pick"]').forEach((b) => b.setAttribute("aria-pressed", picked.has(b.dataset.product)));
    const tray = $(".st-tray");
    tray.hidden = picked.size === 0;
    $(".st-tray-names").textContent = [...picked.values()].join(" · ");
    const button = $('[data-do="compare"]', tray);
    button.textContent = "Compare " + picked.size;
    button.disabled = picked.size < 2;
  }

  function pick(button) {
    const { product, title } = button.dataset;
    if (picked.has(product)) picked.delete(product);
    else if (picked.size < MOST_COMPARED) picked.set(product, title);
    else toast(`You can compare up to ${MOST_COMPARED} products at once.`);
    showPicked();
  }

  async function choose(from, variant) {
    const card = from.closest(".st-card");
    const turn = card.closest(".st-turn");
    const place = all(".st-card[data-product]", turn).indexOf(card);
    const slot = from.closest(".st-option")?.getAttribute("aria-label");
    try {
      const answer = await fetch("/card/" + encodeURIComponent(variant));
      if (!answer.ok) throw new Error(String(answer.status));
      const html = await answer.text();
      if (turn.dataset.turn === liveTurn && turn.closest("#st-live")) chosen.set(liveTurn + "/" + place, html);
      card.insertAdjacentHTML("afterend", html);
      const fresh = card.nextElementSibling;
      card.remove();
      (slot ? $(`.st-option[aria-label="${CSS.escape(slot)}"] [aria-pressed="true"]`, fresh) : $("select", fresh))?.focus();
      showPicked();
    } catch {
      toast("That option could not be read from the store just now. Please try again.");
    }
  }

  // --- everything that can be clicked ----------------------------------------------------------------------------

  const title = (b) => $(".st-title", b.closest(".st-card, .st-part"))?.textContent ?? "";

  const doing = {
    say: (b) => say(b.dataset.text),
    follow: (b) => talk(
      { do: "follow", turn: +b.dataset.turn, index: +b.dataset.index, label: b.dataset.label }, b.dataset.label, true),
    drop: (b) => talk(
      { do: "drop", slot: b.dataset.slot, label: b.dataset.label }, `Without “${b.dataset.label}”`, true),
    why: (b) => talk({ do: "why", product: b.dataset.product }, "Why this? " + title(b), true),
    reject: (b) => {
      b.closest(".st-card").classList.add("st-rejected");
      talk({ do: "reject", product: b.dataset.product }, "Not for me: " + title(b), true);
    },
    person: () => talk({ do: "person" }, "Talk to a person", true),
    compare: () => {
      const products = [...picked.keys()];
      const names = [...picked.values()].join(" and ");
      picked.clear();
      showPicked();
      talk({ do: "compare", products }, "Compare " + names, true);
    },
    pick,
    unpick: () => { picked.clear(); showPicked(); },
    choose: (b) => { if (b.getAttribute("aria-pressed") !== "true") choose(b, b.dataset.variant); },
    add: (b) => { busy(b); send({ do: "add", product: b.dataset.product, variant: b.dataset.variant }); },
    size: (b) =>
      talk({ do: "size", product: b.dataset.product, variant: b.dataset.variant }, "Add: " + b.dataset.title, true),
    size_all: (b) => talk({ do: "size_all", products: b.dataset.products.split("\n") }, "Add all of it", true),
    add_all: (b) => { busy(b); send({ do: "add_all", variants: b.dataset.variants.split("\n") }); },
    set: (b) => send({ do: "set", variant: b.dataset.variant, quantity: +b.dataset.quantity }),
    undo: (b) => { $(".st-toast").hidden = true; send({ do: "undo", times: +(b.dataset.times || 1) }); },
    earlier: (b) => send({ do: "earlier", turn: +b.dataset.turn }),
    stop: () => send({ do: "stop" }),
    theme: () => shelftalkTheme.toggle(),
    cart: () => drawer(!document.body.classList.contains("st-cart-open")),
    new: startAnew,
  };

  // A second click within a moment is a slip of the finger, not a second piece.
  function busy(button) {
    button.disabled = true;
    setTimeout(() => { button.disabled = false; }, 700);
  }

  function drawer(open) {
    document.body.classList.toggle("st-cart-open", open);
    $(".st-cart-button").setAttribute("aria-expanded", open);
    (open ? $(".st-cart-close") : $(".st-cart-button")).focus();
  }

  function startAnew() {
    keep("session", "");
    if (release) release();
    location.reload();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-do]");
    if (button && send && doing[button.dataset.do]) doing[button.dataset.do](button);
    else if (document.body.classList.contains("st-cart-open") && !event.target.closest?.("#st-cart")) drawer(false);
  });
  document.addEventListener("change", (event) => {
    const choosing = event.target.dataset?.choose;
    if (choosing === "shopper") {
      keep("shopper", event.target.value);
      startAnew();
    } else if (choosing !== undefined) choose(event.target, event.target.value);
  });
  document.addEventListener("input", (event) => { if (event.target === words()) fit(); });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".st-composer")) return;
    event.preventDefault();
    say(words().value);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target === words() && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      say(words().value);
    } else if (event.key === "Escape") {
      if (document.body.classList.contains("st-cart-open")) drawer(false);
      else if (document.body.classList.contains("st-running")) send({ do: "stop" });
    }
  });

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

  return { connect, onHeader, onComposer, onTurn, onCart, onNote, onLost };
})();
