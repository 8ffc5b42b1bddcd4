// What is read of the tab somebody looks at, and only when they ask for it. The two functions that run in the
// page are self-contained: the browser hands over their text, not what stands around them.

import { Said, api } from "./server.js";

const LONGEST_CLAIM = 2_000; // characters, as the server takes them
const LONGEST_PAGE = 5_000_000; // characters of markup: a server reads at most so much of a page anyway

/** What is selected in a tab, with where it stands. */
export async function selectionIn(tab, frame) {
  const found = await inPage(tab, readSelection, frame);
  if (!found.text.trim()) throw new Said("Nothing is selected: select the sentences to audit first.");
  return found;
}

/** A claim that is selected: one sentence or a few. */
export async function claimIn(tab, frame) {
  const { text } = await selectionIn(tab, frame);
  const claim = text.trim().replace(/\s+/g, " ");
  if (claim.length > LONGEST_CLAIM) throw new Said("That is too long for one claim: select a sentence, or audit the selection.");
  return claim;
}

/** The main part of the page in a tab as a file, with its address. */
export async function pageIn(tab) {
  const found = await inPage(tab, readPage);
  if (!found.markup) throw new Said("This page holds no text to audit.");
  if (found.markup.length > LONGEST_PAGE) throw new Said("This page is too large: select the part to audit.");
  return { file: new File([found.markup], "page.html", { type: "text/html" }), found: found.address };
}

async function inPage(tab, func, frame) {
  const target = { tabId: tab.id, ...(frame ? { frameIds: [frame] } : {}) };
  try {
    const [{ result }] = await api.scripting.executeScript({ target, func });
    return result;
  } catch {
    throw new Said("The browser does not let extensions read this page: copy the text to your server's form.");
  }
}

function readSelection() {
  const field = document.activeElement;
  const inField = field instanceof HTMLTextAreaElement ? field.value.slice(field.selectionStart, field.selectionEnd) : "";
  const address = location.protocol.startsWith("http") ? location.origin + location.pathname : "";
  return { text: inField || String(getSelection() ?? ""), found: address };
}

function readPage() {
  const whole = document.querySelector("article, main, [role=main]") ?? document.body;
  const articles = document.querySelectorAll("article");
  const main = articles.length > 1 ? (document.querySelector("main, [role=main]") ?? document.body) : whole;
  if (!main?.textContent.trim()) return { markup: "", address: "" };
  const copy = main.cloneNode(true);
  // What somebody typed, and what is no text, stays here.
  const typed = "input, textarea, select, button, [contenteditable]:not([contenteditable=false])";
  const left = `${typed}, script, style, noscript, template, iframe, object, embed, svg, canvas, video, audio, img, [hidden]`;
  for (const one of copy.querySelectorAll(left)) one.remove();
  for (const one of [copy, ...copy.querySelectorAll("*")])
    for (const { name } of [...one.attributes]) if (!["href", "id", "lang", "cite", "datetime"].includes(name)) one.removeAttribute(name);
  const made = document.implementation.createHTMLDocument(document.title);
  made.body.append(made.importNode(copy, true));
  const address = location.protocol.startsWith("http") ? location.origin + location.pathname : "";
  return { markup: `<!DOCTYPE html>${made.documentElement.outerHTML}`, address };
}
