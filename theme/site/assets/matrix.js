// SPDX-License-Identifier: MIT
// Filters the table of all requirements: no network, works from file://. The state stands in the
// address after #; a link may also give it after ?. Rows carry the numbers of their options.
(function () {
  "use strict";
  var form = document.querySelector(".matrix-filters");
  var count = document.querySelector(".matrix-count");
  var shownCount = count.querySelector("b");
  var keptTail = Array.from(count.childNodes).slice(1);
  var tail = keptTail;
  var none = document.createTextNode(" " + count.getAttribute("data-none"));
  var selects = Array.from(form.querySelectorAll("select"));
  var language = document.querySelector(".muster-language");
  var otherPage = language && language.href;
  var PLAN = 0, KIND = 1, TOPIC = 2, AUDIENCE = 3, STATUS = 4, TEXT = 5;

  var rows = Array.from(document.querySelectorAll("tr[data-x]")).map(function (element) {
    var parts = element.getAttribute("data-x").split(" ");
    return {
      element: element,
      list: element.closest(".plan-clauses"),
      own: parts.slice(0, AUDIENCE).map(Number),
      pairs: parts.slice(AUDIENCE).map(function (pair) { return pair.split(".").map(Number); }),
      text: null
    };
  });

  var lists = Array.from(new Set(rows.map(function (row) { return row.list; })));
  var wasNarrowed = false;

  function textOf(row) {
    if (row.text === null) {
      // Whoever has the id of a clause may type it: jiangxi-2020/2.2.3-a.
      var id = row.element.querySelector("a").getAttribute("href").replace(".html#", "/");
      row.text = (row.element.textContent + " " + id).toLowerCase();
    }
    return row.text;
  }

  // Number of the chosen option of each filter; -1 for all.
  function chosen() {
    return selects.map(function (select) { return select.selectedIndex - 1; });
  }

  function has(wanted, found) { return wanted < 0 || wanted === found; }

  // Adds a row to the count of every option that it would be shown under.
  function tally(row, want, misses, counts) {
    var open = function (filter) {
      return misses.every(function (missed) { return missed === filter; });
    };
    var anyPair = row.pairs.some(function (pair) {
      return has(want[AUDIENCE], pair[0]) && has(want[STATUS], pair[1]);
    });
    [PLAN, KIND, TOPIC].forEach(function (filter) {
      if (anyPair && open(filter)) { counts[filter].add(row.own[filter]); }
    });
    if (!misses.length) {
      var audiences = new Set();
      var statuses = new Set();
      row.pairs.forEach(function (pair) {
        if (has(want[STATUS], pair[1])) { audiences.add(pair[0]); }
        if (has(want[AUDIENCE], pair[0])) { statuses.add(pair[1]); }
      });
      audiences.forEach(counts[AUDIENCE].add);
      statuses.forEach(counts[STATUS].add);
    }
    return anyPair && !misses.length;
  }

  function counter() {
    var found = new Map();
    return {
      found: found,
      add: function (number) { found.set(number, (found.get(number) || 0) + 1); }
    };
  }

  function apply() {
    var want = chosen();
    var words = form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    var counts = selects.map(counter);
    var found = new Set();
    var shown = 0;
    rows.forEach(function (row) {
      var misses = [PLAN, KIND, TOPIC].filter(function (f) { return !has(want[f], row.own[f]); });
      if (!words.every(function (word) { return textOf(row).indexOf(word) >= 0; })) {
        misses.push(TEXT);
      }
      var fits = tally(row, want, misses, counts);
      if (fits) { shown += 1; found.add(row.list); }
      if (row.element.hidden === fits) { row.element.hidden = !fits; }
    });
    // What was sought lies open; without a filter only what somebody opens.
    var isNarrowed = words.length > 0 || want.some(function (number) { return number >= 0; });
    lists.forEach(function (list) {
      list.hidden = !found.has(list);
      if (isNarrowed || wasNarrowed) { list.querySelector("details").open = isNarrowed; }
    });
    wasNarrowed = isNarrowed;
    say(shown, counts);
    if (language) { language.href = otherPage + hash(); }
  }

  function say(shown, counts) {
    shownCount.textContent = shown;
    tail.forEach(function (node) { count.removeChild(node); });
    tail = shown ? keptTail : [none];
    tail.forEach(function (node) { count.appendChild(node); });
    selects.forEach(function (select, filter) {
      Array.from(select.querySelectorAll("option[data-label]")).forEach(function (option, number) {
        option.textContent = option.getAttribute("data-label") +
          " (" + (counts[filter].found.get(number) || 0) + ")";
      });
    });
  }

  function fields() { return selects.concat([form.elements.q]); }

  function hash() {
    var state = new URLSearchParams();
    fields().forEach(function (field) {
      if (field.value.trim()) { state.set(field.name, field.value.trim()); }
    });
    var text = state.toString();
    return text ? "#" + text : "";
  }

  function write() { history.replaceState(null, "", location.pathname + hash()); }

  function read(text) {
    var state = new URLSearchParams(text);
    fields().forEach(function (field) {
      field.value = state.get(field.name) || "";
      if (field.selectedIndex === -1) { field.value = ""; }
    });
  }

  function given() {
    var hash = location.hash.slice(1);
    return hash.indexOf("=") >= 0 ? hash : location.search.slice(1);
  }

  var waiting = 0;
  function changed() {
    clearTimeout(waiting);
    waiting = setTimeout(function () { apply(); write(); }, 120);
  }

  form.addEventListener("input", changed);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(changed, 0); });
  window.addEventListener("hashchange", function () {
    if (location.hash.indexOf("=") >= 0) { read(given()); apply(); }
  });
  form.hidden = false;
  read(given());
  apply();
  if (location.hash.indexOf("=") >= 0) {
    document.getElementById("matrix").scrollIntoView();
  }
})();
