import js from "@eslint/js";
import compat from "eslint-plugin-compat";

const browser = Object.fromEntries(
  [
    "addEventListener", "removeEventListener", "document", "window", "navigator", "location", "history", "fetch", "FormData", "Headers", "Request", "Response", "URL", "URLSearchParams",
    "Blob", "File", "crypto", "indexedDB", "localStorage", "sessionStorage", "setTimeout", "clearTimeout", "setInterval", "clearInterval",
    "requestAnimationFrame", "self", "caches", "clients", "console", "CustomEvent", "Event", "HTMLElement", "MutationObserver",
    "AbortController", "TextEncoder", "atob", "btoa", "getComputedStyle", "matchMedia", "MediaRecorder", "performance",
  ].map((name) => [name, "readonly"]),
);

export default [
  { ignores: ["node_modules/", "var/", ".venv/"] },
  js.configs.recommended,
  {
    ...compat.configs["flat/recommended"],
    files: ["static/**/*.js"],
    languageOptions: { ecmaVersion: 2020, sourceType: "module", globals: browser },
  },
  {
    files: ["**/*.mjs", "tests/**/*.js", "eslint.config.js"],
    languageOptions: { ecmaVersion: "latest", sourceType: "module", globals: { ...browser, process: "readonly" } },
  },
];
