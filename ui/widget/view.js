// What an answer looks like: built node by node, so that no text of a store or a shopper is ever read as HTML.

const ICONS = {
  close: "M6 6l12 12M18 6L6 18", send: "M12 19V5M5.5 11.5L12 5l6.5 6.5", stop: "M7 7h10v10H7z",
  cart: "M3 4h2l2.4 11.2q.3 1.3 1.6 1.3h7.9q1.3 0 1.6-1.2L20.5 8H6",
  up: "M7 11v9H4v-9zl4-7q2 0 2 2v4h5q2 0 2 2l-1.5 6q-.5 2-2 2H7",
};
ICONS.down = ICONS.up; // turned over by the style sheet
const web = (url) => (/^https?:\/\//i.test(url) ? url : "");
const encode = encodeURIComponent;

function viewing(me, does) { // does: what is done about what is clicked
  const { h } = me;
  const icon = (name) => me.icon(ICONS[name]);
  const button = (text, click, more) => h("button", { class: "pill", click, ...more }, text);
  const small = (name, label, click) => h("button", { class: `icon ${name}`, "aria-label": label, title: label, click }, icon(name));
  const row = (...kids) => h("div", { class: "row" }, kids);
  const muted = (text) => h("span", { class: "muted" }, text);
  const pageOf = (card) => web(card.url) || `${me.base}products/${encode(card.id)}?variant=${encode(card.variant_id)}`;
  const link = (card) => h("a", { href: pageOf(card), class: "title" }, card.title);
  const photo = ([first]) => (first ? h("img", { src: `${me.base}${first.url.slice(1)}?w=160`, alt: "", loading: "lazy" }) : h("i"));
  const item = (tag, media, ...facts) => h(tag, { class: "card" }, photo(media), h("div", { class: "facts" }, facts));
  const sum = ({ display }) => h("p", { class: "sum" }, h("span", {}, t("total")), h("b", {}, display));
  const priced = ({ price, list_price: was }) => [h("b", {}, price.display), was && h("s", {}, was.display)];
  const noted = () => h("p", { class: "note", role: "status" });
  async function take(note, things) { // one after the other, until one could not be added
    try {
      for (const { card: { variant_id, id, title }, quantity = 1 } of things) {
        note.textContent = await does.add({ variant_id, product_id: id, title, quantity });
      }
    } catch ({ message }) { note.textContent = message; }
  }

  function card(of) {
    const chosen = {}; // what the shopper takes, by option
    let open; // the select that is to be chosen from before anything can be added
    let variant = of.variant_id;
    const price = h("span", {}, priced(of));
    const stock = muted(of.availability.display);
    const note = noted();
    const add = h("button", { class: "do", click() {
      if (open) open.focus(); else take(note, [{ card: { ...of, variant_id: variant } }]);
    } });
    function state(can) {
      add.disabled = !can;
      add.textContent = open ? t("choose", { slot: open.name }) : t("add");
      add.setAttribute("aria-label", `${add.textContent}: ${of.title}`);
    }
    const options = of.options.filter(({ choices }) => choices[1]).map(({ name, choices }) => {
      const isOpen = !of.settled && /size/i.test(name);
      const label = name.replaceAll("_", " ");
      const select = h("select", { name: label, "aria-label": `${label}: ${of.title}`, async change() {
        chosen[name] = select.value;
        if (open === select) open = null;
        const { variants } = await does.product(of.id);
        const fits = variants.find((one) => one.variant_options.every(({ name: slot, value }) => (chosen[slot] ?? value) === value));
        variant = fits?.id;
        price.replaceChildren(...fits ? priced(fits).filter(Boolean) : []);
        stock.textContent = fits ? fits.availability.display : t("no_such");
        state(fits?.availability.available);
      } }, isOpen && h("option", { value: "", disabled: true, selected: true }, label),
      choices.map(({ value, selected, available }) => {
        if (selected && !isOpen) chosen[name] = value;
        return h("option", { value, selected: selected && !isOpen }, available ? value : value + t("sold_out"));
      }));
      if (isOpen) open = select;
      return select;
    });
    const why = t("why_it", { title: of.title });
    const reasons = { too_dear: t("too_dear"), wrong_style: t("wrong_style"), have_it: t("have_it"), "": t("just_no") };
    const no = row(Object.entries(reasons).map(([reason, words]) => button(words, async () => {
      no.hidden = true;
      box.classList.add("gone");
      note.replaceChildren(await does.rate({ product_id: of.id, kind: "not_for_me", reason }), " ", button(t("back"), async () => {
        box.classList.remove("gone");
        note.textContent = await does.rate({ product_id: of.id, kind: "not_for_me", undo: true });
      }));
    })));
    no.hidden = true;
    const box = item("li", of.media, h("div", { class: "head" }, link(of), small("down", t("dislike", { title: of.title }), () => { no.hidden = !no.hidden; })),
      row(price, stock, of.rating && muted(`★ ${of.rating.value.toFixed(1)} (${of.rating.count})`)),
      of.reason && h("p", { class: "note" }, of.reason),
      row(options, add, button(t("why"), () => does.say({ explain: of.id }, why), { "aria-label": why })), no, note);
    state(open || of.availability.available);
    return box;
  }

  function bundle({ title, items, total, savings, reason }) {
    const note = noted();
    const settled = items.every(({ card: one }) => one.settled);
    return h("section", { class: "bundle" }, h("h3", {}, title),
      h("ul", {}, items.map(({ slot, card: one, quantity }) => (settled
        ? item("li", one.media, muted(slot), link(one), row(priced(one), quantity > 1 && `× ${quantity}`, muted(one.availability.display)))
        : card(one)))), sum(total),
      [...savings.map((one) => `${one.title}: ${one.display}`), reason].map((text) => text && h("p", { class: "note" }, text)),
      settled && h("button", { class: "do", click: () => take(note, items) }, t("add_all", { n: items.length })), note);
  }

  const comparison = ({ cards, rows }) => h("div", { class: "wide", role: "region", tabindex: 0, "aria-label": t("compare") }, h("table", {},
    h("tr", {}, h("td"), cards.map((one) => h("th", { scope: "col" }, link(one), row(priced(one))))),
    rows.map(({ label, values, differs }) => h("tr", { class: differs && "differs" },
      h("th", { scope: "row" }, label), values.map((value) => h("td", {}, value))))));

  const cited = (text, sources) => text.split(/(\[\d+\])/).map((part) => { // "[2]" becomes a link to what it stands for
    const source = /^\[\d+\]$/.test(part) && sources[part.slice(1, -1)];
    return source ? h("a", { class: "cite", target: "_blank", rel: "noopener", title: source.label,
      href: me.base + (source.document_id ? `papers/${encode(source.document_id)}` : `products/${encode(source.product_id)}`
        + (source.review_id ? `?reviews=all#review-${source.review_id}` : `#question-${source.question_id}`)) }, part) : part;
  });

  // One turn: what was said, and its answer as it comes.
  function turn(said, isClick) {
    const at = {};
    const parts = ["status", "chips", "cards", "text", "next", "judge"].map((part) => (at[part] = h("div", { class: part })));
    const box = h("article", { class: "turn" }, said && h("p", { class: isClick ? "did" : "said" },
      h("span", { class: "sr" }, t("you")), said), parts);
    const sources = {};
    let text = "", n = 0;
    let told = ""; // by a person, or of who answers
    function list(cards, isMore, isFirst) {
      const ul = h("ul", { class: isFirst && "first", inert: isFirst }, cards.map((one) => card(one)));
      if (isMore) at.cards.append(ul); else at.cards.replaceChildren(ul);
      if (!isFirst) n = isMore ? n + cards.length : cards.length;
    }
    function hear(event, data, number) {
      switch (event) {
        case "progress": at.status.textContent = data.text; break;
        case "provisional": list(data.cards, false, true); break;
        case "ack":
          at.cards.querySelector(".first")?.remove();
          text = at.text.textContent = "";
          at.chips.replaceChildren(...data.chips.map(({ id, label }) => button([label, " ×"],
            () => does.say({ drop: id }, t("drop", { label })), { "aria-label": t("drop", { label }) })));
          break;
        case "cards": list(data.cards, data.more); break;
        case "bundle":
          at.cards.replaceChildren(...data.bundles.map((one, place) => (place // the other ways are there when they are wanted
            ? h("details", {}, h("summary", {}, `${one.title}: ${one.total.display}`), bundle(one)) : bundle(one))));
          break;
        case "comparison": at.cards.replaceChildren(comparison(data)); break;
        case "text":
          text += data.delta;
          for (const one of data.citations) sources[one.number] = one;
          at.text.replaceChildren(...cited(text, sources));
          break;
        case "signals":
          at.next.append(...data.switches.map(({ signal, label, on }) => {
            const words = on ? t("off", { label }) : t("on", { label });
            return button(words, () => does.say({ switch: { signal, to: on ? "off" : "on" } }, words));
          }));
          break;
        case "chips":
          at.next.append(...data.chips.map(({ id, label, n_products: found }) =>
            button(found ? `${label} (${found})` : label, () => does.say({ follow_up: id }, label))));
          break;
        case "person":
          at.text.before(h("p", { class: "person" }, h("b", {}, data.name), data.text));
          told += `${data.name}: ${data.text} `;
          break;
        case "hands":
          at.text.before(hands(data.text));
          told += `${data.text} `;
          break;
        case "error": fail(data.detail); break;
      }
      if (event !== "progress" && event !== "provisional") at.status.textContent = "";
      if (event === "done" && said && text) judge(number);
    }
    const fail = (why, retry) => at.status.replaceChildren(h("p", { class: "bad" }, why), retry ? button(t("again"), retry) : "");
    function judge(number) {
      const note = noted();
      const judged = (good, text) => does.judge(number, good, text).then(() => { at.judge.textContent = t("thanks"); },
        ({ message }) => { note.textContent = message; });
      const reason = h("input", { maxlength: 500, "aria-label": t("why_bad"), placeholder: t("why_bad") });
      const form = h("form", { class: "row", submit(event) {
        event.preventDefault();
        judged(false, reason.value);
      } }, reason, h("button", { class: "pill" }, t("send")));
      at.judge.replaceChildren(small("up", t("good"), () => judged(true, "")),
        small("down", t("bad"), () => { at.judge.append(form); reason.focus(); }), note);
    }
    return { box, hear, fail, wait: () => { at.status.textContent = t("thinking"); }, quiet: () => at.judge.replaceChildren(),
      isEmpty: () => !box.querySelector(".said, .card, .wide, .person, .hands") && !text,
      spoken: () => told + (n ? t("found", { n }) : "") + text.slice(0, 400) };
  }
  const hands = (text) => h("p", { class: "hands" }, text);

  const lines = (cart, set) => (cart?.line_items[0] ? [h("ul", {}, cart.line_items.map(({ id, title, options_text: options, quantity, total, media }) =>
    item("li", media, h("b", {}, title), muted(options), row(
      button("−", () => set(id, quantity - 1), { "aria-label": t("less", { title }) }), quantity,
      button("+", () => set(id, quantity + 1), { "aria-label": t("more_of", { title }) }), h("b", {}, total.display))))),
  sum(cart.total)] : [muted(t("cart_empty"))]);

  return { icon, button, small, lines, turn, hands };
}
