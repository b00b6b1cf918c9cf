// The panel: a dialog beside the page (on a phone, over it), with the conversation in it. Fetched when it is first wanted.

function start(me) {
  const { h, host, root, wrap, launch, data, tell } = me;
  const opened = box(() => sessionStorage, `shelftalk.open.${me.key}`);
  const turns = new Map(); // what is drawn, by the turn's number
  let running; // the turn that is answered now
  let next; // what is said when it is over
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
  const { icon, small, button } = view;

  // --- the parts ---------------------------------------------------------------------------------------------

  const title = h("h2", { id: "t" });
  const count = h("span", { class: "count" });
  const basket = h("button", { class: "icon", "aria-label": t("cart_n", { n: 0 }), click: showCart }, icon("cart"), count);
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
  const news = h("em", { role: "img", "aria-label": t("news"), hidden: true }); // a person's answer, the panel being closed
  launch.append(news);
  me.dress(SHEET); // panel.css, put here by the build
  wrap.append(dialog);
  me.isReady = true;

  // --- open and close: beside the page; on a phone over it, where the browser keeps the focus inside ------------------

  const phone = matchMedia("(max-width: 480px)");

  async function open(isResumed) {
    if (!dialog.open) {
      const from = document.activeElement;
      back = isResumed || from === host || from === document.body ? launch : from;
      title.textContent = data.title || t("title");
      greeting.textContent = data.greeting || t("greeting");
      me.look();
      wrap.style.colorScheme = (data.scheme || "auto").replace("auto", "light dark");
      launch.hidden = news.hidden = true;
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
    shut();
    back.focus();
    tell("close");
  }
  function shut() { // while a person is there the next page listens, too
    if (who === "assistant") opened.drop(); else opened.set({ seen: last() });
  }
  function onKey(event) {
    event.stopPropagation(); // shortcuts of the page are not meant
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    if (lines.hidden) close(); else { showCart(); basket.focus(); }
  }
  function onLink({ target }) { // on a phone the page that was asked for is to be seen
    if (phone.matches && target.closest("a:not([target])")) shut();
  }

  // --- what was said before, on this page or another ----------------------------------------------------------------

  async function know() {
    if (isKnown) return;
    isKnown = true;
    const wait = talk.waiting();
    const life = talk.life();
    try {
      if (talk.isBegun()) {
        const { messages } = await talk.ask("GET", "/messages?limit=12");
        for (const { id, message, events } of messages) if (id !== wait?.number) replay(id, message, events);
        await talk.ask("GET", "/cart");
        inHands((await talk.ask("GET", "/person")).who);
      }
      const { cart: id } = me.context ?? data;
      const { cart: before } = talk.state();
      if (id && before && id !== before) me.cart ??= { lines: [] }; // another cart of the store begins empty
      if (id) talk.note({ cart: id });
      await storeCart();
      if (wait) say(wait.asked, wait.said, wait);
      else if (!turns.size) await begin();
    } catch (error) {
      if (life.aborted) return;
      isKnown = false;
      trouble(error, know);
    }
    scroll();
  }
  async function begin() {
    const { openers: found = [] } = await (await talk.send("GET", "/store")).json();
    openers.replaceChildren(...found.slice(0, 3).map((words) => button(words, () => say({ message: words }, words))));
  }
  function replay(id, message, events) {
    if (turns.has(id)) return;
    const one = view.turn(message);
    for (const { event, data: told } of events) one.hear(event, told, id);
    if (one.isEmpty()) return;
    one.quiet();
    turns.set(id, one);
    place(one);
    return one;
  }
  function place(one) {
    greeting.hidden = openers.hidden = true;
    log.append(one.box);
  }
  function onAnew() {
    log.append(view.hands(t("was_anew")));
    turns.clear();
    inHands("assistant");
  }
  async function beginAnew() {
    talk.leave();
    if (talk.isBegun()) await talk.ask("DELETE", "").catch(() => 0);
    wipe();
    begin().catch(() => 0);
    field.focus();
  }
  function wipe() {
    talk.forget(cart ? linesOf(cart) : []);
    running = next = undefined;
    busy(false);
    inHands("assistant");
    turns.clear();
    log.replaceChildren(greeting, openers);
    greeting.hidden = openers.hidden = false;
    news.hidden = true;
  }

  // --- a turn ------------------------------------------------------------------------------------------------------

  function send() {
    const words = field.value.trim();
    if (!words || running) return;
    field.value = "";
    if (phone.matches) field.blur();
    say({ message: words }, words);
  }

  function say(asked, said, wait) { // while another is answered, the last that is said waits for it
    const one = view.turn(said, !asked.message);
    place(one);
    one.wait();
    log.scrollTop = one.box.offsetTop - 12;
    const begun = () => answer(one, asked, said, wait);
    if (!running) return begun();
    next?.one.box.remove();
    next = { one, begun };
  }

  async function answer(one, asked, said, wait) {
    running = one;
    const life = talk.life();
    const context = contextNow();
    const isNews = !wait && (isMeant || json(context) !== (talk.state().told || "{}"));
    const sent = wait ?? { asked: isNews ? { ...asked, context: { ...context, again: isMeant } } : asked, said, key: fresh() };
    busy(true);
    tell("message", { text: said });
    let failed;
    let kept; // what is said again as it was: it may have been heard
    try {
      await talk.say(sent, (event, told, number) => {
        if (event === "cart") onCart(told);
        if (event === "hands") inHands(told.who);
        failed = event === "error" ? told : failed;
        one.hear(event, told, number);
        if (turns.get(number) !== one) turns.get(number)?.box.remove();
        turns.set(number, one);
      });
      if (isNews) talk.note({ told: json(context) });
      if (!wait) isMeant = undefined;
      showContext();
      tell("answer", { text: one.spoken() });
    } catch (error) {
      if (life.aborted) return; // the conversation is another now
      failed = error;
      if (!(error.status < 500)) kept = sent;
    }
    running = undefined;
    busy(false);
    status.textContent = "";
    if (failed) trouble(failed, () => { one.box.remove(); say(asked, said, kept); }, one);
    else status.textContent = one.spoken();
    if (!phone.matches && !root.activeElement && document.activeElement === document.body) field.focus();
    const then = next;
    next = undefined;
    then?.begun();
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
  const last = () => Math.max(-1, ...turns.keys()); // the number of the last turn that is drawn
  async function live() {
    isLive = true;
    while (who !== "assistant") {
      const life = talk.life();
      await talk.live(last, async (event, told) => { // true when nothing more is to be heard
        while (running) await pause(300);
        if (life.aborted) return true;
        if (event === "hands") return told.who !== "assistant" && inHands(told.who); // that they gave it back is a turn, too
        const { number, message, events } = told;
        if (!message && !events.some((one) => /person|hands|cards|bundle/.test(one.event))) return; // a click of this page
        const one = replay(number, message, events);
        if (!one) return;
        for (const { event: kind, data } of events) if (kind === "hands") inHands(data.who);
        status.textContent = one.spoken();
        news.hidden = dialog.open;
        scroll();
        return who === "assistant";
      }).catch(() => 0);
      await pause(2000);
    }
    isLive = false;
  }

  // --- the page around it -------------------------------------------------------------------------------------------

  function contextNow() { // ids only: the server looks them up
    const told = me.context ?? data;
    const found = {};
    for (const name of ["product", "collection", "search"]) if (told[name]) found[name] = String(told[name]).slice(0, 200);
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

  async function add(item) { // the words to show, also as an error
    if (!tell("add-to-cart", { ...item }, true)) return ""; // the page does it itself, and tells by "cart"
    const { variant_id, quantity } = item;
    const counted = (n) => { mirrored[variant_id] = (mirrored[variant_id] || 0) + n; };
    let taken = 0; // by the store
    try {
      if ((await me.onAddToCart?.({ ...item })) === false) throw Error();
      counted(taken = quantity);
      const { text } = await talk.ask("POST", "/cart/lines", { variant_id, quantity });
      status.textContent = text;
      return text || t("added");
    } catch (error) {
      counted(-taken);
      throw Error(error.status ? error.message : t("not_added"));
    }
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
    lines.replaceChildren(...view.lines(cart, set));
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
      if ((before[id] || 0) !== (wanted[id] || 0)) await talk.ask("PUT", `/cart/lines/${encode(id)}`, { quantity: wanted[id] || 0 }).catch(() => 0);
    }
  }

  // --- what shoppers think of things and answers ----------------------------------------------------------------------

  function rate(told) { return talk.ask("POST", "/feedback", told).then(({ text }) => text || t("thanks"), (error) => error.message); }
  function judge(number, good, reason) { return talk.ask("POST", `/messages/${number}/thumb`, { good, reason }); }

  return {
    open, close, cart: storeCart,
    async resume() { // as it was on the page before: open, or closed while a person is there
      const { open: isOpen, seen } = opened.get();
      if (isOpen) return open(true);
      await know();
      news.hidden = dialog.open || last() <= seen;
    },
    async ask(words) { await open(); await say({ message: words }, words); },
    context: showContext, onAddToCart() {},
    async identify() {
      const shopper = await talk.shopper();
      if (talk.isBegun() && (talk.state().who || "") !== (shopper?.id || "")) { wipe(); isKnown = false; if (dialog.open) know(); }
    },
  };
}
