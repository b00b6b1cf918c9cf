// Beside the conversation: what the copilot drew, products to choose from, and the shopper. Nothing here is sent by itself.
"use strict";
(() => {
  const { $, all, t, state, say, toast } = desk;
  const MOST_CHOSEN = 12;
  const latest = {}; // the newest question of each part
  const chosen = new Map(); // variant: title
  let seq = 0;

  function ask(part, what) {
    if (!state.session) return;
    latest[part] = ++seq;
    const place = $(`[data-part="${part}"]`);
    if (place) { place.dataset.waiting = "true"; place.setAttribute("aria-busy", "true"); }
    desk.ask({ ...what, seq });
  }

  // Gradio drew a part anew: it counts only for the conversation that is open, and the question asked last.
  function onDrawn(part) {
    const place = $(`[data-part="${part}"]`);
    if (!place) return;
    const isOld = place.dataset.session !== state.session || Number(place.dataset.seq) !== latest[part];
    place.hidden = isOld;
    if (isOld || place.dataset.state === "writing") return;
    place.removeAttribute("aria-busy");
    delete place.dataset.waiting;
    if (part === "draft" && place.dataset.state === "done") onDraft(place);
    if (part === "found") { say(t("js.found", { n: all("li", place).length })); all("[data-choose=card]", place).forEach(showChoice); }
    if (part === "draft") all("[data-choose=card]", place).forEach(showChoice);
  }

  function onDraft(place) {
    $(".ad-stale").hidden = true;
    const text = $(".ad-draft", place)?.dataset.said;
    say(text ? t("js.drafted", { text }) : $(".ad-none", place)?.textContent ?? "");
  }

  function draft() {
    if (!state.session) return;
    desk.view("reply");
    suggest();
  }

  function suggest() {
    ask("draft", { do: "draft", tone: $('[data-choose="tone"]').value });
  }

  function use() {
    const box = $('[data-part="draft"]:not([hidden]) .ad-draft[data-state="done"]');
    if (box) desk.put(box.dataset.said, box.dataset.draft);
  }

  function search(words) {
    if (!words.trim()) return;
    desk.view("find");
    ask("found", { do: "search", words });
  }

  function find(what, more = {}) {
    desk.view("find");
    ask("found", { do: what, words: $("#ad-query").value.trim(), ...more });
  }

  // --- chosen products -------------------------------------------------------------------------------------------------

  function showChoice(box) { box.checked = chosen.has(box.value); }

  function choose(box) {
    if (box.checked && chosen.size >= MOST_CHOSEN) { box.checked = false; return toast(t("js.most_chosen", { n: MOST_CHOSEN })); }
    if (box.checked) chosen.set(box.value, box.dataset.title);
    else chosen.delete(box.value);
    all(`[data-choose=card][value="${CSS.escape(box.value)}"]`).forEach(showChoice);
    onTray();
  }

  function onTray() {
    const tray = $(".ad-tray");
    tray.hidden = !chosen.size;
    $("ul", tray).replaceChildren(...[...chosen.values()].map((title) => {
      const item = document.createElement("li");
      item.textContent = title;
      return item;
    }));
    const button = $('[data-do="send-cards"]');
    const name = state.standing?.shopper ?? "";
    button.textContent = desk.holds() ? t(chosen.size === 1 ? "js.send_card" : "js.send_cards", { n: chosen.size, name }) : desk.whySilent();
    button.disabled = !desk.holds();
    for (const other of all('[data-do="send-bundle"]')) other.disabled = !desk.holds();
  }

  function sendCards() {
    if (!chosen.size) return;
    const titles = [...chosen.values()].join(", ");
    desk.sendProducts("cards", [...chosen.keys()], titles);
    unchoose();
  }

  function unchoose() {
    chosen.clear();
    all("[data-choose=card]").forEach(showChoice);
    onTray();
  }

  // --- sources, thumbs, macros -----------------------------------------------------------------------------------------

  function openSource(number) {
    const item = $(`[data-part="draft"] .ad-sources li[data-source="${number}"]`);
    if (!item) return;
    $("details", item).open = true;
    item.scrollIntoView({ block: "nearest" });
    $("summary", item).focus();
  }

  async function openMacros() {
    if (!state.session) return;
    const dialog = $("#ad-dialog-macros");
    $("#ad-macro-list").textContent = t("js.loading");
    dialog.showModal();
    $(".ad-filter-macros").value = "";
    $(".ad-filter-macros").focus();
    try {
      $("#ad-macro-list").innerHTML = (await desk.call(desk.path(state.session, "macros"))).html;
      all("[role=option]", dialog).forEach((option, n) => { option.id = "ad-macro-" + n; });
      filterMacros();
    } catch (problem) {
      $("#ad-macro-list").textContent = problem.detail;
    }
  }

  const shownMacros = () => all("#ad-macro-list [role=option]:not([hidden])");

  function filterMacros() {
    const wanted = $(".ad-filter-macros").value.trim().toLowerCase();
    all("#ad-macro-list [role=option]").forEach((option) => { option.hidden = !option.textContent.toLowerCase().includes(wanted); });
    point(shownMacros()[0]);
  }

  function point(option) {
    all("#ad-macro-list [aria-selected]").forEach((other) => other.removeAttribute("aria-selected"));
    $(".ad-filter-macros").setAttribute("aria-activedescendant", option?.id ?? "");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
  }

  function pick(option) {
    if (!option) return;
    $("#ad-dialog-macros").close();
    desk.insert(option.dataset.text);
  }

  function onMacroKey(event) {
    const options = shownMacros();
    const at = options.findIndex((option) => option.hasAttribute("aria-selected"));
    if (event.key === "ArrowDown") point(options[Math.min(at + 1, options.length - 1)]);
    else if (event.key === "ArrowUp") point(options[Math.max(at - 1, 0)]);
    else if (event.key === "Enter") pick(options[at]);
    else return;
    event.preventDefault();
  }

  function thumb(what) {
    const dialog = $("#ad-dialog-thumb");
    desk.openTyping(dialog, desk.path(state.session, what));
    $("textarea", dialog).focus();
  }

  async function sendThumb(event) {
    event.preventDefault();
    const dialog = $("#ad-dialog-thumb");
    const reason = $("textarea", dialog).value.trim();
    const { about } = dialog.dataset; // the route, too
    if (!reason) return;
    try {
      const { n_proposed } = await desk.call(about, { reason });
      desk.closeTyped(dialog, about);
      toast(t(n_proposed ? "js.thumbed.proposed" : "js.thumbed"));
    } catch (problem) {
      Object.assign($(".ad-problem", dialog), { textContent: problem.detail, hidden: false });
    }
  }

  // --- what happens in the conversation --------------------------------------------------------------------------------

  function onCopilot(session) {
    chosen.clear();
    onTray();
    all(".ad-drawn").forEach((place) => { place.hidden = true; });
    $(".ad-stale").hidden = true;
    if (!session) return;
    ask("summary", { do: "summary" });
    ask("shopper", { do: "shopper" });
  }

  // Something was said or done: what was drawn before it may not be so any more.
  function onNews(turn) {
    clearTimeout(onNews.soon);
    onNews.soon = setTimeout(() => { ask("summary", { do: "summary" }); ask("shopper", { do: "shopper" }); }, 400);
    const box = $('[data-part="draft"]:not([hidden]) .ad-draft');
    if (box && turn.dataset.by === "shopper") $(".ad-stale").hidden = false;
  }

  // A suggestion at once; on a phone the conversation stays in view.
  function onTaken() {
    if (!desk.isNarrow()) desk.view("reply");
    suggest();
  }

  function onLost() {
    all(".ad-drawn[aria-busy]").forEach((place) => { place.removeAttribute("aria-busy"); delete place.dataset.waiting; });
    toast(t("js.copilot_lost"));
  }

  const doing = {
    draft, use, unchoose,
    source: (button) => openSource(button.dataset.source),
    products: () => find("products"),
    bundle: () => find("bundle"),
    instead: (button) => find("instead", { variant: button.dataset.variant, title: button.dataset.title }),
    "send-cards": sendCards,
    "send-bundle": (button) => desk.sendProducts("bundle", button.dataset.variants.split("\n"), button.dataset.title),
    quote: (button) => desk.insert("“" + button.dataset.text + "”"),
    macros: openMacros,
    "thumb-draft": (button) => thumb(`drafts/${encodeURIComponent(button.closest(".ad-draft").dataset.draft)}/thumb`),
    "thumb-turn": (button) => thumb(`turns/${button.closest(".ad-turn").dataset.turn}/thumb`),
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-do]");
    if (button && doing[button.dataset.do]) doing[button.dataset.do](button);
    const option = event.target.closest?.("#ad-macro-list [role=option]");
    if (option) pick(option);
  });
  document.addEventListener("change", (event) => {
    if (event.target.dataset?.choose === "card") choose(event.target);
    if (event.target.dataset?.choose === "tone") desk.keep("tone", event.target.value);
  });
  document.addEventListener("input", (event) => { if (event.target.matches?.(".ad-filter-macros")) filterMacros(); });
  document.addEventListener("keydown", (event) => { if (event.target.matches?.(".ad-filter-macros")) onMacroKey(event); });
  document.addEventListener("submit", (event) => {
    if (event.target.matches(".ad-search")) { event.preventDefault(); search($("#ad-query").value); }
    if (event.target.closest("#ad-dialog-thumb")) sendThumb(event);
  });

  const started = desk.onStart;
  desk.onStart = () => {
    started();
    if (desk.kept("tone")) $('[data-choose="tone"]').value = desk.kept("tone");
  };
  Object.assign(desk, { onDrawn, onLost, onCopilot, onNews, onTray, onTaken, doing, draft, use, sendCards, openMacros });
})();
