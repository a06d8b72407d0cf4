// Before the first paint: the reader's language and theme as last chosen, so that nothing flashes.
(() => {
  const locales = ["zh-CN", "zh-TW", "en"];
  let saved = {};
  try {
    saved = JSON.parse(localStorage.getItem("hengji") || "{}");
  } catch {
    saved = {};
  }
  const wish = navigator.language || "zh-CN";
  const guess = /^zh-(TW|HK|MO|Hant)/i.test(wish) ? "zh-TW" : /^en/i.test(wish) ? "en" : "zh-CN";
  const dark = saved.theme === "dark" || (saved.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  const root = document.documentElement;
  root.lang = locales.includes(saved.locale) ? saved.locale : guess;
  root.dataset.theme = dark ? "dark" : "light";
  document.title = root.lang === "en" ? "Hengji" : root.lang === "zh-TW" ? "衡績" : "衡绩";
})();
