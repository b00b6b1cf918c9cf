// Light or dark, decided before anything is drawn: the shopper's choice if there is one, else the system's.
"use strict";
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const kept = () => { try { return localStorage.getItem("shelftalk.theme"); } catch { return null; } };
  const show = () => {
    const dark = (kept() ?? (system.matches ? "dark" : "light")) === "dark";
    root.dataset.theme = dark ? "dark" : "light";
    document.body?.classList.toggle("dark", dark); // Gradio's own notices
  };
  show();
  system.addEventListener("change", show);
  window.shelftalkTheme = {
    show,
    toggle() {
      const next = root.dataset.theme === "dark" ? "light" : "dark";
      try { localStorage.setItem("shelftalk.theme", next); } catch { /* private window: not remembered */ }
      show();
    },
  };
})();
