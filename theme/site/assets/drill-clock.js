// SPDX-License-Identifier: MIT
// A clock for the observer of a drill: T+s beside what was planned. It counts from the time of
// day, so that a locked telephone loses nothing; marks live in this page, nothing is stored.
(function () {
  "use strict";
  const place = document.querySelector("[data-clock]");
  if (!place) { return; }
  const words = place.dataset;
  const moments = Array.from(document.querySelectorAll("td[data-at]")).map(readMoment);
  const others = [];
  let passed = 0, since = 0, begun = null, aim = 0, sureUntil = 0, lock = null;

  function readMoment(cell) {
    const cells = cell.parentNode.cells;
    return {
      cell: cell, at: Number(cell.dataset.at), ms: null,
      what: cells[1].textContent.trim() + " " + cells[2].textContent.trim(),
    };
  }

  function make(tag, name, text) {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text || "";
    return made;
  }

  function button(name, text, act) {
    const made = make("button", "button " + name, text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function now() { return passed + (since ? Date.now() - since : 0); }
  function inSeconds(ms) { return "T+" + Math.floor(ms / 1000) + " s"; }
  function difference(moment) {
    const found = Math.floor(moment.ms / 1000) - moment.at;
    return (found < 0 ? "−" : "+") + Math.abs(found) + " s";
  }

  const time = make("p", "clock-time", "T+0 s");
  const start = button("button-strong", words.start, turn);
  const large = button("", words.large, open);
  const clear = button("", words.clear, wipe);
  const list = make("ul", "clock-others");
  const said = make("p", "unseen");
  const record = make("textarea", "clock-record");
  const label = make("label", "", words.record);
  time.setAttribute("role", "timer");
  said.setAttribute("role", "status");
  record.readOnly = true;
  record.rows = 6;
  label.append(record);
  const printed = make("pre", "clock-print");

  const dialog = make("dialog", "teach clock-large");
  const bigTime = make("p", "clock-time clock-time-large", "");
  const state = make("p", "clock-state", "");
  const nextUp = make("p", "clock-next", "");
  const bigStart = button("", words.start, turn);
  const bigMark = button("button-strong clock-mark", words.markNext, markNext);
  const bigSaid = make("p", "unseen");
  bigTime.setAttribute("role", "timer");
  bigSaid.setAttribute("role", "status");
  dialog.setAttribute("aria-label", words.large);
  bigMark.setAttribute("aria-keyshortcuts", "Space");
  const foot = make("div", "clock-foot");
  foot.append(
    bigMark, bigStart, button("", words.skip, function () { step(1); }),
    button("", words.markOther, markOther), button("", words.end, function () { dialog.close(); })
  );
  dialog.append(
    state, bigTime, nextUp, foot,
    make("p", "clock-signal", words.signal), make("p", "fine", words.keys), bigSaid
  );

  const tools = make("p", "clock-tools");
  tools.append(start, " ", large, " ", button("", words.markOther, markOther), " ", clear);
  const after = make("p", "clock-tools");
  after.append(button("", words.copy, copy), " ", button("", words.print, function () {
    window.print();
  }));
  place.append(time, tools, make("p", "fine", words.note), list, label, printed, after, said);
  document.body.append(dialog);
  moments.filter(timed).forEach(showMark);

  function timed(moment) { return moment.at >= 0; }
  function say(text) { (dialog.open ? bigSaid : said).textContent = text; }

  function turn() {
    if (!begun) { begun = new Date(); }
    passed = now();
    since = since ? 0 : Date.now();
    keepAwake();
    show();
    say(since ? words.begun + " " + inSeconds(passed) : words.paused);
  }

  function keepAwake() {
    if (since && navigator.wakeLock && document.visibilityState === "visible") {
      navigator.wakeLock.request("screen").then(function (got) { lock = got; }, function () {});
    } else if (lock) { lock.release(); lock = null; }
  }

  function mark(moment) {
    if (!begun) { return; }
    moment.ms = now();
    showMark(moment);
    say(words.marked + " " + inSeconds(moment.ms) + " " + moment.what);
    show();
  }

  function showMark(moment) {
    const isMarked = moment.ms !== null;
    const act = isMarked ? function () { moment.ms = null; showMark(moment); show(); }
      : function () { mark(moment); };
    const made = button("clock-small", isMarked ? words.undo : words.mark, act);
    const had = moment.cell.contains(document.activeElement);
    made.setAttribute("aria-label", (isMarked ? words.undo + " " : words.markFor) + moment.what);
    made.disabled = !begun;
    moment.cell.replaceChildren(
      isMarked ? inSeconds(moment.ms) + " (" + difference(moment) + ") " : "", made
    );
    if (had) { made.focus(); }
  }

  function open_(moment) { return moment.at >= 0 && moment.ms === null; }
  function waiting() { return moments.filter(open_); }

  function step(by) {
    aim += by;
    show();
    say(nextUp.textContent);
  }

  function markNext() {
    const left = waiting();
    if (!begun) { turn(); return; }
    if (!left.length) { markOther(); return; }
    mark(left[aim % left.length]);
  }

  function markOther() {
    if (!begun) { return; }
    others.push(now());
    say(words.marked + " " + inSeconds(others[others.length - 1]));
    show();
  }

  function wipe() {
    if (Date.now() > sureUntil) {
      sureUntil = Date.now() + 4000;
      clear.textContent = words.clearSure;
      setTimeout(function () { clear.textContent = words.clear; }, 4000);
      return;
    }
    passed = since = aim = sureUntil = 0;
    begun = null;
    others.length = 0;
    moments.forEach(function (moment) { moment.ms = null; });
    moments.filter(timed).forEach(showMark);
    keepAwake();
    show();
  }

  function text() {
    const lines = [words.title];
    if (begun) { lines.push(words.begun + " " + begun.toLocaleString(document.documentElement.lang)); }
    moments.filter(timed).forEach(function (moment) {
      const measured = moment.ms === null ? words.measured.toLowerCase() + " —"
        : words.measured.toLowerCase() + " " + inSeconds(moment.ms) + ", " + words.difference + " " +
          difference(moment);
      lines.push("T+" + moment.at + " s " + words.planned + ", " + measured + ": " + moment.what);
    });
    others.forEach(function (ms) { lines.push(words.other + " " + inSeconds(ms)); });
    return lines.join("\n");
  }

  function copy() {
    record.select();
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(record.value).then(
        function () { say(words.copied); }, copyOldWay
      );
    } else { copyOldWay(); }
  }

  function copyOldWay() {
    record.focus();
    record.select();
    say(document.execCommand("copy") ? words.copied : words.copyByHand);
  }

  function show() {
    const left = waiting();
    const turnWord = since ? words.pause : begun ? words.goOn : words.start;
    const upcoming = left.length ? left[aim % left.length] : null;
    start.textContent = bigStart.textContent = turnWord;
    bigMark.textContent = begun ? words.markNext : words.start;
    state.textContent = begun && !since ? words.paused : "";
    nextUp.textContent = upcoming ? "T+" + upcoming.at + " s · " + upcoming.what : words.noneLeft;
    list.replaceChildren.apply(list, others.map(function (ms) {
      return make("li", "", words.other + " " + inSeconds(ms));
    }));
    moments.filter(open_).forEach(function (moment) {
      moment.cell.querySelector("button").disabled = !begun;
    });
    record.value = text();
    printed.textContent = begun ? record.value : "";
    tick();
  }

  function tick() {
    const whole = Math.floor(now() / 1000);
    time.textContent = inSeconds(now());
    bigTime.textContent = Math.floor(whole / 60) + ":" + String(whole % 60).padStart(2, "0");
    bigTime.setAttribute("aria-label", inSeconds(now()));
  }

  function open() {
    dialog.showModal();
    show();
    bigMark.focus();
  }

  dialog.addEventListener("keydown", function (event) {
    event.stopPropagation();  // the page below has keys of its own
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    const key = event.key.toLowerCase();
    const isElsewhere = event.target.closest("button") && event.target !== bigMark;
    if (key === " " && !isElsewhere && !event.repeat) { event.preventDefault(); markNext(); }
    if (key === "p") { turn(); }
    if (key === "o") { markOther(); }
  });
  dialog.addEventListener("keyup", function (event) {
    if (event.key === " " && event.target === bigMark) { event.preventDefault(); }
  });
  document.addEventListener("visibilitychange", function () { keepAwake(); tick(); });
  window.addEventListener("beforeunload", function (event) {
    if (begun) { event.preventDefault(); }
  });
  setInterval(function () { if (since) { tick(); } }, 200);
  show();
})();
