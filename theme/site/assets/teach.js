// SPDX-License-Identifier: MIT
// Teaching on screen: the steps of a page one at a time, large, with a timer and keys.
// Everything comes from the page itself (data-slide, data-seen, data-note); nothing is stored.
(function () {
  "use strict";
  const place = document.querySelector("[data-teach]");
  const parts = Array.from(document.querySelectorAll("[data-slide]"));
  if (!place || !parts.length || !window.HTMLDialogElement) { return; }
  const words = place.dataset;
  const slides = parts.sort(byTurn).map(readSlide);
  const smallest = 0.5;
  let shown = 0, left = 0, since = 0, isOver = false, ticking = 0;

  function byTurn(a, b) { return (a.dataset.turn || 0) - (b.dataset.turn || 0); }

  function readSlide(part) {
    const notes = Array.from(part.querySelectorAll("[data-note]"));
    const elsewhere = document.querySelectorAll('[data-note="' + part.dataset.turn + '"]');
    return {
      title: part.dataset.slide,
      tag: part.dataset.tag || "",
      seconds: 60 * (part.dataset.minutes || 0),
      seen: Array.from(part.querySelectorAll("[data-seen]")),
      notes: notes.concat(Array.from(elsewhere)),
    };
  }

  function make(tag, name, text) {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text || "";
    return made;
  }

  function button(name, word, key, act) {
    const made = make("button", "teach-button " + name, words[word]);
    made.type = "button";
    if (key) { made.setAttribute("aria-keyshortcuts", key); }
    made.addEventListener("click", act);
    return made;
  }

  const dialog = make("dialog", "teach");
  const bar = make("div", "teach-bar");
  const progress = make("progress", "teach-progress");
  const count = make("span", "teach-count");
  const tag = make("span", "chip teach-tag");
  const clock = make("span", "teach-clock");
  const title = make("h2", "teach-title");
  const body = make("div", "teach-body");
  const seen = make("div", "teach-seen");
  const notes = make("aside", "teach-notes");
  const help = make("div", "teach-help");
  const spoken = make("p", "unseen");
  const foot = make("div", "teach-foot");
  const timer = button("teach-timer", "start", "T", turnTimer);
  const noted = button("teach-noted", "notes", "N", turnNotes);
  const helped = button("", "help", "?", turnHelp);
  const back = button("teach-go", "before", "ArrowLeft", function () { go(shown - 1); });
  const next = button("teach-go", "after", "ArrowRight", function () { go(shown + 1); });
  const close = button("teach-close", "end", "Escape", function () { dialog.close(); });

  dialog.setAttribute("aria-label", words.name);
  title.tabIndex = -1;
  body.tabIndex = 0;
  body.setAttribute("role", "group");
  body.setAttribute("aria-label", words.name);
  clock.setAttribute("role", "timer");
  clock.setAttribute("aria-label", words.left);
  progress.max = slides.length;
  progress.setAttribute("aria-label", words.name);
  notes.hidden = help.hidden = true;
  notes.setAttribute("aria-label", words.notes);
  spoken.setAttribute("role", "status");
  noted.setAttribute("aria-pressed", "false");
  helped.setAttribute("aria-expanded", "false");
  const list = make("ul", "");
  words.keys.split("|").forEach(function (line) { list.append(make("li", "", line)); });
  help.append(list);
  bar.append(count, tag, clock, close);
  body.append(seen, notes);
  foot.append(back, timer, noted, helped, next);
  dialog.append(progress, bar, title, body, help, foot, spoken);
  document.body.append(dialog);

  // Options of some lessons begin with their letter, which is then not set before them once more.
  function isLettered(list) {
    return Array.from(list.children).every(function (one, at) {
      return one.textContent.startsWith("ABCDEF"[at] + " ");
    });
  }

  function copy(found, target) {
    target.replaceChildren();
    found.forEach(function (part) {
      const copied = part.cloneNode(true);
      copied.removeAttribute("id");
      if (copied.matches(".options")) { copied.classList.toggle("lettered", isLettered(copied)); }
      if (target === seen) { copied.querySelectorAll("h4").forEach(function (h) { h.remove(); }); }
      target.append(copied);
    });
  }

  function go(number) {
    if (number < 0 || number >= slides.length) { return; }
    const slide = slides[number];
    shown = number;
    count.textContent = (number + 1) + " / " + slides.length;
    progress.value = number + 1;
    tag.textContent = slide.tag;
    tag.hidden = !slide.tag;
    title.textContent = slide.title;
    copy(slide.seen, seen);
    copy(slide.notes, notes);
    notes.prepend(make("h3", "", words.notes));
    back.disabled = number === 0;
    next.disabled = number === slides.length - 1;
    left = slide.seconds * 1000;
    since = slide.seconds && since ? Date.now() : 0;
    isOver = false;
    timer.disabled = !slide.seconds;
    clock.hidden = !slide.seconds;
    body.scrollTop = 0;
    say(count.textContent + " " + slide.title +
      (slide.seconds ? " " + slide.seconds / 60 + " " + words.minutes : ""));
    showTime();
    fit();
    if (document.activeElement && document.activeElement.disabled) { title.focus(); }
  }

  function say(text) { spoken.textContent = text; }

  // The largest type with which everything is seen at once; below half of it one scrolls.
  function fit() {
    for (let part = 1; part >= smallest; part -= 0.05) {
      dialog.style.setProperty("--part", part);
      if (body.scrollHeight <= body.clientHeight) { return; }
    }
  }

  // What is longer than the screen is read on with keys wherever the focus is.
  function scroll(way) { body.scrollTop += way * body.clientHeight / 3; }

  function timeLeft() { return left - (since ? Date.now() - since : 0); }

  function showTime() {
    const seconds = Math.ceil(timeLeft() / 1000);
    const whole = Math.abs(seconds);
    const over = seconds <= 0 && slides[shown].seconds > 0;
    clock.textContent = (seconds < 0 ? "−" : "") + Math.floor(whole / 60) + ":" +
      String(whole % 60).padStart(2, "0") + (over ? " " + words.over : "");
    clock.classList.toggle("teach-over", over);
    timer.textContent = since ? words.stop : words.start;
    if (over && !isOver) { isOver = true; say(words.over); }
  }

  function turnTimer() {
    if (timer.disabled) { return; }
    left = timeLeft();
    since = since ? 0 : Date.now();
    showTime();
  }

  function turnNotes() {
    notes.hidden = !notes.hidden;
    noted.setAttribute("aria-pressed", String(!notes.hidden));
    say(notes.hidden ? words.notesHidden : notes.textContent);
    fit();
  }

  function turnHelp() {
    help.hidden = !help.hidden;
    helped.setAttribute("aria-expanded", String(!help.hidden));
    if (!help.hidden) { say(help.textContent); }
  }

  const actions = {
    ArrowRight: function () { go(shown + 1); }, PageDown: function () { go(shown + 1); },
    " ": function () { go(shown + 1); },
    ArrowLeft: function () { go(shown - 1); }, PageUp: function () { go(shown - 1); },
    ArrowDown: function () { scroll(1); }, ArrowUp: function () { scroll(-1); },
    Home: function () { go(0); }, End: function () { go(slides.length - 1); },
    t: turnTimer, n: turnNotes, "?": turnHelp,
  };

  dialog.addEventListener("keydown", function (event) {
    event.stopPropagation();  // the page below has keys of its own
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === " " && event.target.closest("button")) { return; }
    const act = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act) { event.preventDefault(); act(); }
  });
  dialog.addEventListener("cancel", function (event) {
    if (!help.hidden) { event.preventDefault(); turnHelp(); }
  });
  dialog.addEventListener("close", function () { since = 0; clearInterval(ticking); });
  window.addEventListener("resize", function () { if (dialog.open) { fit(); } });

  const begin = button("button", "begin", "", function () {
    dialog.showModal();
    go(0);
    title.focus();
    clearInterval(ticking);
    ticking = setInterval(showTime, 250);
  });
  begin.className = "button button-strong";
  begin.setAttribute("aria-haspopup", "dialog");
  const print = make("button", "button", words.printPage);
  print.type = "button";
  print.addEventListener("click", function () { window.print(); });
  place.prepend(begin, " ", print, " ");
})();
