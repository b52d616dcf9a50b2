// SPDX-License-Identifier: MIT
// A page that has moved: who came for a place on it is led to that place on the new one. Without a
// script the page leads on all the same, to the top of the new one.
(function () {
  "use strict";
  const target = document.currentScript.dataset.target;
  if (location.hash) { location.replace(target + location.hash); }
})();
