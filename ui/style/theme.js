// Light or dark, and how much contrast, decided before anything is drawn: the shopper's choice, else the system's.
"use strict";
(() => {
  const root = document.documentElement;
  const kept = (name) => { try { return localStorage.getItem("shelftalk." + name); } catch { return null; } };
  const systems = { theme: matchMedia("(prefers-color-scheme: dark)"), contrast: matchMedia("(prefers-contrast: more)") };
  const values = { theme: ["light", "dark"], contrast: ["normal", "more"] };
  const show = () => {
    for (const [name, system] of Object.entries(systems)) {
      root.dataset[name] = kept(name) ?? values[name][system.matches ? 1 : 0];
    }
    document.body?.classList.toggle("dark", root.dataset.theme === "dark"); // Gradio's own notices
  };
  show();
  Object.values(systems).forEach((system) => system.addEventListener("change", show));
  window.shelftalkTheme = {
    show,
    chosen: (name) => kept(name) ?? "system",
    choose(name, value) {
      try {
        if (value === "system") localStorage.removeItem("shelftalk." + name);
        else localStorage.setItem("shelftalk." + name, value);
      } catch { /* private window: not remembered */ }
      show();
    },
  };
})();
