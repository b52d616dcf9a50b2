// SPDX-License-Identifier: MIT
// For who reads with keys: the menu of a narrow screen is a button. For who prints from a browser
// that does not know how to print what is folded: it is unfolded on paper. For who follows a link to
// what lies in a folded list, or to its heading: the list opens. For who reads the other language: the
// room that was chosen or the words that were sought come along.
(function () {
  "use strict";
  const words = document.currentScript.dataset;
  const toggle = document.getElementById("__drawer");
  const label = document.querySelector(".md-header label[for=__drawer]");
  const button = document.createElement("button");
  const unfolded = [];

  function tell() { button.setAttribute("aria-expanded", String(toggle.checked)); }

  function turn() {
    toggle.checked = !toggle.checked;
    toggle.dispatchEvent(new Event("change", { bubbles: true }));
    if (!toggle.checked) { button.focus(); return; }
    const first = document.querySelector(".md-sidebar--primary a");
    if (first) { first.focus({ preventScroll: true }); }
  }

  if (toggle && label) {
    button.type = "button";
    button.className = label.className + " muster-menu";
    button.setAttribute("aria-label", words.menu);
    button.append(...label.childNodes);
    label.replaceWith(button);
    button.addEventListener("click", turn);
    toggle.addEventListener("change", tell);
    tell();
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && toggle.checked) { turn(); }
    });
    document.addEventListener("focusin", function (event) {  // nothing is focused below the menu
      const isInside = event.target.closest(".md-sidebar--primary, .md-header");
      if (toggle.checked && !isInside) { toggle.checked = false; tell(); }
    });
  }

  const other = document.querySelector("a.muster-language");
  if (other) {
    other.addEventListener("click", function () {
      other.search = location.search;
      other.hash = location.hash;
    });
  }

  function unfold() {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch (error) { /* then as it stands */ }
    const target = name && document.getElementById(name);
    if (!target) { return; }
    const next = target.nextElementSibling;
    const folds = next && next.matches("details.fold") ? [next] : [];
    for (let at = target.closest("details"); at; at = at.parentElement.closest("details")) {
      folds.push(at);
    }
    const shut = folds.filter(function (fold) { return !fold.open; });
    shut.forEach(function (fold) { fold.open = true; });
    if (shut.length) { target.scrollIntoView(); }
  }

  unfold();
  window.addEventListener("hashchange", unfold);
  document.addEventListener("click", function (event) {  // a link to where one already is
    const link = event.target.closest && event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) { unfold(); }
  });

  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not([open])").forEach(function (part) {
      part.open = true;
      unfolded.push(part);
    });
  });
  window.addEventListener("afterprint", function () {
    unfolded.splice(0).forEach(function (part) { part.open = false; });
  });
})();
