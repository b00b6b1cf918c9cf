// The panel: a dialog beside the page (on a phone, over it), with the conversation in it. Fetched when it is first wanted.
const SHEET = "@@css@@";

function start(me) {
  const { h, host, root, wrap, launch, data, tell } = me;
  const opened = box(() => sessionStorage, `shelftalk.open.${me.key}`);
  const turns = new Map(); // what is drawn, by the turn's number
  let running; // the turn that is answered now
  let back = launch; // what gets the focus when the panel is closed
  let cart; // as the assistant has it
  const pieces = (lines) => Object.fromEntries(lines.map(({ variant_id, quantity }) => [variant_id, quantity]));
  let mirrored = {}; // pieces by variant, as the store's page knows them
  let toldCart; // as the page was last told
  let isKnown = false; // whether what the conversation was is drawn
  let who = "assistant"; // or waiting, agent, message_left
  let isLive = false;
  let isMeant; // the page's product, though the conversation went on to others

  const talk = talking(me, { cart: onCart, anew: onAnew });
  mirrored = pieces(talk.state().lines || []);
  toldCart = json(mirrored);
  const view = viewing(me, { say, add, rate, judge, product });
  const { t, icon, small, button, row, muted } = view;

  // --- the parts ---------------------------------------------------------------------------------------------

  const title = h("h2", { id: "t" });
  const count = h("span", { class: "count" });
  const basket = h("button", { type: "button", class: "icon", "aria-label": t("cart_n", { n: 0 }), click: showCart }, icon("cart"), count);
  const lines = h("div", { class: "lines", hidden: true });
  const greeting = h("p", { class: "greeting" });
  const openers = h("div", { class: "next" });
  const log = h("div", { class: "log", tabindex: 0, role: "log", "aria-live": "off", "aria-labelledby": "t" }, greeting, openers);
  const status = h("p", { class: "sr", role: "status" });
  const about = button("", () => { isMeant = true; showContext(); field.focus(); }, { class: "about", hidden: true });
  const field = h("textarea", { rows: 1, maxlength: 20001, "aria-label": t("write"), placeholder: t("write"), keydown(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
  } });
  const go = h("button", { class: "do round", "aria-label": t("send") }, icon("send"));
  const stop = h("button", { type: "button", class: "do round", "aria-label": t("stop"), hidden: true, click: () => talk.stop() }, icon("stop"));
  const person = button(t("person"), () => (who === "assistant" ? say({ person: true }, t("person")) : talk.ask("DELETE", "/person")), { class: "link" });
  const form = h("form", { submit(event) { event.preventDefault(); send(); } }, field, go, stop);
  const dialog = h("dialog", { class: "panel", "aria-labelledby": "t", keydown: onKey, click: onLink },
    h("header", {}, title, basket, small("close", t("close"), close)),
    lines, log, status, about, form,
    h("footer", {}, person, button(t("anew"), beginAnew, { class: "link" })));
  me.dress(SHEET);
  wrap.append(dialog);
  me.isReady = true;

  // --- open and close: beside the page; on a phone over it, where the browser keeps the focus inside ------------------

  const phone = matchMedia("(max-width: 480px)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const shade = () => wrap.classList.toggle("dark", data.scheme === "dark" || (data.scheme !== "light" && dark.matches));
  dark.addEventListener("change", shade);

  async function open(isResumed) {
    if (!dialog.open) {
      const from = document.activeElement;
      back = isResumed || from === host || from === document.body ? launch : from;
      title.textContent = data.title || t("title");
      greeting.textContent = data.greeting || t("greeting");
      me.look();
      shade();
      launch.hidden = true;
      if (phone.matches) dialog.showModal(); else dialog.setAttribute("open", "");
      opened.set({ open: true });
      tell("open");
    }
    if (!isResumed && !phone.matches) field.focus(); // on a phone its keyboard would hide what is there
    showContext();
    await know();
  }
  function close() {
    dialog.close();
    launch.hidden = "hidden" in data;
    opened.drop();
    back.focus();
    tell("close");
  }
  function onKey(event) {
    event.stopPropagation(); // shortcuts of the page are not meant
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    if (lines.hidden) close(); else { showCart(); basket.focus(); }
  }
  function onLink({ target }) { // on a phone the page that was asked for is to be seen
    if (phone.matches && target.closest("a:not([target])")) opened.drop();
  }

  // --- what was said before, on this page or another ----------------------------------------------------------------

  async function know() {
    if (isKnown) return;
    isKnown = true;
    const wait = talk.waiting();
    try {
      if (talk.isBegun()) {
        const { messages } = await talk.ask("GET", "/messages?limit=12");
        for (const { id, message, events } of messages) if (id !== wait?.number) replay(id, message, events);
        await talk.ask("GET", "/cart");
      }
      const { cart: id } = me.context ?? data;
      const { cart: before } = talk.state();
      if (id && before && id !== before) me.cart ??= { lines: [] }; // another cart of the store begins empty
      if (id) talk.note({ cart: id });
      await storeCart();
      if (wait) say(wait.asked, wait.said, wait);
      else if (!turns.size) await begin();
    } catch (error) { isKnown = false; trouble(error, know); }
    scroll();
  }
  async function begin() {
    const { openers: found = [] } = await (await talk.send("GET", "/store")).json();
    openers.replaceChildren(...found.slice(0, 3).map((words) => button(words, () => say({ message: words }, words))));
  }
  function replay(id, message, events) {
    if (turns.has(id)) return;
    const one = view.turn(message);
    for (const { event, data: told } of events) {
      one.hear(event, told, id);
      if (event === "hands") inHands(told.who);
    }
    if (one.isEmpty()) return;
    one.quiet();
    place(id, one);
    return one;
  }
  function place(id, one) {
    greeting.hidden = openers.hidden = true;
    turns.set(id, one);
    log.append(one.box);
  }
  function onAnew() {
    log.append(view.hands(t("was_anew")));
    turns.clear();
  }
  async function beginAnew() {
    if (talk.isBegun()) await talk.ask("DELETE", "").catch(() => 0);
    wipe();
    begin().catch(() => 0);
    field.focus();
  }
  function wipe() {
    talk.forget(cart ? linesOf(cart) : []);
    turns.clear();
    log.replaceChildren(greeting, openers);
    greeting.hidden = openers.hidden = false;
  }

  // --- a turn ------------------------------------------------------------------------------------------------------

  function send() {
    const words = field.value.trim();
    if (!words || running) return;
    field.value = "";
    if (phone.matches) field.blur();
    say({ message: words }, words);
  }

  async function say(asked, said, wait) {
    if (running) return;
    const one = running = view.turn(said, !asked.message);
    const context = contextNow();
    const isNews = isMeant || json(context) !== (talk.state().told || "{}");
    place(`new-${turns.size}`, one);
    one.wait();
    busy(true);
    log.scrollTop = one.box.offsetTop - 12;
    tell("message", { text: said });
    let failed;
    try {
      const sent = wait ?? { asked: isNews ? { ...asked, context: { ...context, again: isMeant } } : asked, said, key: fresh() };
      await talk.say(sent.asked, (event, told, number) => {
        if (event === "cart") onCart(told);
        if (event === "hands") inHands(told.who);
        failed = event === "error" ? told : failed;
        one.hear(event, told, number);
        turns.set(number, one);
      }, sent);
      if (isNews) talk.note({ told: json(context) });
      isMeant = undefined;
      showContext();
      tell("answer", { text: one.spoken() });
    } catch (error) { failed = error; }
    running = undefined;
    busy(false);
    status.textContent = "";
    if (failed) trouble(failed, () => { one.box.remove(); say(asked, said); }, one);
    else status.textContent = one.spoken();
    if (!phone.matches && !root.activeElement && document.activeElement === document.body) field.focus();
  }

  function busy(is) {
    const had = [go, stop].includes(root.activeElement);
    go.hidden = is;
    stop.hidden = !is;
    if (had) (is ? stop : field).focus();
    log.setAttribute("aria-busy", String(is));
  }

  function trouble(error, again, one) {
    const { status: code } = error;
    const why = code === 429 ? t("too_much", { n: error.after || 10 }) : /40[13]/.test(code) ? t("refused") : code ? t("trouble") : t("unreachable");
    tell("error", { why: error.why || String(error), status: code });
    const place = one ?? view.turn("");
    if (!one) log.append(place.box);
    place.fail(why, () => { if (!one) place.box.remove(); again(); });
    status.textContent = why;
  }

  const scroll = () => { log.scrollTop = log.scrollHeight; };

  // --- a person: while one is waited for or speaks, what they do is heard as it happens ------------------------------

  function inHands(now) {
    who = now;
    person.textContent = now === "assistant" ? t("person") : t("unperson");
    if (now !== "assistant" && !isLive) live();
  }
  async function live() {
    isLive = true;
    while (who !== "assistant") {
      const last = Math.max(-1, ...[...turns.keys()].filter((id) => id >= 0));
      await talk.again((session) => talk.send("GET", `${session}/live`, undefined, last < 0 ? {} : { "Last-Event-ID": last }))
        .then((answer) => talk.read(answer, onLive)).catch(() => 0);
      await pause(2000);
    }
    isLive = false;
  }
  function onLive(event, told) { // true when nothing more is to be heard
    if (event === "hands" && told.who !== "assistant") inHands(told.who); // that they gave it back is a turn, too
    if (event !== "turn" || turns.has(told.number)) return false;
    if (running) { setTimeout(onLive, 300, event, told); return false; }
    if (!told.message && !told.events.some((one) => /person|hands|cards|bundle/.test(one.event))) return false; // a click of this page
    const one = replay(told.number, told.message, told.events);
    if (one) { status.textContent = one.spoken(); scroll(); }
    return who === "assistant";
  }

  // --- the page around it -------------------------------------------------------------------------------------------

  function contextNow() { // ids only: the server looks them up
    const { product, collection, search } = me.context ?? data;
    const found = {};
    for (const [name, id] of [["product", product], ["collection", collection], ["search", search]]) if (id) found[name] = String(id).slice(0, 200);
    return found;
  }
  async function showContext() {
    const now = contextNow();
    const found = now.product && await product(now.product).catch(() => 0);
    about.hidden = !found;
    about.ariaPressed = String(isMeant || talk.state().told !== json(now));
    if (found) about.textContent = t("about", { title: found.title });
  }
  const read = {};
  function product(id) { return (read[id] ??= talk.send("GET", `/products/${encode(id)}`).then((answer) => answer.json())); }

  // --- the cart: the assistant's and the store's are kept alike -------------------------------------------------------

  async function add(item) { // the words to show
    if (!tell("add-to-cart", { ...item }, true)) return ""; // the page does it itself, and tells by "cart"
    try {
      if ((await me.onAddToCart?.({ ...item })) === false) return t("not_added");
      mirrored[item.variant_id] = (mirrored[item.variant_id] || 0) + item.quantity;
      const { text } = await talk.ask("POST", "/cart/lines", { variant_id: item.variant_id, quantity: item.quantity });
      status.textContent = text;
      return text || t("added");
    } catch (error) { return error.message || t("not_added"); }
  }
  function onCart(now, isOld) { // what the assistant put in or took out by itself, the store's cart follows
    cart = now;
    const found = pieces(linesOf(now));
    if (!isOld && isKnown && running) {
      for (const { id, product_id, title: name, quantity } of now.line_items) {
        const more = quantity - (mirrored[id] || 0);
        if (more > 0) me.onAddToCart?.({ variant_id: id, product_id, title: name, quantity: more, by: "assistant" });
      }
    }
    mirrored = found;
    const isNew = json(found) !== toldCart;
    toldCart = json(found);
    talk.note({ lines: linesOf(now) });
    const n = now.line_items.reduce((sum, { quantity }) => sum + quantity, 0);
    count.textContent = n || "";
    basket.setAttribute("aria-label", t("cart_n", { n }));
    if (isNew) tell("cart", { lines: linesOf(now), n });
    if (!lines.hidden) drawCart();
  }
  function showCart() {
    lines.hidden = !lines.hidden;
    basket.setAttribute("aria-expanded", String(!lines.hidden));
    if (!lines.hidden) drawCart();
  }
  function drawCart() {
    const at = root.activeElement?.ariaLabel;
    const set = (id, quantity) => talk.ask("PUT", `/cart/lines/${encode(id)}`, { quantity }).catch((error) => { status.textContent = error.message; });
    lines.replaceChildren(...cart?.line_items[0] ? [h("ul", {}, cart.line_items.map(({ id, title: name, options_text: options, quantity, total, media }) =>
      view.item("li", media, h("b", {}, name), muted(options), row(
        button("−", () => set(id, quantity - 1), { "aria-label": t("less", { title: name }) }), quantity,
        button("+", () => set(id, quantity + 1), { "aria-label": t("more_of", { title: name }) }), h("b", {}, total.display))))),
    view.sum(cart.total)] : [muted(t("cart_empty"))]);
    if (at && !root.activeElement) ([...lines.querySelectorAll("button")].find((one) => one.ariaLabel === at) ?? basket).focus();
  }
  async function storeCart() { // the store's cart as it is: the assistant's is brought to it
    const told = me.cart?.lines;
    if (!told || !isKnown) return;
    const wanted = pieces(told);
    const before = mirrored;
    mirrored = wanted;
    if (!talk.isBegun()) { talk.note({ lines: told.map(({ variant_id, quantity }) => ({ variant_id, quantity })) }); return; }
    for (const id of new Set([...Object.keys(before), ...Object.keys(wanted)])) {
      if (before[id] !== wanted[id]) await talk.ask("PUT", `/cart/lines/${encode(id)}`, { quantity: wanted[id] || 0 }).catch(() => 0);
    }
  }

  // --- what shoppers think of things and answers ----------------------------------------------------------------------

  function rate(told) { return talk.ask("POST", "/feedback", told).then(({ text }) => text || t("thanks"), (error) => error.message); }
  function judge(number, good, reason) { return talk.ask("POST", `/messages/${number}/thumb`, { good, reason }); }

  return {
    open, close, cart: storeCart,
    resume: () => open(true),
    async ask(words) { await open(); await say({ message: words }, words); },
    context: showContext, onAddToCart() {},
    async identify() {
      const shopper = await talk.shopper();
      if (talk.isBegun() && (talk.state().who || "") !== (shopper?.id || "")) { wipe(); isKnown = false; if (dialog.open) know(); }
    },
  };
}
