// Clicks and keys: every button says in `data-do` what it does. Also what only the page knows: options, picks.
"use strict";
(() => {
  const MOST_COMPARED = 4;
  const $ = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const { send, talk, say, edit, fit, words, toast, t } = shelftalk;

  const picked = new Map(); // product id -> title, to compare
  const chosen = new Map(); // place in the running turn -> HTML of a card whose option was changed
  let chosenIn = ""; // that turn

  function showPicked() {
    all('.st-compare').forEach((b) => b.setAttribute("aria-pressed", picked.has(b.dataset.product)));
    const tray = $(".st-tray");
    tray.hidden = picked.size === 0;
    $(".st-tray-names").replaceChildren(...[...picked].map(([product, name]) => inTray(product, name)));
    const button = $('[data-do="compare"]', tray);
    button.textContent = picked.size < 2 ? t("tray.one") : t("tray.compare", { n: picked.size });
    button.disabled = picked.size < 2;
  }

  // Made of text: a title is never HTML here.
  function inTray(product, name) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: "×" });
    Object.assign(button.dataset, { do: "pick", product, title: name });
    button.setAttribute("aria-label", t("tray.remove", { title: name }));
    const label = document.createElement("span");
    label.textContent = name;
    item.append(label, button);
    return item;
  }

  function pick(button) {
    const { product, title } = button.dataset;
    if (picked.has(product)) picked.delete(product);
    else if (picked.size < MOST_COMPARED) picked.set(product, title);
    else toast(t("tray.most", { n: MOST_COMPARED }));
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
      if (turn.closest("#st-live")) chosen.set(place, html);
      card.insertAdjacentHTML("afterend", html);
      const fresh = card.nextElementSibling;
      card.remove();
      (slot ? $(`.st-option[aria-label="${CSS.escape(slot)}"] [aria-pressed="true"]`, fresh) : $("select", fresh))?.focus();
      showPicked();
    } catch {
      toast(t("page.option"));
    }
  }

  // --- everything that can be clicked ----------------------------------------------------------------------------

  const saidBeside = (b) => $(".st-said", b.closest(".st-turn")).lastChild.textContent;
  const title = (b) => $(".st-title", b.closest(".st-card, .st-part"))?.textContent ?? "";

  const doing = {
    say: (b) => say(b.dataset.text),
    follow: (b) => talk(
      { do: "follow", turn: +b.dataset.turn, index: +b.dataset.index, label: b.dataset.label }, b.dataset.label, true),
    drop: (b) => talk(
      { do: "drop", slot: b.dataset.slot, label: b.dataset.label }, t("did.drop", { label: b.dataset.label }), true),
    why: (b) => talk({ do: "why", product: b.dataset.product }, t("did.why", { title: title(b) }), true),
    reject: (b) => {
      b.closest(".st-card").classList.add("st-rejected");
      talk({ do: "reject", product: b.dataset.product }, t("did.reject", { title: title(b) }), true);
    },
    tend: (b) => talk(
      { do: "tend", slot: b.dataset.what, text: b.dataset.name, label: b.dataset.label }, b.dataset.label, true),
    person: () => talk({ do: "person" }, t("person"), true),
    assistant: () => talk({ do: "assistant" }, t("did.assistant"), true),
    compare: () => {
      const products = [...picked.keys()];
      const titles = [...picked.values()].join(t("did.and"));
      picked.clear();
      showPicked();
      talk({ do: "compare", products }, t("did.compare", { titles }), true);
    },
    pick,
    unpick: () => { picked.clear(); showPicked(); },
    choose: (b) => { if (b.getAttribute("aria-pressed") !== "true") choose(b, b.dataset.variant); },
    add: (b) => { busy(b); send({ do: "add", product: b.dataset.product, variant: b.dataset.variant }); },
    size: (b) =>
      talk({ do: "size", product: b.dataset.product, variant: b.dataset.variant }, t("did.size", { title: b.dataset.title }), true),
    size_all: (b) => talk({ do: "size_all", products: b.dataset.products.split("\n") }, t("did.size_all"), true),
    add_all: (b) => {
      busy(b);
      send({ do: "add_all", variants: b.dataset.variants.split("\n"), counts: (b.dataset.counts || "").split("\n").filter(Boolean).map(Number) });
    },
    set: (b) => send({ do: "set", variant: b.dataset.variant, quantity: +b.dataset.quantity }),
    undo: (b) => { $(".st-toast").hidden = true; send({ do: "undo", times: +(b.dataset.times || 1) }); },
    earlier: (b) => send({ do: "earlier", turn: +b.dataset.turn }),
    stop: () => shelftalk.stop(),
    edit: (b) => edit(saidBeside(b)),
    again: (b) => say(saidBeside(b)),
    cart: () => (shelftalk.isDrawn() ? shelftalk.close() : shelftalk.drawer(true)),
    settings: () => shelftalk.show("settings"),
    talks: () => shelftalk.show("talks"),
    open: (b) => shelftalk.openTalk(b.dataset.session),
    delete: (b) => shelftalk.forget(b),
    close: () => shelftalk.close(),
    new: () => shelftalk.close(shelftalk.startAnew),
  };

  // A second click within a moment is a slip of the finger, not a second piece.
  function busy(button) {
    button.disabled = true;
    setTimeout(() => { button.disabled = false; }, 700);
  }

  document.addEventListener("click", (event) => {
    const page = event.target.closest?.(".st-title a");
    const looked = page?.closest("[data-product]");
    if (looked) send({ do: "look", product: looked.dataset.product });
    const button = event.target.closest?.("button[data-do]");
    if (button && doing[button.dataset.do]) doing[button.dataset.do](button);
  });
  document.addEventListener("change", (event) => {
    if (event.target.closest?.(".st-option")) choose(event.target, event.target.value);
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
      if ($("dialog[open]")) return; // it closes by itself
      if (shelftalk.isDrawn()) shelftalk.close();
      else if (event.target === words() && shelftalk.unedit()) return;
      else if (document.body.classList.contains("st-running")) shelftalk.stop();
    }
  });

  // Drawing the live turn again puts back what the server knows; choices made since are the page's to keep.
  shelftalk.onDrawn = (live, turn) => {
    if (turn !== chosenIn) chosen.clear();
    chosenIn = turn;
    all(".st-card[data-product]", live).forEach((card, place) => {
      const html = chosen.get(place);
      if (html) card.outerHTML = html;
    });
    showPicked();
  };
})();
