// The desk by keyboard, its dialogs, and signing in again without losing anything.
"use strict";
(() => {
  const { $, all, t, state, toast } = desk;

  // --- signing in and out ------------------------------------------------------------------------------------------

  let closed = null; // the dialog that signing in took the place of

  function signIn() {
    const dialog = $("#ad-dialog-login");
    if (!dialog) return location.assign("/agent/login?next=/agent/");
    if (dialog.open) return;
    closed = $("dialog[open]");
    closed?.close();
    $("[name=name]", dialog).value = desk.me?.name ?? "";
    $("[name=password]", dialog).value = "";
    dialog.showModal();
    $(desk.me ? "[name=password]" : "[name=name]", dialog).focus();
  }

  async function sendLogin(event) {
    event.preventDefault();
    const form = event.target;
    const problem = $(".ad-problem", form);
    problem.hidden = true;
    try {
      const agent = await desk.call("/login", { name: form.elements.name.value, password: form.elements.password.value });
      if (!desk.me || agent.id !== desk.me.id) return location.reload();
      form.elements.password.value = "";
      $("#ad-dialog-login").close();
      reopen();
      desk.listen();
      desk.resend();
      toast(t("js.signed_in"));
    } catch (refused) {
      Object.assign(problem, { textContent: refused.detail, hidden: false });
      form.elements.password.select();
    }
  }

  function reopen() {
    if (!closed) return;
    all(".ad-problem", closed).forEach((problem) => { problem.hidden = true; });
    closed.showModal();
    typed(closed)?.focus();
    closed = null;
  }

  async function logout() {
    try { await desk.call("/logout", {}); } catch { /* signed out already, or the server is away */ }
    location.assign("/agent/login");
  }

  // --- what is typed in a dialog: kept until it is sent, by what it is about -----------------------------------------

  const unsent = new Map();
  const typed = (dialog) => $("textarea", dialog);

  function openTyping(dialog, about) {
    dialog.dataset.about = about;
    typed(dialog).value = unsent.get(about) ?? "";
    $(".ad-problem", dialog).hidden = true;
    dialog.showModal();
  }

  // What was typed about that was sent.
  function closeTyped(dialog, about) {
    unsent.delete(about);
    if (dialog.dataset.about === about) dialog.close();
  }

  document.addEventListener("input", (event) => {
    const about = event.target.closest?.("dialog[data-about]")?.dataset.about;
    if (about) unsent.set(about, event.target.value);
  });

  // --- handing back ------------------------------------------------------------------------------------------------

  function askHandBack() {
    if ($('[data-do="hand-back"]').hidden) return;
    const dialog = $("#ad-dialog-hand-back");
    $(".ad-will-back", dialog).textContent = state.standing.told_on_return;
    openTyping(dialog, `hand-back ${state.session}`);
    $("[type=submit]", dialog).focus();
  }

  async function handBack(event) {
    event.preventDefault();
    const dialog = $("#ad-dialog-hand-back");
    const { about } = dialog.dataset;
    if (await desk.act("hand-back", { note: typed(dialog).value.trim() })) closeTyped(dialog, about);
    else Object.assign($(".ad-problem", dialog), { textContent: t("js.not_handed"), hidden: false });
  }

  // --- the inbox by keyboard ---------------------------------------------------------------------------------------

  function step(by) {
    const rows = all(".ad-list button");
    if (!rows.length) return;
    desk.view("inbox");
    const at = rows.findIndex((row) => row === document.activeElement);
    const from = at >= 0 ? at : rows.findIndex((row) => row.dataset.session === state.session);
    const next = from >= 0 ? from + by : by > 0 ? 0 : rows.length - 1;
    rows[Math.min(Math.max(next, 0), rows.length - 1)].focus();
  }

  function theme() {
    shelftalkTheme.choose("theme", document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  }

  const to = (view, selector) => () => { desk.view(view); $(selector)?.focus(); };
  const keys = {
    j: () => step(1), k: () => step(-1),
    t: () => desk.take(), r: to("talk", "#ad-words"), d: () => desk.draft(), u: () => desk.use(),
    s: to("find", "#ad-query"), "/": to("find", "#ad-query"),
    p: () => desk.doing.products(), b: () => desk.doing.bundle(), i: () => desk.view("shopper", true),
    m: () => desk.openMacros(), c: () => desk.sendCards(), h: askHandBack,
    1: () => desk.setFilter("waiting"), 2: () => desk.setFilter("mine"), 3: () => desk.setFilter("all"),
    "?": () => $("#ad-dialog-help").showModal(),
  };

  const isTyping = (element) => element?.matches?.("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if ($("dialog[open]")) return; // a dialog has its own keys; Escape closes it
    const inList = document.activeElement?.closest?.(".ad-list");
    if (event.key === "Escape") return escape(event);
    if (event.target.matches?.(".ad-tab")) return onTabKey(event);
    if (isTyping(event.target) && event.target.type !== "checkbox") return;
    if (inList && ["ArrowDown", "ArrowUp"].includes(event.key)) { step(event.key === "ArrowDown" ? 1 : -1); event.preventDefault(); return; }
    const does = Object.hasOwn(keys, event.key) && keys[event.key];
    if (!does || !document.body.classList.contains("st-ready")) return;
    event.preventDefault();
    does();
  });

  // Out of a field to what it belongs to; then the notice goes.
  function escape(event) {
    if (!isTyping(event.target)) { $(".ad-toast").hidden = true; return; }
    event.target.blur();
    (event.target.id === "ad-words" ? $(".ad-turns") : $(`.ad-tab[aria-selected="true"]`))?.focus();
  }

  function onTabKey(event) {
    const tabs = all(".ad-tab").filter((tab) => tab.offsetParent);
    const at = tabs.indexOf(event.target);
    const moved = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    if (moved === undefined) {
      const does = Object.hasOwn(keys, event.key) && keys[event.key];
      if (does) { event.preventDefault(); does(); }
      return;
    }
    event.preventDefault();
    desk.view(tabs[moved % tabs.length].dataset.view, true);
  }

  const doing = {
    take: () => desk.take(), "hand-back": askHandBack, logout, theme, undo: () => desk.undo(),
    help: () => $("#ad-dialog-help").showModal(),
    close: (button) => button.closest("dialog").close(),
  };

  document.addEventListener("click", (event) => {
    const row = event.target.closest?.(".ad-list button");
    if (row) { desk.open(row.dataset.session); return; }
    const tab = event.target.closest?.(".ad-tab");
    if (tab) { desk.view(tab.dataset.view); return; }
    const filter = event.target.closest?.("[data-filter]");
    if (filter) { desk.setFilter(filter.dataset.filter); return; }
    const button = event.target.closest?.("[data-do]");
    if (button && doing[button.dataset.do]) doing[button.dataset.do](button);
    else if (event.target.matches?.("dialog.ad-dialog") && event.target.id !== "ad-dialog-login") event.target.close(); // beside it
  });
  document.addEventListener("submit", (event) => {
    if (event.target.closest("#ad-dialog-login")) sendLogin(event);
    if (event.target.closest("#ad-dialog-hand-back")) handBack(event);
  });
  // Without signing in nothing can be done here: what was typed stays under the dialog.
  document.addEventListener("cancel", (event) => { if (event.target.id === "ad-dialog-login") event.preventDefault(); }, true);

  const started = desk.onStart;
  desk.onStart = () => {
    started();
    desk.view(state.session ? "talk" : "inbox");
    document.body.dataset.side ||= "reply";
    desk.view(document.body.dataset.view);
    matchMedia("(max-width: 900px)").addEventListener("change", () => desk.view(document.body.dataset.view));
  };
  Object.assign(desk, { signIn, openTyping, closeTyped });
})();
