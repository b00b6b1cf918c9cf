// What lies over the page: the cart's drawer, the settings, the conversations. The back button closes the topmost.
"use strict";
(() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const { send, toast, t, language, kept, keep, talks, keepTalks, startAnew, goTo } = shelftalk;
  const YEAR_S = 365 * 24 * 3600;

  let forgetting = ""; // the conversation that is being deleted
  let after = null; // what to do once the back step of a closed layer is done

  // --- opening and closing ---------------------------------------------------------------------------------------

  const open = () => $("dialog.st-dialog[open]") ?? (document.body.classList.contains("st-cart-open") ? "cart" : null);

  function pushed() {
    if (!history.state?.stLayer) history.pushState({ stLayer: true }, "");
  }

  // Takes back the step that opening made; then does what is to come after it.
  function closed(then) {
    if (!history.state?.stLayer) return then?.();
    after = then ?? null;
    history.back();
  }

  function show(name) {
    const dialog = $("#st-" + name);
    if (name === "settings") fillSettings(dialog);
    if (name === "talks") askForTalks();
    dialog.showModal();
    pushed();
  }

  function drawer(isOpen) {
    document.body.classList.toggle("st-cart-open", isOpen);
    $(".st-cart-button").setAttribute("aria-expanded", isOpen);
    (isOpen ? $(".st-cart-close") : $(".st-cart-button")).focus();
    if (isOpen) pushed();
  }

  function close(then) {
    const layer = open();
    if (layer === "cart") drawer(false);
    else layer?.close();
    closed(then);
  }

  addEventListener("popstate", () => {
    const layer = open();
    if (layer === "cart") drawer(false);
    else layer?.close();
    const then = after;
    after = null;
    then?.();
  });
  // Escape closes a dialog by itself.
  document.addEventListener("cancel", (event) => { if (event.target.matches?.("dialog.st-dialog")) closed(); }, true);
  document.addEventListener("click", (event) => {
    if (event.target.matches?.("dialog.st-dialog")) close(); // beside the dialog: its own ground covers all of it
    else if (open() === "cart" && !event.target.closest?.("#st-cart, [data-do=cart], .st-toast")) close();
  });

  // --- settings --------------------------------------------------------------------------------------------------

  function fillSettings(dialog) {
    $('[data-choose="language"]', dialog).value = language;
    for (const name of ["theme", "contrast"]) {
      $(`[data-choose="${name}"]`, dialog).value = shelftalkTheme.chosen(name);
    }
  }

  function speak(chosen) {
    document.cookie = `shelftalk-language=${chosen}; path=/; max-age=${YEAR_S}; samesite=lax`;
    close(() => location.reload());
  }

  document.addEventListener("change", (event) => {
    const choosing = event.target.dataset?.choose;
    if (choosing === "language") speak(event.target.value);
    else if (choosing === "theme" || choosing === "contrast") shelftalkTheme.choose(choosing, event.target.value);
    else if (choosing === "shopper") {
      keep("shopper", event.target.value);
      startAnew();
    }
  });

  // --- conversations ---------------------------------------------------------------------------------------------

  const ids = () => talks().map((talk) => talk.id);

  const askForTalks = () => send({ do: "talks", talks: ids() });

  shelftalk.onTalks = (html) => {
    const list = $(".st-talk-list");
    list.innerHTML = html;
    const days = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
    const known = new Set();
    all("li[data-session]", list).forEach((item) => {
      known.add(item.dataset.session);
      const at = talks().find((talk) => talk.id === item.dataset.session)?.at;
      if (at) Object.assign($("time", item), { textContent: " · " + days.format(at), dateTime: new Date(at).toISOString() });
    });
    keepTalks(talks().filter((talk) => known.has(talk.id))); // the shop does not know the others any more
    if (forgetting && forgetting === kept("session")) close(startAnew);
    forgetting = "";
  };

  async function openTalk(session) {
    if (session === kept("session")) return close();
    const held = (await navigator.locks?.query())?.held ?? [];
    if (held.some((lock) => lock.name === "shelftalk." + session)) return close(() => toast(t("talks.elsewhere")));
    close(() => goTo(session));
  }

  // Deleting asks once more, on the same button.
  function forget(button) {
    if (!button.classList.contains("st-sure")) {
      button.classList.add("st-sure");
      button.append(button.dataset.sure);
      button.removeAttribute("aria-label");
      return;
    }
    button.disabled = true;
    forgetting = button.dataset.session;
    send({ do: "forget", talk: forgetting, talks: ids() });
  }

  Object.assign(shelftalk, { show, close, drawer, isDrawn: () => open() === "cart", openTalk, forget });
})();
