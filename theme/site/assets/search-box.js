// SPDX-License-Identifier: MIT
// Fetches the search when somebody touches its box, and not before.
(function () {
  "use strict";
  const root = document.currentScript.getAttribute("data-root");
  let isFetched = false;
  function fetchSearch(event) {
    const isBox = event.target.closest && event.target.closest("[data-search-box]");
    if (!isBox || isFetched || window.musterSearch) { return; }
    isFetched = true;
    const script = document.createElement("script");
    script.src = root + "/assets/search.js";
    document.head.appendChild(script);
  }
  document.addEventListener("focusin", fetchSearch);
  document.addEventListener("pointerdown", fetchSearch);
})();
