/** The widget's few pictures: strokes in the colour of the text around them. */

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  chat: "M5 5.5h14a1.5 1.5 0 0 1 1.5 1.5v8.5A1.5 1.5 0 0 1 19 17h-7l-4.6 3.4V17H5a1.5 1.5 0 0 1-1.5-1.5V7A1.5 1.5 0 0 1 5 5.5zM8.5 10h7M8.5 13h4.5",
  person: "M12 12.2a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2zM5 19.5c.7-3.2 3.4-5 7-5s6.3 1.8 7 5",
  minimise: "M6 9.5l6 6 6-6",
  send: "M12 19.5V5M5.5 11.2 12 4.7l6.5 6.5",
  sent: "M5 12.5l4.5 4.5L19 7.5",
  sending: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 7.5V12l3 2",
  failed: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16zM12 7.5v5.5M12 16.2v.1",
  back: "M14.5 6l-6 6 6 6",
  forward: "M9.5 6l6 6-6 6",
  down: "M12 5v13.5M6 12.8l6 6 6-6",
  remove: "M7 7l10 10M17 7 7 17",
};

/** One of the pictures above, for the eye only. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
