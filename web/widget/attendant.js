/**
 * Attendant's chat on a shop's page. Embed it with one tag:
 *
 *   <script type="module" src="https://host/widget/attendant.js" data-attendant
 *           data-customer-token="SIGNED" data-language="en"></script>
 *
 * The page may dispatch `new CustomEvent("attendant:ask", {detail: {text}})` on window to open the
 * chat with a question, make room for the open panel in the styles of `html[data-attendant-open]`, and
 * override the `--attendant-*` custom properties on `attendant-chat`.
 */
import { ChatElement } from "./chat_element.js";

const TAG = "attendant-chat";

function start() {
  if (document.querySelector(TAG)) return;
  // Module scripts have no document.currentScript.
  const script = document.querySelector("script[data-attendant]");
  const chat = document.createElement(TAG);
  chat.customerToken = script?.dataset.customerToken || null;
  chat.language = script?.dataset.language || document.documentElement.lang || "en";
  document.body.append(chat);
}

if (!customElements.get(TAG)) customElements.define(TAG, ChatElement);
start();
