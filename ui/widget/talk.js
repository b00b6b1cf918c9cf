// The conversation: kept in the store's own storage, spoken over the public API (docs/api.md), gone on with after breaks.

// Pages give prototypes a toJSON of their own: what it says is passed over, what is there is taken.
const json = (value) => JSON.stringify(value, function (name) { return this[name]; });

// What is kept under one name; where the browser keeps nothing, this page remembers it.
function box(storage, name) {
  let held;
  return {
    get() { try { return JSON.parse(storage().getItem(name)) ?? {}; } catch { return held ?? {}; } },
    set(value) { held = value; try { storage().setItem(name, json(value)); } catch { /* not kept */ } },
    drop() { held = undefined; try { storage().removeItem(name); } catch { /* was not kept */ } },
    with(more) { this.set({ ...this.get(), ...more }); },
  };
}

const pause = (ms) => new Promise((wake) => { setTimeout(wake, ms); });
const fresh = () => `${Date.now()}-${Math.random()}`; // a key, not a secret
const linesOf = (cart) => cart.line_items.map(({ id, quantity }) => ({ variant_id: id, quantity }));

function talking(me, heardOf) { // heardOf.cart(cart), heardOf.anew()
  const kept = box(() => localStorage, `shelftalk.talk.${me.key}`); // of all tabs: {id, token, who, lines, told}
  const own = box(() => sessionStorage, `shelftalk.wait.${me.key}`); // of this tab: the message that waits for its answer
  let life = new AbortController(); // ends when the conversation is left, and with it all that is asked for it
  const leave = () => { life.abort(); life = new AbortController(); };
  const shopper = async () => (typeof me.identify === "function" ? me.identify() : me.identify ?? undefined);

  async function send(method, path, body, more) { // the answer, or an Error with the members of the problem
    const { token } = kept.get();
    const headers = { ...(body && { "Content-Type": "application/json" }), ...(me.key && { "X-Store-Key": me.key }),
      ...(token && { Authorization: `Bearer ${token}` }), ...more };
    const signal = path.startsWith("/sessions") ? life.signal : null;
    const answer = await fetch(`${me.base}api/v1${path}`, { method, headers, credentials: "omit", body: body && json(body), signal })
      .catch(() => { throw Error(t("unreachable")); });
    if (answer.ok) return answer;
    const problem = await answer.json().catch(() => ({}));
    throw Object.assign(Error(problem.detail || t("trouble")), { status: answer.status, after: +answer.headers.get("Retry-After"),
      why: String(problem.type).split("#")[1] });
  }

  async function begin() {
    const { id, lines = [] } = kept.get();
    const known = await shopper();
    const asked = (more) => send("POST", "/sessions", { shopper: known, ...more }).then((answer) => answer.json());
    // A shopper's token ends sooner than their conversation.
    const begun = (id && known && await asked({ session_id: id }).catch(() => 0)) || await asked({ cart: lines });
    const isNew = begun.session_id !== id;
    kept.set({ id: begun.session_id, token: begun.token, who: known?.id || "", lines });
    if (id && isNew) heardOf.anew();
    heardOf.cart(begun.cart, true);
  }

  async function again(work) { // after a break once more; where the server lost the conversation, in a new one
    const { signal } = life;
    for (let tries = 0; ; tries++) {
      try {
        signal.throwIfAborted();
        if (!kept.get().token) await begin();
        return await work(`/sessions/${kept.get().id}`, () => { tries = 0; });
      } catch (error) {
        const { status, why } = error;
        if (signal.aborted || tries > 4 || (status && status < 500 && !/^(session-gone|token-invalid|answer-lost)$/.test(why))) throw error;
        if (why === "session-gone") kept.set({ lines: kept.get().lines, id: "gone" });
        if (why === "token-invalid") kept.with({ token: "" });
        if (!status || status >= 500) await pause(200 * 2 ** tries);
      }
    }
  }

  async function ask(method, path, body) {
    const once = method === "GET" ? {} : { "Idempotency-Key": fresh() };
    const answer = await again((session) => send(method, session + path, body, once));
    const found = answer.status === 204 ? {} : await answer.json();
    const cart = found.cart ?? (path === "/cart" ? found : undefined);
    if (cart) heardOf.cart(cart);
    return found;
  }

  async function read(answer, hear) { // one server-sent event after the other, until hear(name, data, id) has enough
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = "", got; !(got = await reader.read()).done;) {
      const blocks = (rest + got.value).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const said = Object.fromEntries(block.split("\n").map((line) => line.split(/: ?(.*)/s)));
        if (said.data && await hear(said.event, JSON.parse(said.data), said.id)) return reader.cancel();
      }
    }
  }

  // Says it, or goes on with what this tab said before: the same key is the same turn. It waits until it is answered or refused.
  async function say(wait, hear) {
    own.set({ wait });
    let last, over;
    const number = (set) => { wait.number = set; own.set({ wait }); };
    try {
      await again(async (session, fine) => {
        const answer = await (wait.number === undefined
          ? send("POST", `${session}/messages`, wait.asked, { "Idempotency-Key": wait.key })
          : send("GET", `${session}/messages/${wait.number}`, undefined, last && { "Last-Event-ID": last })
        ).catch((error) => { if (error.status) number(last = undefined); throw error; });
        if (wait.number === undefined) number(+answer.headers.get("Location").split("/").pop());
        await read(answer, (event, data, id) => {
          last = id ?? last;
          over = event === "done" || event === "error";
          fine();
          hear(event, data, wait.number);
        });
        if (!over) throw Error("It broke off.");
      });
    } catch (error) {
      if (error.status < 500) own.drop();
      throw error;
    }
    own.drop();
  }

  return {
    ask, say, send, shopper, leave,
    live: async (last, hear) => read(await again((session) => send("GET", `${session}/live`, undefined, { "Last-Event-ID": last() })), hear),
    life: () => life.signal,
    waiting: () => own.get().wait,
    stop: () => { const { wait } = own.get(); return wait?.number !== undefined && ask("POST", `/messages/${wait.number}/cancel`); },
    state: () => kept.get(),
    note: (more) => kept.with(more),
    forget(lines) {
      leave();
      own.drop();
      kept.set({ lines });
    },
    isBegun: () => Boolean(kept.get().token),
  };
}
