// SPDX-License-Identifier: MIT
// Has sw.js keep what to do in an emergency, once the page is there. Only where that is safe and
// wanted: over https or on this machine, never from a file, not where data shall be saved.
(function () {
  "use strict";
  var worker = document.currentScript.getAttribute("data-worker");
  var isServed = /^https?:$/.test(location.protocol) && window.isSecureContext;
  var isSaving = navigator.connection && navigator.connection.saveData;
  if (!isServed || isSaving || !navigator.serviceWorker) { return; }
  window.addEventListener("load", function () {
    navigator.serviceWorker.register(worker, { updateViaCache: "none" }).catch(function () { /* then not */ });
  });
}());
