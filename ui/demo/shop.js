// The demo store's own script: a basket in its own storage, and how a store shares it with the widget (docs/widget.md).
"use strict";
window.shelftalk = typeof window.shelftalk === "function" ? window.shelftalk
  : function () { (window.shelftalk.q = window.shelftalk.q || []).push(arguments); };

const kept = () => { try { return JSON.parse(localStorage.getItem("demo.basket")) || []; } catch { return []; } };

function keep(lines) {
  localStorage.setItem("demo.basket", `[${lines.map((line) => `{"variant_id":${JSON.stringify(line.variant_id)},"title":${
    JSON.stringify(line.title)},"quantity":${line.quantity}}`).join(",")}]`); // by hand: /hostile spoils toJSON
  draw();
}

function draw() {
  const lines = kept();
  document.querySelector("[data-pieces]").textContent = lines.reduce((sum, line) => sum + line.quantity, 0);
  const list = document.querySelector("[data-lines]");
  if (!list) return;
  list.replaceChildren(...lines.map((line) => {
    const item = document.createElement("li");
    const less = document.createElement("button");
    less.textContent = "Remove one";
    less.setAttribute("aria-label", `Remove one: ${line.title}`);
    less.addEventListener("click", () => { put(line.variant_id, line.title, -1); tell(); });
    item.append(`${line.quantity} × ${line.title} `, less);
    return item;
  }));
}

function put(variant_id, title, more) {
  const lines = kept();
  const line = lines.find((one) => one.variant_id === variant_id);
  if (line) line.quantity += more;
  else lines.push({ variant_id, title, quantity: more });
  keep(lines.filter((one) => one.quantity > 0));
}

const tell = () => window.shelftalk("cart", { lines: kept() });

// What the widget puts in, the basket holds; what it takes out, the basket loses.
window.shelftalk("onAddToCart", (item) => put(item.variant_id, item.title, item.quantity));
document.addEventListener("shelftalk:cart", ({ detail }) => {
  const titles = new Map(kept().map((line) => [line.variant_id, line.title]));
  keep(detail.lines.map((line) => ({ ...line, title: titles.get(line.variant_id) || line.variant_id })));
});
document.addEventListener("DOMContentLoaded", () => {
  draw();
  tell();
  document.querySelector("[data-variant]")?.addEventListener("click", ({ currentTarget: { dataset } }) => {
    put(dataset.variant, dataset.title, 1);
    tell();
  });
});
