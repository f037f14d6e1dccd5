/** Products side by side: picture, name, price, stock, one reason, buttons. */
import { make, textOf } from "../dom.js";
import { icon } from "../icons.js";
import { onward, safeUrl } from "../links.js";

/** The cards of a message in a row that scrolls sideways, with arrows where there is a mouse. */
export function cards(body, buttons, scene) {
  const shown = (body.cards ?? []).map((card, index) => productCard(card, buttons.ofCard(index), scene.words));
  if (!shown.length) return null;
  const strip = make(
    "div",
    { class: "strip", role: "list", "aria-label": scene.words.products, tabindex: "0" },
    ...shown,
  );
  const shelf = make("div", { class: "shelf" }, strip);
  if (shown.length > 1) shelf.append(...arrows(strip, scene.words));
  return shelf;
}

function productCard(card, buttons, words) {
  const image = safeUrl(card.image);
  const url = safeUrl(card.url);
  const title = textOf(card.title);
  const picture = make("div", { class: "card-picture" });
  if (image) picture.append(make("img", { src: image.href, alt: "", loading: "lazy", draggable: "false" }));
  const name = url
    ? onward(url, { class: "card-name", text: title, dir: "auto" })
    : make("span", { class: "card-name", text: title, dir: "auto" });
  return make(
    "article",
    { class: "card", role: "listitem", "data-product": textOf(card.product_id) },
    picture,
    make(
      "div",
      { class: "card-text" },
      name,
      line("card-subtitle", card.subtitle),
      prices(card, words),
      line("card-stock", card.stock),
      line("card-reason", card.reason),
      line("card-caution", card.caution),
    ),
    buttons,
  );
}

function line(className, text) {
  return textOf(text) ? make("div", { class: className, text: textOf(text), dir: "auto" }) : null;
}

function prices(card, words) {
  const price = textOf(card.price);
  const regular = textOf(card.regular_price);
  if (!price) return null;
  if (!regular || regular === price) return make("div", { class: "card-price", text: price });
  return make(
    "div",
    { class: "card-price reduced" },
    make("span", { class: "only-heard", text: `${words.now} ` }),
    make("ins", { text: price }),
    make("span", { class: "only-heard", text: `, ${words.before} ` }),
    make("del", { text: regular }),
  );
}

function arrows(strip, words) {
  const step = (direction) => () => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const width = (strip.firstElementChild?.offsetWidth ?? strip.clientWidth) + 8;
    strip.scrollBy({ left: direction * width, behavior: calm ? "auto" : "smooth" });
  };
  const arrow = (name, label, direction) =>
    make("button", { type: "button", class: `arrow ${name}`, "aria-label": label, on: { click: step(direction) } }, icon(name));
  const back = arrow("back", words.previous, -1);
  const forward = arrow("forward", words.next, 1);
  const refresh = () => {
    back.disabled = strip.scrollLeft < 4;
    forward.disabled = strip.scrollLeft > strip.scrollWidth - strip.clientWidth - 4;
  };
  strip.addEventListener("scroll", refresh, { passive: true });
  new ResizeObserver(refresh).observe(strip);
  return [back, forward];
}
