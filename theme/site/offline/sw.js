// SPDX-License-Identifier: MIT
// Keeps what to do in an emergency for the moment when the network is gone: the page "What do I do
// now?", every procedure, and the pages behind codes that were opened before. Asks the network first,
// always. What comes from here says so, in both languages, with the day it was kept; nothing else of
// the site passes through here at all.
"use strict";

var BUILD = "%BUILD%";
var PAGES = %PAGES%;
var FILES = %FILES%;
var NAME = "muster-" + BUILD;
var PAGE_PATIENCE_MS = 3000;
var FILE_PATIENCE_MS = 1000;
var KEPT_AT = "x-muster-kept";
var BASE = new URL("./", self.location.href);
var pages = new Set(PAGES.map(absolute));
var files = new Set(PAGES.concat(FILES).map(absolute));

function absolute(path) { return new URL(path, BASE).href; }

// An address as it is kept: without query and fragment, a folder of a code by its page.
function keyOf(address) {
  var url = new URL(address);
  url.search = "";
  url.hash = "";
  if (isOfCode(url.href) && !/\.[a-z0-9]+$/.test(url.pathname)) {
    url.pathname = url.pathname.replace(/\/?$/, "/index.html");
  }
  return url.href;
}

function isOfCode(address) { return address.indexOf(absolute("Q/")) === 0; }
function isKept(key) { return files.has(key) || isOfCode(key); }
function isPage(key) { return pages.has(key) || (isOfCode(key) && /\.html$/.test(key)); }

// A copy that knows when it came from the server.
function dated(response) {
  return response.blob().then(function (body) {
    var headers = new Headers({ "content-type": response.headers.get("content-type") || "" });
    headers.set(KEPT_AT, new Date().toISOString());
    return new Response(body, { status: 200, headers: headers });
  });
}

function keep(key, response) {
  return Promise.all([caches.open(NAME), dated(response)]).then(function (found) {
    return found[0].put(key, found[1]);
  });
}

// The copy of this build; while it is being fetched, that of the one before.
function copyOf(key) {
  return caches.open(NAME).then(function (cache) { return cache.match(key); }).then(function (own) {
    return own || caches.match(key);
  });
}

function forget(key) {
  return caches.open(NAME).then(function (cache) { return cache.delete(key); });
}

function earlierNames() {
  return caches.keys().then(function (names) {
    return names.filter(function (name) { return name.indexOf("muster-") === 0 && name !== NAME; });
  });
}

// Fetches a file for this build. Where the network fails, the copy of an earlier build goes on with
// its own date; where there is none either, this build is not taken into use.
function renew(key) {
  return fetch(key, { cache: "no-cache", credentials: "same-origin" }).then(function (response) {
    if (response.ok && !response.redirected) { return keep(key, response); }
    if (response.status >= 500) { throw new Error("server"); }
  }).catch(function (error) {
    return copyOf(key).then(function (old) {
      if (!old) { throw error; }
      return caches.open(NAME).then(function (cache) { return cache.put(key, old); });
    });
  });
}

// What readers have opened behind codes under earlier builds.
function visited() {
  return earlierNames().then(function (names) {
    return Promise.all(names.map(function (name) {
      return caches.open(name).then(function (cache) { return cache.keys(); });
    }));
  }).then(function (lists) {
    var all = [].concat.apply([], lists).map(function (request) { return request.url; });
    return Array.from(new Set(all)).filter(isOfCode);
  });
}

self.addEventListener("install", function (event) {
  self.skipWaiting();
  event.waitUntil(visited().then(function (seen) {
    return Promise.all(PAGES.concat(%EAGER%).map(absolute).concat(seen).map(renew));
  }));
});

self.addEventListener("activate", function (event) {
  event.waitUntil(earlierNames().then(function (names) {
    return Promise.all(names.map(function (name) { return caches.delete(name); }));
  }).then(function () { return self.clients.claim(); }));
});

self.addEventListener("fetch", function (event) {
  var request = event.request;
  var key = keyOf(request.url);
  if (request.method !== "GET" || !isKept(key)) { return; }
  event.respondWith(isPage(key) ? answerPage(event, key) : answerFile(event, key));
});

// Asks the network; `copy` is called where it fails, or has not answered in time and there is one.
function answer(event, key, fetched, patienceMs, copy) {
  var live = fetched.then(function (response) {
    if (response.status >= 500) { throw new Error("server"); }
    if (response.ok && !response.redirected) { event.waitUntil(keep(key, response.clone())); }
    if (response.status === 404 || response.status === 410) { event.waitUntil(forget(key)); }
    return response;
  });
  var late = new Promise(function (resolve) {
    setTimeout(function () { copy().then(function (kept) { if (kept) { resolve(kept); } }); }, patienceMs);
  });
  event.waitUntil(live.catch(function () { /* answered from the copy */ }));
  return Promise.race([live.catch(function (error) {
    return copy().then(function (kept) { if (kept) { return kept; } throw error; });
  }), late]);
}

function answerFile(event, key) {
  return answer(event, key, fetch(event.request), FILE_PATIENCE_MS, function () {
    return copyOf(key);
  });
}

function answerPage(event, key) {
  var fetched = fetch(event.request, { cache: "no-cache" });
  return answer(event, key, fetched, PAGE_PATIENCE_MS, function () {
    return copyOf(key).then(function (kept) {
      if (!kept) { return undefined; }
      var url = new URL(event.request.url);
      if (isOfCode(url.href) && !/\/$|\.html$/.test(url.pathname)) {
        return Response.redirect(url.href + "/");
      }
      return told(kept);
    });
  });
}

function two(number) { return (number < 10 ? "0" : "") + number; }

function dayOf(text) {
  var at = new Date(text);
  return at.getFullYear() + "-" + two(at.getMonth() + 1) + "-" + two(at.getDate()) +
    " " + two(at.getHours()) + ":" + two(at.getMinutes());
}

// The kept page with a notice as the first thing in it.
function told(kept) {
  return kept.text().then(function (text) {
    var day = dayOf(kept.headers.get(KEPT_AT));
    var notice = '<aside class="kept-copy" aria-label="离线副本 Offline copy"><p lang="zh-CN">' + %SAID_ZH% + "</p>" +
      '<p lang="en">' + %SAID_EN% + "</p></aside>";
    notice = notice.split("%DAY%").join(day);
    var whole = text.replace(/<body\b[^>]*>/i, function (tag) { return tag + notice; });
    return new Response(whole, { headers: { "content-type": "text/html; charset=utf-8" } });
  });
}
