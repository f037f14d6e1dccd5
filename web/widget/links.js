/** Links in what people and the bot wrote: http and https only, everything else stays text. */
import { make } from "./dom.js";

// Only the characters of RFC 3986, so that a link ends where Chinese text goes on.
const ADDRESS = /https?:\/\/[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+/gi;
const CLOSERS = { ")": "(", "]": "[" };
const LONGEST_SHOWN = 60;

/** The address as a URL when it is one that may be opened, else null. */
export function safeUrl(address) {
  if (typeof address !== "string" || address === "") return null;
  let url;
  try {
    url = new URL(address, document.baseURI);
  } catch {
    return null;
  }
  // A user name in an address serves to dress up another host.
  return ["http:", "https:"].includes(url.protocol) && !url.username ? url : null;
}

/** The text with its addresses as links, ready to be appended. */
export function linked(text) {
  const parts = document.createDocumentFragment();
  let done = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutPunctuation(match[0]);
    const url = safeUrl(address);
    if (!url) continue;
    parts.append(text.slice(done, match.index), outside(url, shown(url, address)));
    done = match.index + address.length;
  }
  parts.append(text.slice(done));
  return parts;
}

/** What is read of an address: all of it, or where it leads when a token makes it long. */
function shown(url, address) {
  return address.length > LONGEST_SHOWN && url.search ? `${url.origin}${url.pathname}…` : address;
}

/** A link to a page of anybody: opens beside the shop and tells it nothing. */
export function outside(url, title) {
  return make("a", { href: url.href, text: title, target: "_blank", rel: "noopener noreferrer nofollow" });
}

/** A link that stays in this tab on the shop's own site, where the chat goes on. */
export function onward(url, options, ...children) {
  if (url.origin === location.origin) return make("a", { href: url.href, "data-own": true, ...options }, ...children);
  return make("a", { href: url.href, target: "_blank", rel: "noopener noreferrer nofollow", ...options }, ...children);
}

function withoutPunctuation(address) {
  let end = address.length;
  for (;;) {
    const last = address[end - 1];
    const kept = address.slice(0, end);
    const opener = CLOSERS[last];
    const unopened = opener && count(kept, last) > count(kept, opener);
    if (!".,;:!?'*".includes(last) && !unopened) return kept;
    end -= 1;
  }
}

function count(text, character) {
  return text.split(character).length - 1;
}
