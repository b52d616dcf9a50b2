// SPDX-License-Identifier: MIT
// What Material keeps about its readers, kept as little as can be: nothing at all, but light or dark
// for as long as the tab is open, once somebody has touched the switch. Stands where the switch is,
// so that a page that shall be dark is dark from the first moment.
(function () {
  "use strict";
  var NAME = "muster.palette";
  var isChosen = false;

  function recall() {
    try { return JSON.parse(sessionStorage.getItem(NAME)); } catch (error) { return null; }
  }

  window.__md_scope = new URL(".", location.href);
  window.__md_hash = function () { return 0; };
  window.__md_get = function (key) { return key === "__palette" ? recall() : null; };
  window.__md_set = function (key, value) {
    if (key !== "__palette" || !isChosen) { return; }
    try { sessionStorage.setItem(NAME, JSON.stringify(value)); } catch (error) { /* then not */ }
  };

  document.addEventListener("change", function (event) {
    if (event.target.name === "__palette") { isChosen = true; }
  }, true);

  var kept = recall();
  var color = kept && kept.color;
  if (!color || typeof color !== "object") { return; }
  Object.keys(color).forEach(function (key) {
    if (/^[a-z]+$/.test(key)) { document.body.setAttribute("data-md-color-" + key, color[key]); }
  });
}());
