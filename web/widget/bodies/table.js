/** Things compared side by side. */
import { make, textOf } from "../dom.js";

// Optional currency or sign, digits, optional unit of a few letters.
const NUMBER = /^[^\p{L}\d]{0,3}\d[\d.,\s]*\s?(\p{L}{1,3}|[%°€£$¥])?$/u;

/** The table of a message; wide ones scroll sideways under their first column. */
export function table(body, words) {
  const cells = (body.rows ?? []).map((row) => row.map((value) => cellText(value, words)));
  const look = (place) => (cells.every((row) => NUMBER.test(row[place] ?? "")) ? "number" : "");
  const columns = (body.columns ?? []).map((column, place) => heading(textOf(column), look(place)));
  const rows = cells.map((row) => make("tr", {}, ...row.map((text, place) => cell(text, place, look(place)))));
  const head = columns.length ? make("thead", {}, make("tr", {}, ...columns)) : null;
  return make(
    "div",
    { class: "table-frame", tabindex: "0", role: "group" },
    make("table", {}, head, make("tbody", {}, ...rows)),
  );
}

function heading(text, look) {
  return make("th", { scope: "col", text, dir: "auto", class: look });
}

function cell(text, place, look) {
  if (place === 0) return make("th", { scope: "row", text, dir: "auto" });
  return make("td", { text, dir: "auto", class: look });
}

function cellText(value, words) {
  if (value === true) return words.yes;
  if (value === false) return words.no;
  return textOf(value) || "–";
}
