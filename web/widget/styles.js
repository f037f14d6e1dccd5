/** The stylesheets of the shadow root: files, so that a strict content security policy allows them. */
import { make } from "./dom.js";

const SHEETS = ["tokens", "panel", "messages", "choices", "products"];

/** Their links, and a promise that is kept when all are loaded. */
export function styles() {
  const links = SHEETS.map((name) => make("link", { rel: "stylesheet", href: new URL(`style/${name}.css`, import.meta.url).href }));
  const loaded = links.map((link) => new Promise((done, failed) => Object.assign(link, { onload: done, onerror: failed })));
  return { links, loaded: Promise.all(loaded) };
}
