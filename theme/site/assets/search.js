// SPDX-License-Identifier: MIT
// Searches the index beside the page: no network, works from file://, old browsers too.
// The cutting and the shard function mirror generator/model/search.py.
(function () {
  "use strict";
  var SHARD_COUNT = 64;
  var MAX_RESULTS = 40;
  var folder = document.currentScript.getAttribute("data-index");
  var list = document.querySelector("[data-search-results]");
  var status = document.querySelector("[data-search-status]");
  var input = document.getElementById("muster-query");
  var pages = window.musterPages || [];
  var shards = new Map();
  var waiting = new Map();

  var words = window.musterWords || [];

  // What a page must have: of every part at least one piece.
  function queryParts(text) {
    var parts = [];
    (text.toLowerCase().match(/[a-z0-9]+/g) || []).forEach(function (asked) {
      parts.push(words.filter(function (word) { return word.indexOf(asked) >= 0; }));
    });
    (text.match(/[\u3400-\u9fff]+/g) || []).forEach(function (run) {
      if (run.length === 1) { parts.push([run]); }
      for (var i = 0; i + 2 <= run.length; i++) { parts.push([run.slice(i, i + 2)]); }
    });
    return parts;
  }

  function shardOf(gram) {
    var value = 0x811c9dc5;
    for (var i = 0; i < gram.length; i++) {
      value = Math.imul(value ^ gram.charCodeAt(i), 0x01000193) >>> 0;
    }
    return value % SHARD_COUNT;
  }

  // Every shard file calls this with its number and {gram: [page numbers]}.
  window.musterShard = function (number, entries) {
    shards.set(number, new Map(entries));
    (waiting.get(number) || []).forEach(function (done) { done(); });
    waiting.delete(number);
  };

  function load(number) {
    return new Promise(function (done) {
      if (shards.has(number)) { done(); return; }
      if (waiting.has(number)) { waiting.get(number).push(done); return; }
      waiting.set(number, [done]);
      var script = document.createElement("script");
      script.src = folder + number + ".js";
      script.onerror = function () { window.musterShard(number, []); };
      document.head.appendChild(script);
    });
  }

  function pagesWith(part) {
    var found = new Set();
    part.forEach(function (gram) {
      (shards.get(shardOf(gram)).get(gram) || []).forEach(function (page) { found.add(page); });
    });
    return found;
  }

  function matches(parts) {
    var sets = parts.map(pagesWith);
    return Array.from(sets[0]).filter(function (page) {
      return sets.every(function (set) { return set.has(page); });
    });
  }

  // Whole query in the title first, then in the text; then the order of the site.
  function rank(query) {
    var wanted = query.toLowerCase().replace(/\s+/g, "");
    return function (number) {
      var page = pages[number];
      var title = page[1].toLowerCase().replace(/\s+/g, "");
      return (title.indexOf(wanted) >= 0 ? 0 : 1000) + page[3];
    };
  }

  function show(query, found) {
    var score = rank(query);
    found.sort(function (a, b) { return score(a) - score(b) || a - b; });
    list.textContent = "";
    found.slice(0, MAX_RESULTS).forEach(function (number) {
      var page = pages[number];
      var item = document.createElement("li");
      var link = document.createElement("a");
      link.href = page[0];
      link.textContent = page[1];
      var hint = document.createElement("p");
      hint.textContent = page[2];
      item.appendChild(link);
      item.appendChild(hint);
      list.appendChild(item);
    });
    status.textContent = found.length
      ? found.length + " " + status.getAttribute("data-count")
      : status.getAttribute("data-none");
  }

  var latest = 0;
  function search() {
    var query = input.value.trim();
    var parts = queryParts(query);
    var turn = ++latest;
    if (!parts.length) { list.textContent = ""; return; }
    var needed = new Set();
    parts.forEach(function (part) {
      part.forEach(function (gram) { needed.add(shardOf(gram)); });
    });
    Promise.all(Array.from(needed).map(load)).then(function () {
      if (turn === latest) { show(query, matches(parts)); }
    });
  }

  var given = new URLSearchParams(location.search).get("q");
  if (given) { input.value = given; }
  input.addEventListener("input", search);
  search();
})();
