// Comforts only: every page reads and every task works without this file.

// Menus close on Escape, on a tap elsewhere, and when another opens.
const menus = [...document.querySelectorAll("details.menu")];
const closeMenus = (except) => menus.forEach((menu) => menu !== except && menu.removeAttribute("open"));
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest("details.menu[open]");
  closeMenus();
  if (menu) menu.querySelector("summary").focus();
});

// What is folded is printed too.
window.addEventListener("beforeprint", () => {
  document.querySelectorAll("main details").forEach((details) => details.setAttribute("open", ""));
});

// A button that prints, where a script can.
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});

// An explained word opens its explanation in place; without a script its link leads to "Words on this page".
let bubble = null;
const closeBubble = () => {
  if (!bubble) return;
  const { link, box } = bubble;
  bubble = null;
  box.remove();
  link.removeAttribute("aria-expanded");
  link.focus();
};
const openBubble = (link) => {
  const entry = document.querySelector(link.hash);
  if (!entry) return false;
  const box = document.createElement("span");
  box.className = "bubble";
  box.setAttribute("role", "status");
  const text = entry.cloneNode(true);
  box.lang = entry.lang;
  box.dir = entry.dir;
  const word = document.createElement("strong");
  word.textContent = text.querySelector("dt").textContent;
  box.append(word, " ", text.querySelector("dd").textContent.trim());
  link.insertAdjacentElement("afterend", box);
  box.style.insetBlockStart = `${link.offsetTop + link.offsetHeight + 6}px`;
  link.setAttribute("aria-expanded", "true");
  bubble = { link, box };
  return true;
};
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.word-note");
  const wasOpen = bubble && bubble.link === link;
  if (bubble && !event.target.closest(".bubble")) closeBubble();
  if (link && (wasOpen || openBubble(link))) event.preventDefault();
});
document.addEventListener("keydown", (event) => event.key === "Escape" && closeBubble());
