// Conveniences only: every page works without this script.
"use strict";

// A slider says its value while it is dragged, and asks for the page of that value when it is let go.
for (const slider of document.querySelectorAll("input[type=range][data-output]")) {
  const output = document.getElementById(slider.dataset.output);
  const numbers = new Intl.NumberFormat(document.documentElement.lang + "-u-nu-" + slider.dataset.digits, { maximumFractionDigits: 0 });
  slider.addEventListener("input", () => {
    const isMost = slider.dataset.most !== undefined && slider.value === slider.max;
    output.textContent = isMost ? slider.dataset.most : slider.dataset.unit.replace("{0}", numbers.format(slider.value));
    slider.setAttribute("aria-valuetext", output.textContent);
  });
  slider.addEventListener("change", () => slider.form.requestSubmit());
}

// What is being computed is asked for again.
for (const link of document.querySelectorAll("[data-reload]"))
  setTimeout(() => location.reload(), Number(link.dataset.reload));

// A choice is followed at once; fields that were left empty do not lengthen the address.
for (const form of document.querySelectorAll("form[data-live]")) {
  for (const choice of form.querySelectorAll("select"))
    choice.addEventListener("change", () => form.requestSubmit());
  form.addEventListener("submit", () => {
    for (const field of form.elements)
      if (field.name && field.value === "") field.disabled = true;
  });
}
window.addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form[data-live] :disabled")) field.disabled = false;
});
