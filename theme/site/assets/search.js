// SPDX-License-Identifier: MIT
// Searches the index beside the pages: no network, works from file://.
// The cutting and the numbers mirror generator/model/search.py.
(function () {
  "use strict";
  if (window.musterSearch) { return; }
  const form = document.querySelector("[data-search-page]") || document.querySelector("[data-search-box]");
  const own = form.getAttribute("data-language");
  const root = form.getAttribute("data-root") + "/";
  const other = own === "zh" ? "en" : "zh";
  const folders = {};
  folders[own] = root + "search/" + own + "/";
  folders[other] = root + (own === "zh" ? "en/search/en/" : "../search/zh/");

  // How much a piece is worth: as a keyword that the page does not show, in its text, often in it,
  // in a heading, in the title.
  const FIELD = [7, 1, 1.7, 7, 10];
  const HEADING = 7;
  const PROMINENT = 5;
  const TITLE = 10;
  // So many times better is a page whose title holds all that was typed, though not in one piece.
  const TITLED = 1.5;
  // And so many times one that names it all in title, headings and what is asked for.
  const NAMED = 1.2;
  const OTHER_KIND = 0.6;
  const MISSED_KIND = 0.3;
  const MISSED_STAGE = 0.3;
  const MISSED_TOPIC = 0.3;
  const SAID_IN_TITLE = 0.8;
  // Pages worth less, in twentieths, only gather what others say.
  const LISTS = 14;
  const FEW = 12;
  // A find worth less stands only inside of other Latin words.
  const INSIDE = 0.5;
  // A page without one of the words counts too, but less, if title, heading or keyword say most.
  const MOST_OF_IT = 0.5;
  // Where few pages have all words, so much of them is enough.
  const PARTLY = 0.15;
  const MOST_GUESSES = 3;
  const FRAGMENT = 0.5;
  // What three hanzi are worth that run on from one word into the next: 黑校车.
  const RUNNING_ON = 0.5;
  const MOST_RUNS = 8;
  // So many times better than all that hold what was typed must a page be that only means it.
  const SURE = 2;
  const SURE_OF_QUESTION = 1.2;
  const MOST_RELATED = 5;
  const MOST_READINGS = 4;
  // So many syllables may be two words; fewer are one.
  const LONG_READING = 4;
  // Of more hanzi in a row that nobody knows not one is taken for a slip.
  const LONGEST_SLIP = 6;
  // On so few pages a reading may be none that was meant: what sounds nearly so is looked up too.
  const RARE = 3;
  const MONTHS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
  const MONTH_OF_DRILLS = /(^|[^0-9])(1[0-2]|[1-9])月(?=[份要有的做该哪些什么\s]*演练)/g;
  const MONTH_ALONE = /^()(1[0-2]|[1-9])月(?=份?$)/;
  const JOINING = /[要能会得把被就都让跟谁对于]/;
  const JOINING_ENDS = /^[要能会得把被就都让跟谁对于]+|[要能会得把被就都让跟谁对于]+$/g;
  const ABOUT = /^(about|for|of|on|in|to|with|at|from)$/;
  const HANZI = /[\u3400-\u9fff]+/g;
  const RUN = /[\u3400-\u9fff]+|[a-z0-9]+/g;

  // --- Files of the index -------------------------------------------------------------------

  const asked = new Map();
  const waiting = new Map();
  const given = new Map();
  const loaded = new Map();

  window.musterPiece = function (language, name, value) {
    const done = waiting.get(language + " " + name);
    if (done) { done(value); } else { given.set(language + " " + name, value); }
  };

  function load(address) {
    if (!loaded.has(address)) {
      loaded.set(address, new Promise(function (done) {
        const script = document.createElement("script");
        script.src = address;
        script.onload = script.onerror = function () { script.remove(); done(); };
        document.head.appendChild(script);
      }));
    }
    return loaded.get(address);
  }

  // On a stick numbered pieces lie in few large files, as many in each as the summary says.
  async function loadPiece(language, name) {
    const numbered = /^([a-z])(\d+)$/.exec(name);
    const together = numbered && (await summary(language)).joined || 1;
    const file = together > 1 ? numbered[1] + "-" + Math.floor(numbered[2] / together) : name;
    await load(folders[language] + file + ".js");
  }

  function piece(language, name) {
    const key = language + " " + name;
    if (!asked.has(key)) {
      asked.set(key, new Promise(function (done) {
        if (given.has(key)) { done(given.get(key)); return; }
        waiting.set(key, done);
        loadPiece(language, name).then(function () { done(null); });
      }));
    }
    return asked.get(key);
  }

  const DIGITS = new Map();
  for (let code = 35; code < 126; code++) {
    if (code !== 92) { DIGITS.set(String.fromCharCode(code), DIGITS.size); }
  }
  const BASE = DIGITS.size / 2;

  function readNumbers(text) {
    const numbers = [];
    let number = 0;
    let scale = 1;
    for (const character of text) {
      const digit = DIGITS.get(character);
      number += digit % BASE * scale;
      scale *= BASE;
      if (digit < BASE) { numbers.push(number); number = 0; scale = 1; }
    }
    return numbers;
  }

  function shardOf(gram, count) {
    let value = 0x811c9dc5;
    for (let i = 0; i < gram.length; i++) {
      value = Math.imul(value ^ gram.charCodeAt(i), 0x01000193) >>> 0;
    }
    return value % count;
  }

  // What is known of all pages: blocks, kind, subject, stages, length of the title, worth.
  const summaries = new Map();
  function summary(language) {
    if (!summaries.has(language)) {
      summaries.set(language, piece(language, "index").then(function (given) {
        const read = given || { rows: "", shards: 1, spelt: 1, pages: 0, kinds: [], topics: [], stages: [], groups: [] };
        const numbers = readNumbers(read.rows);
        read.table = [];
        read.pageOf = [];
        for (let i = 0; i < numbers.length; i += 6) {
          const row = numbers.slice(i, i + 6);
          row.first = read.pageOf.length;
          for (let block = 0; block < row[0]; block++) { read.pageOf.push(read.table.length); }
          read.table.push(row);
        }
        return read;
      }));
    }
    return summaries.get(language);
  }

  // What leads from letters to words lies in files of its own, "p": "fang-ni", "~fan-ni", "!fns",
  // "<f" and ">hui" (what begins or ends so), "*tin" (what has it inside); "@溺" has a syllable.
  function soundsLike(key) { return key.includes("-") ? key.replace("~", "").split("-").map(fold).join("-") : key; }

  const shards = new Map();
  async function entry(language, key) {
    const all = await summary(language);
    const file = /[-!~<>*@]/.test(key) ? "p" + shardOf(soundsLike(key), all.spelt) : "s" + shardOf(key, all.shards);
    const name = language + file;
    if (!shards.has(name)) {
      shards.set(name, piece(language, file).then(function (text) {
        const parts = (text || "").split(" ");
        const table = new Map();
        for (let i = 0; i + 1 < parts.length; i += 2) { table.set(parts[i], parts[i + 1]); }
        return table;
      }));
    }
    return (await shards.get(name)).get(key) || "";
  }

  // Page → [worth, block, whether the page does not show it] of the entry that `write_numbers` wrote.
  function finds(text, pageOf, factor) {
    const found = new Map();
    let block = -1;
    for (const number of readNumbers(text)) {
      block += Math.floor(number / FIELD.length);
      const level = number % FIELD.length;
      found.set(pageOf[block], [FIELD[level] * factor, block, level === 0]);
    }
    return found;
  }

  // Files of Latin words: where each begins, then its words with their places.
  function firstWords(language) {
    return piece(language, "words").then((firsts) => firsts || []);
  }

  const vocabularies = new Map();
  function wordsOf(language, number) {
    const name = language + number;
    if (!vocabularies.has(name)) {
      vocabularies.set(name, piece(language, "w" + number).then(function (given) {
        const [listed, places] = given || ["", ""];
        const texts = places.split(" ");
        let word = "";
        return (listed ? listed.split(" ") : []).map(function (coded, i) {
          word = word.slice(0, +coded[0]) + coded.slice(1);
          return [word, texts[i]];
        });
      }));
    }
    return vocabularies.get(name);
  }

  // Names that are listed under a key, with their letters.
  async function listed(language, key) {
    const text = await entry(language, key);
    return (text ? text.split(",") : []).map(function (given) {
      const [name, letters] = given.split("=");
      return [name, letters || name];
    });
  }

  // --- Pages that hold a piece --------------------------------------------------------------

  function union(maps) {
    const all = new Map();
    for (const found of maps) {
      for (const [page, find] of found) {
        const before = all.get(page);
        const isHidden = find[2] && (!before || before[2]);
        const best = !before || before[0] < find[0] ? find : before;
        all.set(page, [best[0], best[1], isHidden]);
      }
    }
    return all;
  }

  function intersection(a, b) {
    const both = new Map();
    for (const [page, find] of a) {
      const more = b.get(page);
      if (more) { both.set(page, [Math.min(find[0], more[0]), Math.max(find[1], more[1]), find[2] || more[2]]); }
    }
    return both;
  }

  async function withHanzi(language, run) {
    const length = Math.min(run.length, 4);
    const grams = [];
    for (let i = 0; i + length <= run.length; i++) { grams.push(run.slice(i, i + length)); }
    const pageOf = (await summary(language)).pageOf;
    let found = null;
    for (let i = 0; i < grams.length && (!found || found.size); i += 3) {
      const texts = await Promise.all(grams.slice(i, i + 3).map((gram) => entry(language, gram)));
      for (const text of texts) {
        const some = finds(text, pageOf, 1);
        found = found ? intersection(found, some) : some;
      }
    }
    return found;
  }

  // Which files hold words from one to another.
  function filesWith(firsts, from, to) {
    const numbers = [];
    for (let i = 0; i < firsts.length && firsts[i] <= to; i++) {
      if (i + 1 === firsts.length || firsts[i + 1] > from) { numbers.push(i); }
    }
    return numbers;
  }

  // A whole word is worth more than the beginning of one, and that more than its middle.
  async function withLatin(language, asked, mode) {
    const isLong = asked.length > 2;
    const inside = language === "zh" ? 0.35 : 0.5;
    const worth = (word) => word === asked ? 1
      : mode === "whole" ? (word === asked + "s" ? 0.9 : 0)
      : isLong && word.startsWith(asked) ? (word.length - asked.length < 3 ? 0.9 : 0.6)
      : isLong && !mode && word.includes(asked) ? inside : 0;
    const firsts = await firstWords(language);
    const numbers = new Set(filesWith(firsts, asked, isLong && mode !== "whole" ? asked + "{" : asked));
    if (mode === "whole") { filesWith(firsts, asked + "s", asked + "s").forEach((number) => numbers.add(number)); }
    // What stands inside of very many words has its pages listed, as have one and two letters.
    const text = mode ? "" : await entry(language, asked);
    if (!mode && isLong && !text) {
      for (const [word] of await listed(language, "*" + asked.slice(0, 3))) {
        if (word.includes(asked)) { filesWith(firsts, word, word).forEach((number) => numbers.add(number)); }
      }
    }
    const files = await Promise.all(Array.from(numbers).map((number) => wordsOf(language, number)));
    const wanted = files.flat().filter((entry) => worth(entry[0]));
    if (!wanted.length && !text) { return new Map(); }
    const pageOf = (await summary(language)).pageOf;
    const maps = wanted.map((entry) => finds(entry[1], pageOf, worth(entry[0])));
    return union([...maps, finds(text, pageOf, isLong ? inside : 0.3)]);
  }

  const known = new Map();
  // Pages that hold every run of a text, hanzi one after another; of Latin words any piece, or with
  // `mode` "begin" what begins so, with "whole" the word and its plural.
  function literal(language, text, mode) {
    const key = language + text + (mode || "");
    if (!known.has(key)) {
      const runs = text.match(RUN) || [];
      known.set(key, Promise.all(runs.map(function (run) {
        return run.charCodeAt(0) < 128 ? withLatin(language, run, mode) : withHanzi(language, run);
      })).then((maps) => maps.length ? maps.reduce(intersection) : new Map()));
    }
    return known.get(key);
  }

  // --- What a query means -------------------------------------------------------------------

  const dictionaries = new Map();
  function dictionary(language) {
    if (!dictionaries.has(language)) {
      dictionaries.set(language, piece(language, "dictionary").then(function (given) {
        const read = given || {};
        const tables = { longest: 1 };
        for (const name of ["kinds", "stages", "same", "skip"]) {
          tables[name] = new Map();
          (read[name] ? read[name].split(";") : []).forEach(function (line) {
            const [word, meant] = line.split("=");
            tables[name].set(word, meant ? meant.split("|") : []);
          });
        }
        tables.whole = new Set();
        for (const meant of tables.same.values()) { meant.forEach((word) => tables.whole.add(word)); }
        for (const name of ["taught", "untaught"]) {
          tables[name] = (read[name] || "").split(";").filter(Boolean).map((line) => line.split("=")).map((entry) => [entry[0], entry[1].split("|")]);
        }
        return tables;
      }));
    }
    return dictionaries.get(language);
  }

  function meaningOf(word, tables) {
    return entryOf(word, word, tables) || (/[a-rt-z]s$/.test(word) ? entryOf(word.slice(0, -1), word, tables) : null);
  }

  function entryOf(word, text, tables) {
    const unit = { text: text };
    if (tables.kinds.has(word)) { unit.kinds = tables.kinds.get(word); }
    if (tables.stages.has(word)) { unit.stages = tables.stages.get(word); }
    if (tables.same.has(word)) { unit.same = tables.same.get(word); }
    if (tables.skip.has(word)) { unit.skip = true; }
    if (tables.whole.has(word)) { unit.whole = true; }
    return Object.keys(unit).length > 1 ? unit : null;
  }

  // What is left between known words; at its ends may stand hanzi that join words: 前要, 能坐.
  function unknown(text) {
    const bare = text.length > 2 ? text.replace(JOINING_ENDS, "") : text;
    return bare.length === 2 && JOINING.test(bare) ? { text: bare, skip: true } : { text: bare || text };
  }

  // Cut a list of pieces (hanzi, or words) into units, the longest known one first.
  function cut(pieces, glue, tables) {
    const units = [];
    let rest = [];
    const close = function () {
      if (rest.length) { units.push(unknown(rest.join(glue))); rest = []; }
    };
    for (let i = 0; i < pieces.length;) {
      let length = Math.min(8, pieces.length - i);
      let unit = null;
      while (length && !(unit = meaningOf(pieces.slice(i, i + length).join(glue), tables))) { length--; }
      if (unit) { close(); units.push(unit); i += length; } else { rest.push(pieces[i]); i++; if (glue) { close(); } }
    }
    close();
    return units;
  }

  async function unitsOf(query) {
    const tables = {};
    if (/[\u3400-\u9fff]/.test(query)) { tables.zh = await dictionary("zh"); }
    if (/[a-z]/.test(query)) { tables.en = await dictionary("en"); }
    const units = [];
    let words = [];
    const close = function () {
      if (words.length) { units.push(...(tables.en ? cut(words, " ", tables.en) : words.map((text) => ({ text })))); words = []; }
    };
    for (const token of query.match(/[^\s,.;:!?，。；：！？、]+/g) || []) {
      const runs = token.match(/\d*[\u3400-\u9fff]+|[a-z0-9]+/g) || [];
      for (const run of runs) {
        if (/^[a-z0-9]+$/.test(run)) { words.push(run); continue; }
        close();
        const pieces = run.match(/\d+|[^\d]/g);
        units.push(...cut(pieces, "", tables.zh));
      }
    }
    close();
    if (units.length > 1) {
      units.forEach(function (unit) { unit.skip = unit.skip || /^[\u3400-\u9fff]$/.test(unit.text); });
    }
    return units;
  }

  // Names of the subjects in a table of a dictionary of which a text, or what its units mean, speaks.
  async function subjectsOf(table, query, units) {
    const names = new Set();
    for (const language of ["zh", "en"]) {
      const text = " " + [query].concat(...units.map((unit) => [...unit.same || [], unit.marks[1] || ""])).join(" ") + " ";
      if (!(language === "zh" ? /[\u3400-\u9fff]/ : /[a-z]/).test(text)) { continue; }
      const speaks = (word) => language === "zh" ? text.includes(word) : text.includes(" " + word + " ") || text.includes(" " + word + "s ");
      for (const [name, words] of (await dictionary(language))[table]) {
        if (words.some(speaks)) { names.add(name); }
      }
    }
    return Array.from(names);
  }

  // --- Pinyin, initials, spelling -----------------------------------------------------------

  function fold(syllable) {
    return syllable.replace(/^zh/, "z").replace(/^ch/, "c").replace(/^sh/, "s").replace(/^l/, "n")
      .replace(/ang$/, "an").replace(/eng$/, "en").replace(/ing$/, "in").replace(/v/, "u");
  }

  // Every way to cut letters into syllables, the fewest first.
  function spellings(letters, syllables) {
    const ways = [];
    (function walk(at, way) {
      if (ways.length > 24) { return; }
      if (at === letters.length) { ways.push(way); return; }
      for (let length = Math.min(6, letters.length - at); length; length--) {
        const syllable = letters.substr(at, length);
        if (syllables.has(syllable)) { walk(at + length, way.concat(syllable)); }
      }
    })(0, []);
    return ways.sort((a, b) => a.length - b.length);
  }

  // Join pieces of hanzi that overlap in all but one: 防溺 + 溺水.
  async function chain(keys, size) {
    let found = null;
    for (const key of keys) {
      const text = await entry("zh", key);
      const grams = [];
      for (let i = 0; i + size <= text.length; i += size) { grams.push(text.substr(i, size)); }
      if (!found) { found = grams; continue; }
      const longer = [];
      for (const before of found) {
        for (const gram of grams) {
          if (before.endsWith(gram.slice(0, -1))) { longer.push(before + gram.slice(-1)); }
        }
      }
      found = longer;
      if (!found.length) { break; }
    }
    return found || [];
  }

  function pairKeys(way, mark) {
    const keys = [];
    for (let i = 0; i + 1 < way.length; i++) { keys.push(mark + way[i] + "-" + way[i + 1]); }
    return keys;
  }

  async function syllableSet() {
    return new Set(((await piece("zh", "syllables")) || "").split(" "));
  }

  // Hanzi that are read as these letters.
  async function readAs(letters) {
    const syllables = await syllableSet();
    let ways = spellings(letters, syllables);
    if (!ways.length) {
      // The last syllable may not be typed to its end.
      for (let cut = 1; cut < 5 && !ways.length && letters.length - cut > 3; cut++) {
        ways = spellings(letters.slice(0, -cut), syllables);
      }
    }
    ways = ways.filter((way) => way.length > 1).slice(0, 4);
    const found = [];
    let pages = 0;
    for (const mark of ["", "~"]) {
      for (const way of ways) {
        if (found.length && way.length > ways[0].length) { break; }
        found.push(...await written(way, mark));
        // Several known words come before other cuts of the letters and what only sounds nearly so.
        const words = mark || found.length || way.length < LONG_READING ? "" : await inWords(way);
        if (words) { return [words]; }
      }
      for (const text of found) { pages += (await literal("zh", text)).size; }
      if (pages > RARE) { return Array.from(new Set(found)).slice(0, MOST_READINGS); }
    }
    return Array.from(new Set(found)).slice(0, MOST_READINGS);
  }

  function spelt(way, mark) { return chain(pairKeys(mark ? way.map(fold) : way, mark), 2); }

  // Whether a guess stands on some page: its end alone tells of most that they do not.
  async function stands(text) {
    return await entry("zh", text.slice(-4)) !== "" && (await literal("zh", text)).size > 0;
  }

  // Of what is read so, what stands on some page.
  async function written(way, mark) {
    const texts = (await spelt(way, mark)).slice(0, MOST_READINGS);
    const found = await Promise.all(texts.map(stands));
    return texts.filter((text, i) => found[i]);
  }

  // The likeliest of what is read so and stands on some page; every pair of hanzi in the index does.
  async function likeliest(way) {
    for (const text of (await spelt(way, "")).slice(0, MOST_READINGS)) {
      if (text.length === 2 || await stands(text)) { return text; }
    }
    return "";
  }

  // Several words in one: the longest that is known first, then the rest.
  async function inWords(way) {
    for (let length = way.length - 2; length > 1; length--) {
      const rest = way.slice(length);
      if (rest.length < LONG_READING && !(await spelt(rest, "")).length) { continue; }
      const head = await likeliest(way.slice(0, length));
      const tail = head && (await likeliest(rest) || (rest.length > 3 ? await inWords(rest) : ""));
      if (tail) { return head + " " + tail; }
    }
    return "";
  }

  // One syllable typed beside hanzi: 灭火qi.
  async function completed(query) {
    const match = /([\u3400-\u9fff])([a-z]{1,6})(?![a-z])/.exec(query);
    if (!match) { return query; }
    if (!(await syllableSet()).has(match[2])) { return query; }
    const syllable = await entry("zh", "@" + match[1]);
    const pair = syllable && (await spelt([syllable, match[2]], "")).find((found) => found[0] === match[1]);
    return pair ? query.replace(match[0], pair) : query;
  }

  async function initialsOf(letters) {
    if (letters.length < 2 || letters.length > 8) { return []; }
    if (letters.length === 2) { return (await chain(["!" + letters], 2)).slice(0, MOST_READINGS); }
    const keys = [];
    for (let i = 0; i + 3 <= letters.length; i++) { keys.push("!" + letters.substr(i, 3)); }
    const found = (await chain(keys, 3)).slice(0, MOST_READINGS);
    if (found.length || letters.length !== 4) { return found; }
    const heads = await chain(["!" + letters.slice(0, 2)], 2);
    const tails = await chain(["!" + letters.slice(2)], 2);
    const pairs = heads.slice(0, 2).flatMap((head) => tails.slice(0, 4).map((tail) => head + " " + tail));
    const sizes = await Promise.all(pairs.map(async (pair) => [(await literal("zh", pair)).size, pair]));
    return sizes.filter((sized) => sized[0]).sort((a, b) => b[0] - a[0]).slice(0, 1).map((sized) => sized[1]);
  }

  // How many letters must change, be added, go or trade places; at most `most`.
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) { return most + 1; }
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...row) > most) { return most + 1; }
      before = last;
      last = row;
    }
    return last[b.length];
  }

  function nearest(letters, choices) {
    const most = letters.length > 8 ? 2 : letters.length > 4 ? 1 : 0;
    let best = most;
    let found = [];
    for (const [choice, spelt] of choices) {
      const far = distance(letters, spelt, best);
      if (far < best) { best = far; found = []; }
      if (far <= best) { found.push(choice); }
    }
    return found.slice(0, 4);
  }

  async function isWhole(letters) {
    return spellings(letters, await syllableSet()).length > 0;
  }

  // One slip leaves the first letter or the last three as they should be.
  async function misspelt(language, letters) {
    const keys = ["<" + letters[0]].concat(letters.length > 4 ? [">" + letters.slice(-3)] : []);
    const lists = await Promise.all(keys.map((key) => listed(language, key)));
    return nearest(letters, new Map(lists.flat()));
  }

  async function termsSpelt(letters) {
    return (await listed("zh", "<" + letters[0])).filter((term) => term[1] === letters).map((term) => term[0]);
  }

  // Hanzi typed for others that sound alike: 防逆水.
  async function soundAlike(run) {
    if (run.length > LONGEST_SLIP) { return []; }
    const way = await Promise.all(Array.from(run).map((each) => entry("zh", "@" + each)));
    if (way.length < 2 || way.includes("")) { return []; }
    const found = await chain(pairKeys(way, ""), 2);
    return (found.length ? found : await chain(pairKeys(way.map(fold), "~"), 2)).slice(0, MOST_READINGS);
  }

  function stemOf(word) {
    const stem = word.replace(/(ations?|ating|ated|ings?|ers?|ed|es|s|ly|ion)$/, "");
    return stem.length > 3 && stem !== word ? stem.replace(/([b-df-hj-np-tv-z])\1$/, "$1")
      : word.length > 3 && word.endsWith("s") ? word.slice(0, -1) : "";
  }

  // --- A unit and all that may be meant by it -----------------------------------------------

  async function scaled(language, text, factor, mode) {
    const found = await literal(language, text, mode);
    const first = language === own ? null : (await summary(own)).table;
    const scaledFinds = new Map();
    for (const [page, find] of found) {
      scaledFinds.set(page, [find[0] * factor, first ? first[page].first : find[1], find[2]]);
    }
    return scaledFinds;
  }

  // Fill in `unit.pages` (page → [worth, block]), `unit.exact` (of what was typed), `unit.marks`.
  async function look(unit) {
    const isLatin = /^[a-z0-9 ]+$/.test(unit.text);
    const isElsewhere = unit.isPiece && own === "en" && !isLatin;
    const exact = isElsewhere ? new Map() : await literal(own, unit.text, unit.isAlone ? "" : "begin");
    unit.exact = exact;
    unit.marks = [unit.text];
    const maps = [exact];
    const add = async function (language, text, factor, mode) {
      const found = await scaled(language, text, factor, mode);
      if (found.size) { maps.push(found); unit.marks.push(text); }
      return found.size;
    };
    for (const meant of unit.same || []) { await add(/[\u3400-\u9fff]/.test(meant) ? "zh" : "en", meant, 0.75, "whole"); }
    if (!isLatin) {
      if (own === "en") { await add("zh", unit.text, 0.9); }
      // Beside other words even what stands on a page may be a slip: 危化品管里制度.
      const isSlip = unit.isPart && exact.size < RARE && !unit.same && maps.length === 1;
      if ((isSlip || maps.every((found) => !found.size)) && !unit.skip && !unit.isPiece && unit.text.length > 1) {
        for (const text of await soundAlike(unit.text)) { await add("zh", text, 0.6); }
      }
    } else if (!/\d/.test(unit.text)) {
      await lookLatin(unit, maps, add);
    } else if (own === "zh" && !exact.size) { await add("en", unit.text, 0.7); }
    unit.pages = union(maps);
    return unit;
  }

  async function lookLatin(unit, maps, add) {
    const word = unit.text.replace(/ /g, "");
    const stem = stemOf(unit.text);
    const isNothing = () => !maps.some((found) => found.size);
    if (own === "en") {
      if (stem && unit.exact.size < FEW) { await add("en", stem, 0.6, "begin"); }
      if (isNothing()) { await lookRead(unit, word, 1, add); }
    } else {
      const isNamed = unit.same || unit.kinds || unit.stages;
      const readings = isNamed ? 0 : await lookRead(unit, word, 1, add);
      if (!readings) {
        await add("en", unit.text, 0.7, unit.isAlone ? "" : "begin");
        if (stem && isNothing()) { await add("en", stem, 0.5, "begin"); }
      }
    }
    if (isNothing()) {
      for (const text of own === "zh" ? await misspelt("zh", word) : []) {
        await add("zh", text, 0.6);
        await addMeanings(unit, text, add);
      }
      for (const text of isNothing() ? await misspelt("en", word) : []) { await add("en", text, 0.6, "whole"); }
      for (const text of own === "en" && isNothing() ? await misspelt("zh", word) : []) {
        await add("zh", text, 0.6);
        await addMeanings(unit, text, add);
      }
    }
  }

  // Pages of what the letters may be pinyin or initials of; how many readings some page holds.
  async function lookRead(unit, word, factor, add) {
    let readings = 0;
    if (word.length > 5 && !await isWhole(word)) {
      for (const text of await misspelt("zh", word)) {
        if (await add("zh", text, 0.8)) { readings++; await addMeanings(unit, text, add); }
      }
    }
    let pages = 0;
    for (const text of readings ? [] : await readAs(word)) {
      const size = await add("zh", text, factor * Math.max(0.6, 0.95 - 0.05 * readings));
      if (size) { readings++; pages += size; await addMeanings(unit, text, add); }
    }
    // Pages may use another word for what is spelt so: xiaofangshuan for 消火栓.
    for (const text of pages <= RARE && word.length > 5 ? await termsSpelt(word) : []) {
      readings++;
      await add("zh", text, 0.8);
      await addMeanings(unit, text, add);
    }
    for (const text of readings ? [] : await initialsOf(word)) {
      if (await add("zh", text, factor * 0.8)) { readings++; await addMeanings(unit, text, add); }
    }
    return readings;
  }

  // What is read from letters may name a kind, a stage, or mean another word.
  async function addMeanings(unit, text, add) {
    const tables = await dictionary("zh");
    for (const word of text.split(" ")) {
      const meaning = meaningOf(word, tables) || {};
      if (meaning.kinds) { unit.kinds = (unit.kinds || []).concat(meaning.kinds); unit.isHalf = word !== text; }
      if (meaning.stages) { unit.stages = (unit.stages || []).concat(meaning.stages); unit.isHalf = word !== text; }
      for (const meant of meaning.same || []) { await add("zh", meant, 0.5); }
    }
  }

  // --- Ranking ------------------------------------------------------------------------------

  function weightOf(count, pages) { return Math.log(1 + pages / Math.max(count, 1)); }

  function holds(group, wanted, stages) {
    return wanted.some(function (stage) {
      const mine = group.map((number) => stages[number][0]);
      return mine.includes(stage) || (stage === "primary" && mine.some((m) => m.startsWith("primary")))
        || (stage.startsWith("primary-") && mine.includes("primary"));
    });
  }

  // What stands on no page may be two words that do: 报警模拟. Both shall be as common as can be.
  async function parted(unit) {
    if (unit.pages.size || isSoft(unit) || !/^[\u3400-\u9fff]{4,7}$/.test(unit.text)) { return [unit]; }
    const cuts = Array.from(unit.text.slice(3), (_, i) => [unit.text.slice(0, i + 2), unit.text.slice(i + 2)]);
    const sizes = await Promise.all(cuts.map(async function (parts) {
      const [short, long] = Array.from(parts).sort((a, b) => a.length - b.length);
      const size = (await literal("zh", short)).size;
      return size && Math.min(size, (await literal("zh", long)).size);
    }));
    const best = Math.max(...sizes);
    return best ? Promise.all(cuts[sizes.indexOf(best)].map((text) => look({ text: text, isAlone: unit.isAlone, isPart: true }))) : [unit];
  }

  // Two hanzi out of the middle of what is unknown may be no word at all.
  function rarity(unit, all) { return weightOf(unit.pages.size, all.pages) * (unit.isFragment ? FRAGMENT : 1); }

  // How well kind and stage suit: soft filters, as people put them among their words.
  function suit(page, units, facets, all) {
    const row = all.table[page];
    const isSaid = (unit) => unit.pages.has(page) && unit.pages.get(page)[0] > HEADING;
    let factor = 1;
    const kind = all.kinds[row[1]][0];
    if (facets.kinds.length && !facets.head.includes(kind)) {
      factor *= facets.kinds.includes(kind) ? OTHER_KIND : units.some((unit) => unit.kinds && isSaid(unit)) ? SAID_IN_TITLE : MISSED_KIND;
    }
    if (facets.stages.length) {
      const group = all.groups[row[3]];
      factor *= holds(group, facets.stages, all.stages) ? 0.4 + 0.6 / group.length
        : units.some((unit) => unit.stages && isSaid(unit)) ? SAID_IN_TITLE : MISSED_STAGE;
    }
    const topic = all.topics[row[2]][0];
    if (topic && facets.topics.length && !facets.topics.includes(topic)) { factor *= MISSED_TOPIC; }
    return factor;
  }

  // What every query would find comes last, unless it is asked for: the calendar, clauses, sources.
  function worthOf(page, facets, all) {
    const row = all.table[page];
    return row[5] < LISTS && facets.head.includes(all.kinds[row[1]][0]) ? 1 : row[5] / 20;
  }

  // How much of what was typed title, headings and keywords of a page hold, at least so prominent.
  function named(page, units, query, level) {
    const held = new Set();
    for (const unit of units) {
      const find = unit.pages.get(page);
      const at = query.indexOf(unit.text);
      for (let i = 0; find && find[0] >= level && at >= 0 && i < unit.text.length; i++) { held.add(at + i); }
    }
    return held.size / query.length;
  }

  function facetsOf(units) {
    // Of several kinds the last is what is looked for: 培训记录 is a record; in English the last
    // before "about", "for": a poster about rules is a poster.
    const end = units.findIndex((unit, i) => ABOUT.test(unit.text) && units.slice(0, i).some((before) => before.kinds));
    const heads = units.slice(0, end < 0 ? units.length : end).filter((unit) => unit.kinds);
    return {
      head: heads.length ? heads[heads.length - 1].kinds : [],
      kinds: [].concat(...units.map((unit) => unit.kinds || [])),
      stages: [].concat(...units.map((unit) => unit.stages || [])),
    };
  }

  function isSoft(unit) { return !unit.isHalf && (unit.kinds || unit.stages || unit.skip); }

  // Pages by what their units are worth; `share` of the words (by their weight) must be there.
  function weigh(units, required, all, share) {
    const scores = new Map();
    const total = required.reduce((sum, unit) => sum + rarity(unit, all), 0);
    for (const unit of units) {
      const isRequired = required.includes(unit);
      const weight = rarity(unit, all) * (isRequired ? 1 : unit.kinds ? 0.5 : 0.5) * (unit.skip ? 0.3 : 1);
      for (const [page, find] of unit.pages) {
        const score = scores.get(page) || { page: page, sum: 0, have: 0, block: -1, best: 0 };
        const title = find[0] > 5 ? 1 + unit.text.length / (unit.text.length + all.table[page][4]) : 1;
        const worth = find[0] * weight * title;
        score.sum += worth;
        if (isRequired) {
          score.have += rarity(unit, all);
          score.isProminent = score.isProminent || find[0] >= PROMINENT;
        }
        if (worth > score.best) { score.best = worth; score.block = find[1]; }
        scores.set(page, score);
      }
    }
    const kept = new Map();
    for (const [page, score] of scores) {
      if (score.have >= total * share - 1e-9) { score.sum *= Math.pow(total ? score.have / total : 1, 1); kept.set(page, score); }
    }
    return kept;
  }

  // Of the kind that is looked for and on the subject that is named, whatever else is asked of it.
  function isJust(page, facets, all) {
    const row = all.table[page];
    return facets.head.includes(all.kinds[row[1]][0]) && facets.topics.includes(all.topics[row[2]][0]);
  }

  function everyPage(all) {
    return new Map(all.table.map((row, page) => [page, { page: page, sum: 5, have: 0, block: row.first, best: 0 }]));
  }

  function shownOf(found) { return new Map(Array.from(found).filter((entry) => !entry[1][2])); }

  // What was typed, in the form that pages have it in the index: don't → do not, child's → child. Months of drills,
  // and a month alone, have names in the words that are asked for: 3月演练 → 三月演练; other figures stay as they are.
  function plain(text) {
    const month = (all, before, number) => before + MONTHS[number - 1] + "月";
    return text.normalize("NFKC").toLowerCase().trim().replace(MONTH_OF_DRILLS, month).replace(MONTH_ALONE, month).replace(/n['’]t\b/g, " not").replace(/['’](s|re|ll|ve|m|d)\b/g, "");
  }

  async function find(text) {
    const query = await completed(plain(text));
    const all = await summary(own);
    let units = (await unitsOf(query)).filter((unit) => unit.text);
    if (!units.length) { return { found: [], related: [], untaught: [], marks: [], all: all }; }
    const tokens = query.match(/[^\s,.;:!?，。；：！？、]+/g);
    const isOne = tokens.length === 1;
    units.forEach(function (unit) { unit.isAlone = isOne; unit.isPart = units.length > 1; });
    await Promise.all(units.map(look));
    units = (await Promise.all(units.map(parted))).flat();
    const isForeign = own === "en" && /[\u3400-\u9fff]/.test(query);
    const typed = isForeign ? new Map() : shownOf(units.length === 1 ? units[0].exact : isOne ? await literal(own, query) : new Map());
    const facets = facetsOf(units);
    facets.topics = await subjectsOf("taught", query, units);
    let required = units.filter((unit) => !isSoft(unit));
    if (!required.length && !facets.kinds.length && !facets.stages.length) { required = units.filter((unit) => unit.skip); }
    if (units.length === 1) { required = units; }
    const isAllFacets = !required.length;
    let scores = weigh(units, required, all, 1);
    let isMeant = units.some((unit) => unit.kinds || unit.stages || unit.same);
    if (isAllFacets) {
      for (const [page, score] of everyPage(all)) {
        if (scores.has(page)) { scores.get(page).sum += score.sum; } else if (suit(page, units, facets, all) > 0.35) { scores.set(page, score); }
      }
    } else if (scores.size < FEW) {
      isMeant = false;
      scores = await partly(units, required, all);
    } else if (required.length > 1) {
      for (const [page, score] of weigh(units, required, all, 0)) {
        const isMostOfIt = score.isProminent && score.have >= required.reduce((sum, unit) => sum + rarity(unit, all), 0) * MOST_OF_IT;
        if (!scores.has(page) && (isMostOfIt || isJust(page, facets, all))) { scores.set(page, score); }
      }
    }
    if (!scores.size && !typed.size) { scores = await byHanzi(units, required, all); }
    const weight = weightOf(typed.size, all.pages);
    for (const [page, hit] of typed) {
      const score = scores.get(page) || { page: page, sum: 0, have: 0, block: hit[1], best: 0 };
      score.sum += 1.3 * hit[0] * weight;
      score.block = hit[1];
      scores.set(page, score);
    }
    // Pages that do not show what was typed, but are meant by whoever types just that.
    const meant = new Map(isOne && query.length > 3 && !isForeign ? Array.from(await literal(own, query)).filter((entry) => entry[1][2]) : []);
    for (const run of typed.size || isAllFacets ? [] : await runningOn(query, units)) {
      const weight = RUNNING_ON * weightOf(run.size, all.pages);
      for (const [page, hit] of run) {
        const score = scores.get(page);
        if (score && hit[0] >= HEADING) { score.sum += hit[0] * weight; }
      }
    }
    let related = [];
    let found = Array.from(scores.values());
    const bare = units.map((unit) => unit.text).join("");
    for (const score of found) {
      score.isTitled = query.length > 3 && (meant.has(score.page) || named(score.page, units, query, TITLE) > 0.99);
      score.sum *= suit(score.page, units, facets, all) * worthOf(score.page, facets, all) * (score.isTitled ? TITLED : named(score.page, units, bare, HEADING) > 0.8 ? NAMED : 1);
    }
    found.sort((a, b) => b.sum - a.sum || a.page - b.page);
    if (isOne && Array.from(typed.values()).some((hit) => hit[0] >= INSIDE)) {
      const best = found.find((score) => typed.has(score.page)).sum;
      const sure = units.some((unit) => unit.skip && unit.text.length > 1) ? SURE_OF_QUESTION : SURE;
      const guesses = new Set(found.slice(0, MOST_GUESSES).filter((score) => score.isTitled || score.sum > best * sure
        && (isMeant || named(score.page, units, query, HEADING) >= 0.75)));
      const isFound = (score) => typed.has(score.page) || guesses.has(score);
      related = found.filter((score) => !isFound(score));
      found = found.filter(isFound);
    }
    const telling = units.filter((unit) => !unit.skip);
    const marks = [query].concat(...(telling.length ? telling : units).map((unit) => unit.marks));
    return { found: found, related: related, untaught: facets.topics.length ? [] : await subjectsOf("untaught", query, units), marks: Array.from(new Set(marks)).sort((a, b) => b.length - a.length), all: all };
  }

  // Few pages hold everything: those that hold most, by two hanzi at a time where words are unknown.
  async function partly(units, required, all) {
    const pieces = await Promise.all(required.flatMap(function (unit) {
      const isKnown = unit.same || unit.whole || !/^[\u3400-\u9fff]{3,}$/.test(unit.text);
      if (isKnown || (unit.pages.size > FEW && required.length === 1)) { return [unit]; }
      return Array.from(unit.text.slice(1), (_, i) => look({ text: unit.text.substr(i, 2), isPiece: true, isFragment: true }));
    }));
    const some = pieces.filter((unit) => unit.pages.size);
    for (const unit of some) { if (!units.includes(unit)) { units.push(unit); } }
    return some.length ? weigh(units.filter((unit) => isSoft(unit) || some.includes(unit)), some, all, PARTLY) : new Map();
  }

  // Pages of each three hanzi of the query that no word of it holds.
  async function runningOn(query, units) {
    const found = [];
    for (const run of query.match(HANZI) || []) {
      for (let i = 0; i + 3 <= run.length && found.length < MOST_RUNS; i++) {
        const gram = run.substr(i, 3);
        const isSaid = (unit) => unit.skip ? unit.text.length > 1 && gram.includes(unit.text) : unit.text.includes(gram) && unit.pages.size;
        if (!units.some(isSaid)) { found.push(literal(own, gram)); }
      }
    }
    return own === "zh" ? Promise.all(found) : [];
  }

  // Nothing holds what was typed, nor what sounds like it: pages with most of its hanzi.
  async function byHanzi(units, required, all) {
    const hanzi = required.flatMap((unit) => unit.text.match(/[\u3400-\u9fff]/g) || []);
    const some = await Promise.all(hanzi.map((text) => look({ text: text, isPiece: true })));
    units.push(...some);
    return some.length ? weigh(units, some, all, PARTLY) : new Map();
  }

  // --- Results ------------------------------------------------------------------------------

  async function textOf(score) {
    const all = await summary(own);
    const first = all.table[score.page].first;
    const block = score.block >= first && score.block < first + all.table[score.page][0] ? score.block : first;
    return (await piece(own, "t" + block)) || ["", "", "", ""];
  }

  // Where the longest mark stands, with a little of what stands around it.
  function snippetOf(text, gist, marks) {
    const small = text.toLowerCase();
    for (const mark of marks) {
      const at = mark.length > 1 || marks.length < 3 ? small.indexOf(mark) : -1;
      if (at >= 0) {
        const span = own === "zh" ? 34 : 80;
        let from = Math.max(0, at - span);
        if (from && own === "en") { from = small.indexOf(" ", from) + 1; }
        return (from ? "…" : "") + text.slice(from, at + mark.length + 2 * span) + "…";
      }
    }
    return gist || text.slice(0, 100);
  }

  function fill(element, text, marks) {
    const wanted = marks.filter((mark) => mark.length > 1 || marks.length === 1);
    const small = text.toLowerCase();
    for (let at = 0; at < text.length;) {
      let next = text.length;
      let length = 0;
      for (const mark of wanted) {
        const place = small.indexOf(mark, at);
        if (place >= 0 && place < next) { next = place; length = mark.length; }
      }
      element.appendChild(document.createTextNode(text.slice(at, next)));
      if (length) {
        const marked = document.createElement("mark");
        marked.textContent = text.slice(next, next + length);
        element.appendChild(marked);
      }
      at = next + length;
    }
  }

  function factsOf(page, all) {
    const row = all.table[page];
    const stages = all.groups[row[3]].map((number) => all.stages[number][1]);
    const shown = stages.length > 4 ? stages.slice(0, 3).concat("…") : stages;
    return [all.kinds[row[1]][1], all.topics[row[2]][1], shown.join(own === "zh" ? "、" : ", ")].filter(Boolean);
  }

  function passes(page, filters, all) {
    const row = all.table[page];
    return (!filters.kind || all.kinds[row[1]][0] === filters.kind)
      && (!filters.topic || all.topics[row[2]][1] === filters.topic)
      && (!filters.stage || holds(all.groups[row[3]], [filters.stage], all.stages));
  }

  function element(name, parent, attributes) {
    const made = document.createElement(name);
    for (const key in attributes || {}) { made.setAttribute(key, attributes[key]); }
    if (parent) { parent.appendChild(made); }
    return made;
  }

  // Few pages say what was typed: a few that mean it.
  function relatedOf(answer) {
    return answer.found.length < FEW ? answer.related.slice(0, MOST_RELATED) : [];
  }

  window.musterSearch = {
    // The addresses of all pages for a query, best first, and of a few related ones.
    find: async function (query) {
      const answer = await find(query);
      const names = (scores) => Promise.all(scores.map(async (score) => (await piece(own, "t" + answer.all.table[score.page].first))[0]));
      return { found: await names(answer.found), related: await names(relatedOf(answer)) };
    },
  };

  // --- The box on every page: a combobox ----------------------------------------------------

  function suggestIn(box) {
    const input = box.querySelector("input[type=search]");
    const list = element("ul", box, { role: "listbox", id: "muster-suggestions", "aria-label": input.getAttribute("aria-label"), hidden: "" });
    const said = element("p", box, { role: "status", class: "unseen" });
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off" };
    for (const key in attributes) { input.setAttribute(key, attributes[key]); }
    let active = -1;
    let turn = 0;

    function close() {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function open() {
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    }
    function point(to) {
      const options = list.children;
      if (list.hidden || !options.length) { return; }
      if (active >= 0) { options[active].setAttribute("aria-selected", "false"); }
      active = (to + options.length) % options.length;
      options[active].setAttribute("aria-selected", "true");
      options[active].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[active].id);
    }
    function follow(option) {
      const address = option.getAttribute("data-address");
      if (address) { location.href = address; } else { box.submit(); }
    }
    async function suggest() {
      const mine = ++turn;
      const query = input.value.trim();
      if (!query) { close(); said.textContent = ""; return; }
      const answer = await find(query);
      if (mine !== turn) { return; }
      const best = answer.found.concat(relatedOf(answer)).slice(0, 6);
      // The first is shown at once: it costs one text, the others as much again each.
      const texts = await Promise.all(best.slice(0, 1).map(textOf));
      if (mine !== turn || document.activeElement !== input) { return; }
      list.textContent = "";
      active = -1;
      if (answer.untaught.length) {
        const nothing = element("li", list, { role: "option", id: "muster-suggestion-untaught", "aria-selected": "false" });
        nothing.textContent = box.getAttribute("data-untaught") + answer.untaught.join(own === "zh" ? "、" : ", ");
      }
      offer(answer, best, texts, 0);
      const others = await Promise.all(best.slice(1).map(textOf));
      if (mine !== turn || document.activeElement !== input) { return; }
      offer(answer, best, others, texts.length);
      const count = answer.found.length;
      said.textContent = count ? count + " " + box.getAttribute("data-count") : box.getAttribute("data-none");
      const last = element("li", list, { role: "option", id: "muster-suggestion-all", "aria-selected": "false" });
      last.textContent = count ? box.getAttribute("data-all") + " (" + count + ")" : box.getAttribute("data-none");
      open();
    }
    function offer(answer, best, texts, start) {
      texts.forEach(function (text, i) {
        const option = element("li", list, { role: "option", id: "muster-suggestion-" + (start + i), "aria-selected": "false", "data-address": root + text[0] });
        fill(element("span", option), text[1], answer.marks);
        element("small", option).textContent = factsOf(best[start + i].page, answer.all).join(" · ");
      });
      if (texts.length) { open(); }
    }
    let timer = 0;
    const later = function () { clearTimeout(timer); timer = setTimeout(suggest, 100); };
    input.addEventListener("input", later);
    input.addEventListener("keydown", function (event) {
      if (event.isComposing) { return; }
      if (event.key === "ArrowDown") { point(active + 1); event.preventDefault(); }
      if (event.key === "ArrowUp") { point(active < 0 ? -1 : active - 1); event.preventDefault(); }
      if (event.key === "Escape" && !list.hidden) {
        clearTimeout(timer);
        turn++;  // what is still being looked for shall not open the list again
        close();
        event.preventDefault();
      }
      if (event.key === "Enter" && active >= 0) { event.preventDefault(); follow(list.children[active]); }
    });
    list.addEventListener("pointerdown", function (event) { event.preventDefault(); });
    list.addEventListener("click", function (event) {
      const option = event.target.closest("[role=option]");
      if (option) { follow(option); }
    });
    input.addEventListener("blur", function () { setTimeout(close, 150); });
    if (input.value) { later(); }
  }

  // --- The page of results ------------------------------------------------------------------

  function searchIn(page) {
    const results = document.querySelector("[data-search-results]");
    const status = document.querySelector("[data-search-status]");
    const more = document.querySelector("[data-search-more]");
    const untaught = document.querySelector("[data-search-untaught]");
    const near = document.querySelector("[data-search-near]");
    const related = document.querySelector("[data-search-related]");
    const input = page.querySelector("input[type=search]");
    const selects = Array.from(page.querySelectorAll("select"));
    const asked = new URLSearchParams(location.search);
    let turn = 0;
    let answer = null;
    let shown = [];

    function filters() {
      const chosen = {};
      selects.forEach(function (select) { chosen[select.name] = select.value; });
      return chosen;
    }
    function offer(all) {
      const choices = {
        stage: all.stages,
        kind: all.kinds.filter((kind) => kind[1]),
        topic: all.topics.filter((topic) => topic[1]).map((topic) => [topic[1], topic[1]]),
      };
      selects.forEach(function (select) {
        if (select.options.length > 1) { return; }
        choices[select.name].forEach(function (choice) {
          element("option", select, { value: choice[0] }).textContent = choice[1];
        });
        select.value = asked.get(select.name) || "";
      });
    }
    async function list(scores, into) {
      const mine = turn;
      const texts = await Promise.all(scores.map(textOf));
      if (mine !== turn) { return null; }
      let first = null;
      texts.forEach(function (text, i) {
        const item = element("li", into);
        const link = element("a", item, { href: root + text[0] });
        fill(link, text[1], answer.marks);
        element("p", item, { class: "search-facts" }).textContent = factsOf(scores[i].page, answer.all).join(" · ");
        fill(element("p", item), snippetOf(text[3], text[2], answer.marks), answer.marks);
        first = first || link;
      });
      return first;
    }
    async function showMore(count) {
      const first = await list(shown.slice(results.children.length, results.children.length + count), results);
      more.hidden = results.children.length >= shown.length;
      return first;
    }
    async function search() {
      const mine = ++turn;
      const all = await summary(own);
      offer(all);
      const chosen = filters();
      const query = input.value.trim();
      const isFiltered = chosen.stage || chosen.kind || chosen.topic;
      answer = query || !isFiltered ? await find(query)
        : { found: Array.from(everyPage(all).values()), related: [], untaught: [], marks: [], all: all };
      if (mine !== turn) { return; }
      const wide = isFiltered ? answer.found.concat(answer.related) : answer.found;
      shown = wide.filter((score) => passes(score.page, chosen, all));
      const close = isFiltered ? [] : relatedOf(answer);
      results.textContent = "";
      related.textContent = "";
      more.hidden = true;
      untaught.hidden = !answer.untaught.length;
      untaught.querySelector("b").textContent = answer.untaught.join(own === "zh" ? "、" : ", ");
      near.hidden = !close.length;
      if (!query && !isFiltered) { status.textContent = status.getAttribute("data-hint"); return; }
      await showMore(1);
      if (mine !== turn) { return; }
      await showMore(7);
      if (mine !== turn) { return; }
      await list(close, related);
      if (mine !== turn) { return; }
      status.textContent = shown.length ? shown.length + " " + status.getAttribute("data-count") : status.getAttribute("data-none");
    }
    let timer = 0;
    const later = function () { clearTimeout(timer); timer = setTimeout(search, 100); };
    if (asked.get("q")) { input.value = asked.get("q"); }
    input.addEventListener("input", later);
    input.addEventListener("focus", async function () { offer(await summary(own)); });
    selects.forEach(function (select) {
      select.addEventListener("focus", async function () { offer(await summary(own)); });
      select.addEventListener("change", search);
    });
    page.addEventListener("submit", function (event) { event.preventDefault(); search(); });
    more.addEventListener("click", async function () {
      const first = await showMore(20);
      if (first) { first.focus(); }
    });
    if (Array.from(asked.values()).some(Boolean)) { search(); }
  }

  document.querySelectorAll("[data-search-box]").forEach(suggestIn);
  document.querySelectorAll("[data-search-page]").forEach(searchIn);
})();
