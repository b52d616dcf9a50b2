// SPDX-License-Identifier: MIT
// For who reads with keys: the menu of a narrow screen is a button. For who prints from a browser
// that does not know how to print what is folded: it is unfolded on paper. For who follows a link to
// what lies in a folded list, or to its heading: the list opens. For who reads the other language: the
// room that was chosen, the words that were sought or the part that is being read come along. For a
// machine without hanzi: it gets them when the page is drawn; earlier they would hold up the first view.
(function () {
  "use strict";
  const words = document.currentScript.dataset;
  const hanzi = document.querySelector("link[data-hanzi]");
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
      other.hash = placeRead();
    });
  }

  function headings() { return Array.from(document.querySelectorAll(".md-content :is(h2, h3)[id]")); }

  // Headings are named after their own words, so that the other language knows them by their number.
  function placeRead() {
    const all = headings();
    const chosen = location.hash && document.getElementById(location.hash.slice(1));
    const isOurs = chosen && chosen.matches("h1, h2, h3");
    if (location.hash && !isOurs) { return location.hash; }  // a room, a question, filters of a list
    const passed = all.filter(function (one) {
      const box = one.getBoundingClientRect();
      return box.height && box.top < 150;
    });
    const read = passed.length ? all.indexOf(passed[passed.length - 1]) : all.indexOf(chosen);
    return read < 0 ? "" : "#part-" + read + "-of-" + all.length;
  }

  const part = /^#part-([0-9]+)-of-([0-9]+)$/.exec(location.hash);
  if (part) {
    const all = headings();
    if (all.length === Number(part[2]) && all[part[1]]) { location.replace("#" + all[part[1]].id); }
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

  function giveHanzi() { hanzi.media = "all"; }

  if (window.PerformanceObserver) {
    new PerformanceObserver(function (painted) {
      if (painted.getEntriesByName("first-contentful-paint").length) { giveHanzi(); }
    }).observe({ type: "paint", buffered: true });
  }
  window.addEventListener("load", giveHanzi);

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
