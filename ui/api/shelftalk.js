// A conversation with a store's assistant, from any page; see docs/api.md. What comes is data: show it as text.
export class Shelftalk {
  constructor(server, { key = "", identity = async () => undefined, storage = globalThis.sessionStorage } = {}) {
    const { session, lines = [] } = JSON.parse(storage?.getItem("shelftalk") ?? "{}");
    Object.assign(this, { base: `${server.replace(/\/$/, "")}/api/v1`, key, identity, storage, session, lines });
  }
  keep(cart) { // a conversation that the server lost begins anew with its cart
    this.lines = cart?.line_items.map(({ id, quantity }) => ({ variant_id: id, quantity })) ?? this.lines;
    this.storage?.setItem("shelftalk", JSON.stringify({ session: this.session, lines: this.lines }));
  }
  async begin() {
    const begun = await this.send("POST", "/sessions", { shopper: await this.identity(), cart: this.lines });
    this.keep((this.session = await begun.json()).cart);
  }
  async send(method, path, body, more = {}, signal = undefined) { // the answer, or an Error with the members of the problem
    const headers = { ...(body && { "Content-Type": "application/json" }), ...(this.key && { "X-Store-Key": this.key }),
      ...(this.session && { Authorization: `Bearer ${this.session.token}` }), ...more };
    const answer = await fetch(this.base + path, { method, headers, signal, body: body && JSON.stringify(body) });
    if (answer.ok) return answer;
    throw Object.assign(new Error(answer.statusText), { status: answer.status }, await answer.json().catch(() => ({})));
  }
  async again(work) { // after a break the same once more; when the conversation or its token is lost, in a new one
    const once = { "Idempotency-Key": crypto.getRandomValues(new Uint32Array(4)).join("-") };
    for (let tries = 1; ; tries++) {
      try {
        if (!this.session) await this.begin();
        return await work(`/sessions/${this.session.session_id}`, once, () => { tries = 1; });
      } catch (error) {
        if (tries > 5 || (error.status && !/#(session-gone|token-invalid|answer-lost)$/.test(error.type))) throw error;
        if (/#(session-gone|token-invalid)$/.test(error.type)) this.session = undefined;
        if (!error.status) await new Promise((wake) => setTimeout(wake, 125 * 2 ** tries));
      }
    }
  }
  async ask(method, path, body) { // ask("POST", "/cart/lines", { variant_id }), ask("GET", "/profile") ...
    const answer = await this.again((own, once) => this.send(method, own + path, body, method === "GET" ? {} : once));
    const found = answer.status === 204 ? {} : await answer.json();
    return this.keep(found.cart ?? (path === "/cart" ? found : undefined)), found;
  }
  follow(on, after) { // on(event, data, id) hears "hands" and "turn" until the function that comes back is called
    const going = new AbortController();
    const headers = (last) => (last === undefined ? {} : { "Last-Event-ID": String(last) });
    (async () => {
      for (let last = after, wait = 500; !going.signal.aborted; wait = Math.min(30000, wait * 2)) {
        try {
          if (!this.session) await this.begin();
          const answer = await this.send(
            "GET", `/sessions/${this.session.session_id}/live`, undefined, headers(last), going.signal);
          await this.heard(answer, (event, data, id) => { on(event, data, id), wait = 500, last = id ?? last; });
        } catch (error) {
          if (/#(session-gone|token-invalid|not-found)$/.test(error.type)) return on("gone", {});
        }
        if (!going.signal.aborted) await new Promise((wake) => setTimeout(wake, wait));
      }
    })();
    return () => going.abort();
  }
  async heard(answer, on) { // server-sent events as they come; data is read from JSON
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = "", read; !(read = await reader.read()).done; ) {
      const blocks = `${rest}${read.value}`.split("\n\n"); rest = blocks.pop();
      for (const block of blocks.filter((one) => one.includes("data: "))) {
        const { id, event, data } = Object.fromEntries(block.split("\n").map((line) => line.split(/: ?(.*)/s)));
        on(event, JSON.parse(data), id);
      }
    }
  }
  say(asked, on) { // on(event, data, id) hears the answer; where the server lost it, "ack" comes a second time
    let number, last, over = false;
    return this.again(async (own, once, fine) => {
      const answer = await (number === undefined
        ? this.send("POST", `${own}/messages`, typeof asked === "string" ? { message: asked } : asked, once)
        : this.send("GET", `${own}/messages/${number}`, undefined, last && { "Last-Event-ID": last }))
        .catch((error) => { if (error.status) number = last = undefined; throw error; });
      number ??= answer.headers.get("Location").split("/").pop();
      await this.heard(answer, (event, data, id) => {
        on(event, data, id), fine(last = id ?? last);
        if (event === "cart") this.keep(data); else over = event === "done" || event === "error";
      });
      if (!over) throw new Error("The answer broke off.");
    });
  }
}
