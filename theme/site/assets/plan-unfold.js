// SPDX-License-Identifier: MIT
// Makes what stands in <noscript> of the chosen room part of the page: its drawings, its blockages.
// In a file of its own, of the oldest script: a telephone that cannot run the other one runs this.
(function () {
  "use strict";
  function unfold(part) {
    [].slice.call(part.querySelectorAll("noscript")).forEach(function (folded) {
      folded.outerHTML = folded.textContent;
    });
  }

  function fill(address) {
    var view = /^#room-/.test(address) && document.getElementById(decodeURIComponent(address.slice(1)));
    if (!view) { return; }
    unfold(document.querySelector(".plan-more"));
    unfold(view.parentNode.className === "plan-place" ? view.parentNode : view);
  }

  // Before the browser goes there: it shall find the room as tall as it will be.
  document.addEventListener("click", function (event) {
    var link = event.target;
    while (link && link.nodeName.toLowerCase() !== "a") { link = link.parentNode; }
    if (link) { fill(link.getAttribute("href") || ""); }
  }, true);
  window.addEventListener("hashchange", function () { fill(location.hash); });
  fill(location.hash);
}());
