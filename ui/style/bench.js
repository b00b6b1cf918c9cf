// The workbench: clicks on a bundle go to the server, which draws it anew where it stands; only the last one is live.
"use strict";
(() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const { send, talk, t } = shelftalk;

  let latest = null; // the bundle as it was last changed in place: { turn, html }; drawing a turn again forgets it
  let from = null; // what was clicked: its place is found again in the new drawing
  let waiting = 0;

  const live = () => all(".st-bench-all").filter((one) => !one.closest(".st-settled")).at(-1);
  const turnOf = (bench) => bench.closest(".st-turn")?.dataset.turn ?? "";

  // --- clicks ------------------------------------------------------------------------------------------------

  function change(asked, button) {
    const bench = live();
    if (!bench || bench.hasAttribute("aria-busy")) return;
    bench.setAttribute("aria-busy", "true");
    clearTimeout(waiting);
    waiting = setTimeout(() => live()?.removeAttribute("aria-busy"), 15000);
    from = button ? { what: button.dataset.what ?? "", slot: button.dataset.slot ?? "" } : { what: asked.what, slot: "" };
    send({ do: "bench", bench: asked });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.('button[data-do="bench"], button[data-do="copy"]');
    if (!button) return;
    if (button.dataset.do === "copy") return copy(button);
    const { what, slot, variant, n, tier } = button.dataset;
    if (what === "tier" && button.getAttribute("aria-pressed") === "true") return;
    change({ what, slot: slot ?? "", variant: variant ?? "", n: +(n ?? 1), tier: tier ?? "balanced" }, button);
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches(".st-bench-budget, .st-bench-day")) return;
    event.preventDefault();
    const day = $("input[type=date]", event.target);
    if (day) return void (day.value && change({ what: "by_day", day: day.value }));
    const amount = $("input", event.target).value.trim().replace(",", ".");
    if (Number(amount) > 0) change({ what: "budget", amount });
  });

  async function copy(button) {
    const address = new URL(button.dataset.address, location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      say(t("bench.copied"));
    } catch { // no permission, or no https: the address itself, to be copied by hand
      say(address);
    }
  }

  function say(text) {
    const line = $(".st-bench-said", live());
    line.replaceChildren(Object.assign(document.createElement("span"), { textContent: text }));
  }

  // --- drawing -----------------------------------------------------------------------------------------------

  shelftalk.onBench = ({ bench, said }) => {
    clearTimeout(waiting);
    const old = live();
    if (!old) return;
    const open = $("details[open]", old)?.closest("[data-slot]")?.dataset.slot;
    const turn = turnOf(old);
    if (bench) {
      old.insertAdjacentHTML("afterend", bench);
      const fresh = old.nextElementSibling;
      old.remove();
      fresh.dataset.changed = fresh.dataset.drawn = turn;
      if (said && $(".st-bench-said", fresh)) $(".st-bench-said", fresh).innerHTML = said;
      if (open && from?.what !== "swap") { // what was open stays so, unless it was chosen from
        const same = all("[data-slot]", fresh).find((one) => one.dataset.slot === open);
        if ($("details", same ?? fresh) && same) $("details", same).open = true;
      }
      latest = { turn, html: fresh.outerHTML };
      focusAgain(fresh);
      if ($(".st-comparison", fresh)) $(".st-comparison", fresh).scrollIntoView({ block: "nearest" });
    } else {
      old.removeAttribute("aria-busy");
      for (const form of all("form", old)) form.reset(); // what was refused does not stand there as if it held
      if (said) $(".st-bench-said", old).innerHTML = said;
      old.dataset.drawn = turn;
      latest = { turn, html: old.outerHTML };
    }
    refresh();
    if (said) $(".st-bench-said", live())?.scrollIntoView({ block: "nearest" }); // a question asked below the fold is none
  };

  // What was clicked is gone with the old drawing: its like takes the focus, else its slot, else the bundle.
  function focusAgain(fresh) {
    if (!from || document.activeElement !== document.body) return;
    const buttons = all("button[data-do='bench']", fresh);
    const same = buttons.find((b) => (b.dataset.slot ?? "") === from.slot && b.dataset.what === from.what);
    const toggled = { lock: "unlock", unlock: "lock", remove: "put_back", put_back: "remove", own: "disown",
      same_color: "any_color", any_color: "same_color" }[from.what];
    const other = buttons.find((b) => (b.dataset.slot ?? "") === from.slot && b.dataset.what === toggled);
    const place = all("[data-slot] summary", fresh).find((s) => s.closest("[data-slot]").dataset.slot === from.slot);
    const field = { budget: ".st-bench-budget input", by_day: ".st-bench-day input", any_day: ".st-bench-day input" }[from.what];
    ((field && $(field, fresh)) ?? (from.what === "swap" ? place : same) ?? other ?? place ?? $("button", fresh))?.focus({ preventScroll: true });
  }

  // Only the last bundle can be changed; earlier ones are kept small. A turn drawn again gets its last drawing back.
  function refresh() {
    for (const bench of all(".st-bench-all")) {
      if (latest && turnOf(bench) === latest.turn && bench.dataset.drawn === undefined) bench.outerHTML = latest.html;
    }
    const last = live();
    let isShorter = false;
    for (const bench of all(".st-bench-all")) {
      const isOld = bench !== last;
      if (isOld === bench.hasAttribute("data-old")) continue;
      bench.toggleAttribute("data-old", isOld);
      isShorter ||= isOld;
      const turn = bench.closest(".st-turn");
      if (isOld && turn && !$(".st-said, .st-did", turn)) turn.hidden = true; // a click in place, told by what it led to
    }
    // What stands above became shorter: the turn that is read stays where it began.
    if (isShorter) $('#st-live:not(.st-settled) .st-turn:not([data-turn=""])')?.scrollIntoView({ block: "start" });
  }

  new MutationObserver((changes) => {
    const drawn = changes.some(({ addedNodes }) => [...addedNodes].some((node) =>
      node.nodeType === 1 && (node.matches(".st-bench-all, .st-turn") || node.querySelector?.(".st-bench-all"))));
    if (drawn) refresh();
  }).observe(document.documentElement, { childList: true, subtree: true });

  // --- a shared bundle: /#part=1.1999.TENT ---------------------------------------------------------------------

  function openShared() {
    const parts = new URLSearchParams(location.hash.slice(1)).getAll("part");
    if (!parts.length) return;
    history.replaceState(null, "", location.pathname + location.search);
    talk({ do: "open", parts }, t("did.open"), true);
  }

  const ready = setInterval(() => {
    if (!document.body?.classList.contains("st-ready")) return;
    clearInterval(ready);
    setTimeout(openShared, 300); // after the past has been asked for
  }, 100);
  addEventListener("hashchange", openShared);
})();
