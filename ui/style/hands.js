// Who answers: the banner above the field, and what a person of the shop says, as it comes. Nothing comes twice: every
// turn has its number, here and on the server, and a broken line goes on after the last one that arrived.
"use strict";
(() => {
  const FIRST_WAIT_MS = 1000; // before a line that broke is tried again; doubled from time to time
  const LONGEST_WAIT_MS = 30000;
  const MOST_TRIES = 40; // a good quarter of an hour; then the next thing said or clicked tries again
  const $ = (selector, within = document) => within.querySelector(selector);
  const { kept, t, language } = shelftalk;

  let line = null; // the open EventSource
  let of = ""; // the conversation that it is of
  let after = -1; // the last turn that was told
  let who = ""; // until the line has said so
  let until = -1; // the last turn that there was when this was so
  let name = "";
  let tries = 0;
  let timer = 0;
  let held = []; // turns that came while an answer was still being drawn: [number, html]

  function listen() {
    const session = kept("session");
    if (!session || (line && of === session)) return;
    if (of !== session) { of = session; held = []; }
    close();
    line = new EventSource(`/live/${encodeURIComponent(session)}?after=${after}&language=${language}`);
    line.addEventListener("hands", (event) => { tries = 0; onHands(JSON.parse(event.data)); });
    line.addEventListener("turn", (event) => {
      after = Math.max(after, +event.lastEventId);
      const { html } = JSON.parse(event.data);
      if (html) held.push([event.lastEventId, html]);
      draw();
      closeWhenTold();
    });
    line.addEventListener("gone", () => { who = "assistant"; close(); }); // the conversation was deleted
    line.onerror = onBroken;
  }

  // Back with the assistant, and all on the way there was told: nobody else says anything here.
  function closeWhenTold() {
    if (who === "assistant" && after >= until) close();
  }

  function close() {
    clearTimeout(timer);
    line?.close();
    line = null;
  }

  // The browser tries again by itself after a break, but not after a refusal, as of a server that is just starting.
  function onBroken() {
    const isAwaited = who !== "assistant" && tries < MOST_TRIES;
    if (isAwaited) broken(who !== "");
    else return close();
    if (line?.readyState !== EventSource.CLOSED) return;
    close();
    timer = setTimeout(listen, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries++));
  }

  function broken(is) {
    const words = $(".st-hands-lost");
    if (words) words.hidden = !is;
  }

  function onHands(told) {
    who = told.who;
    name = told.name || name;
    until = told.turns - 1;
    broken(false);
    const banner = $(".st-hands-banner");
    const inside = $(".st-hands-inside", banner);
    const had = inside.contains(document.activeElement);
    inside.innerHTML = told.html;
    if (had) ($("button", inside) ?? shelftalk.words()).focus({ preventScroll: true });
    banner.hidden = !told.html;
    banner.dataset.who = who;
    for (const time of banner.querySelectorAll("time")) {
      const at = new Date(time.dateTime);
      if (!Number.isNaN(+at)) {
        const said = new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(at);
        time.textContent = time.dataset.words.replace("@", said);
      }
    }
    const field = shelftalk.words();
    field.dataset.usual ??= field.placeholder;
    field.placeholder = who === "agent" ? t("hands.sent_to", { name }) : field.dataset.usual;
    document.body.classList.toggle("st-with-person", who === "agent");
    closeWhenTold();
  }

  // Turns of the shop's people go below what is there; one that is there already is not drawn again.
  function draw() {
    if (document.body.classList.contains("st-running")) return;
    for (const [number, html] of held.splice(0)) {
      if ($(`.st-turn[data-turn="${number}"]`)) continue;
      const drawn = shelftalk.drawBelow(html);
      const text = [...drawn.querySelectorAll(".st-person-name span, .st-person-text, .st-hands-line")];
      $(".st-announcer").textContent = text.map((part) => part.textContent).join(": ").slice(0, 400);
      if (document.hidden) unseen();
    }
  }

  // A word in the tab's title while nobody looks.
  let title = "";
  function unseen() {
    title ||= document.title;
    document.title = `● ${name} – ${title}`;
  }
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && title) document.title = title;
    if (!document.hidden) title = "";
  });

  // A turn that changes hands is a reason to listen from now on, and so is one that others came before; a conversation
  // that is drawn anew may be in others' hands. What the line tells is counted by the line alone.
  shelftalk.onSettled = (turn) => {
    const number = +turn.dataset.turn;
    if (!line && number === after + 1) after = number;
    if (number > after || $("[data-hands]", turn)) listen();
    draw();
  };
  shelftalk.onPast = (turns) => {
    after = Math.max(after, turns - 1);
    listen();
  };
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
})();
