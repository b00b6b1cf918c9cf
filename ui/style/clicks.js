// Clicks and keys: every button says in `data-do` what it does. Also what only the page knows: options, picks, drawer.
"use strict";
(() => {
  const MOST_COMPARED = 4;
  const $ = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const { send, talk, say, fit, words, toast, keep } = shelftalk;

  const picked = new Map(); // product id -> title, to compare
  const chosen = new Map(); // place in the running turn -> HTML of a card whose option was changed
  let chosenIn = ""; // that turn

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
      if (turn.closest("#st-live")) chosen.set(place, html);
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
    tend: (b) => talk(
      { do: "tend", slot: b.dataset.what, text: b.dataset.name, label: b.dataset.label }, b.dataset.label, true),
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
    new: () => shelftalk.startAnew(),
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

  document.addEventListener("click", (event) => {
    const page = event.target.closest?.(".st-title a");
    const looked = page?.closest("[data-product]");
    if (looked) send({ do: "look", product: looked.dataset.product });
    const button = event.target.closest?.("button[data-do]");
    if (button && doing[button.dataset.do]) doing[button.dataset.do](button);
    else if (document.body.classList.contains("st-cart-open") && !event.target.closest?.("#st-cart")) drawer(false);
  });
  document.addEventListener("change", (event) => {
    const choosing = event.target.dataset?.choose;
    if (choosing === "shopper") {
      keep("shopper", event.target.value);
      shelftalk.startAnew();
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
