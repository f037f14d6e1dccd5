/** What the demo shop's pages do without a reload: choosing a variant, asking the assistant, sorting. */

const CHAT = "attendant-chat";

function askButtons() {
  for (const button of document.querySelectorAll("[data-ask]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await customElements.whenDefined(CHAT);
      const { ask } = button.dataset;
      if (ask) window.dispatchEvent(new CustomEvent("attendant:ask", { detail: { text: ask } }));
      else document.querySelector(CHAT)?.open();
    });
  }
}

function submittingForms() {
  for (const form of document.querySelectorAll("form[data-submits]")) {
    form.classList.add("submits");
    for (const select of form.querySelectorAll("select")) select.addEventListener("change", () => form.requestSubmit());
    // Empty fields would only make the address longer.
    if (form.method === "get") form.addEventListener("submit", () => leaveOutEmpty(form));
  }
}

function leaveOutEmpty(form) {
  for (const input of form.querySelectorAll("input[type=number]")) input.disabled = input.value === "";
}

function productPage() {
  const form = document.getElementById("choose");
  if (!form) return;
  const variants = JSON.parse(document.getElementById("variants").textContent);
  const show = () => {
    const chosen = choice(form);
    const variant = variants.find((one) => matches(one, chosen));
    for (const fieldset of form.querySelectorAll("[data-option]")) markValues(fieldset, variants, chosen);
    showVariant(variant);
  };
  form.addEventListener("change", show);
  window.addEventListener("pageshow", show);
  show();
}

function choice(form) {
  const chosen = {};
  for (const input of form.querySelectorAll("[data-option] input:checked")) chosen[optionOf(input)] = input.value;
  return chosen;
}

function optionOf(input) {
  return input.closest("[data-option]").dataset.option;
}

function matches(variant, chosen) {
  return Object.entries(chosen).every(([name, value]) => variant.options[name] === value);
}

function markValues(fieldset, variants, chosen) {
  const { option } = fieldset.dataset;
  fieldset.querySelector("output").textContent = chosen[option] ?? "";
  for (const input of fieldset.querySelectorAll("input")) {
    const wished = { ...chosen, [option]: input.value };
    const available = variants.some((variant) => matches(variant, wished) && variant.stock > 0);
    input.closest("label").classList.toggle("gone", !available);
  }
}

function showVariant(variant) {
  const price = document.getElementById("price");
  const stock = document.getElementById("stock");
  const add = document.getElementById("add");
  add.disabled = !variant || variant.stock <= 0;
  stock.textContent = variant ? variant.stockWords : "Not made like this";
  stock.dataset.out = add.disabled ? "yes" : "no";
  if (!variant) return;
  document.getElementById("picture").src = variant.picture;
  const now = document.createElement("b");
  now.textContent = variant.price;
  const before = document.createElement("del");
  before.textContent = variant.regular;
  price.classList.toggle("reduced", variant.regular !== "");
  price.replaceChildren(now, ...(variant.regular ? [" ", before] : []));
}

askButtons();
submittingForms();
productPage();
