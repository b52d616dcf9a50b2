// SPDX-License-Identifier: MIT
// Questions with the verdict and its reason at once; the score lives on this page alone.
(function () {
  "use strict";
  const place = document.querySelector("[data-quiz]");
  if (!place) { return; }
  const words = place.dataset;
  const letters = "ABCDE";

  function make(tag, name, text) {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text || "";
    return made;
  }

  function button(name, text, act) {
    const made = make("button", name, text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function enliven(bank) {
    const round = { right: 0, answered: 0, of: bank.children.length };
    const score = make("p", "quiz-score");
    const again = button("button", words.again, restart);
    score.setAttribute("role", "status");
    again.hidden = true;
    const asked = Array.from(bank.children).map(ask);
    bank.classList.add("quiz-bank");
    bank.after(score, again);

    function tell() {
      const isAll = round.answered === round.of;
      score.textContent = round.answered ? (isAll ? words.finished + " " : "") + words.answered +
        " " + round.answered + " / " + round.of + " · " + words.score + " " + round.right : "";
      again.hidden = !isAll;
    }

    function restart() {
      round.right = round.answered = 0;
      asked.forEach(function (forget) { forget(); });
      tell();
      bank.querySelector("button").focus();
    }

    function ask(entry, place) {
      const right = Number(entry.dataset.right) - 1;
      const options = entry.querySelector("ol");
      const details = entry.querySelector("details");
      const box = make("fieldset", "quiz");
      const legend = make("legend", "");
      const verdict = make("div", "quiz-verdict");
      let isAnswered = false;
      legend.append(place + 1 + ". ");
      legend.append.apply(legend, Array.from(entry.querySelector("p").childNodes));
      verdict.setAttribute("role", "status");
      const choices = Array.from(options.children).map(function (option, number) {
        const made = button("quiz-option", "", function () { answer(number); });
        made.append(make("b", "", letters[number]), make("span", "", option.textContent));
        return made;
      });
      box.append.apply(box, [legend].concat(choices, [verdict]));
      entry.querySelector("p").remove();
      options.remove();
      details.hidden = true;
      entry.prepend(box);

      function answer(number) {
        if (isAnswered) { return; }
        isAnswered = true;
        round.answered += 1;
        round.right += number === right ? 1 : 0;
        choices.forEach(function (choice, own) {
          choice.setAttribute("aria-disabled", "true");
          choice.setAttribute("aria-pressed", String(own === number));
          if (own === right) { choice.classList.add("quiz-right"); }
          if (own === number && own !== right) { choice.classList.add("quiz-wrong"); }
        });
        const told = number === right ? words.right : words.wrong + " " + words.rightIs + " " +
          letters[right] + " · " + choices[right].lastChild.textContent;
        verdict.append(make("strong", number === right ? "quiz-yes" : "quiz-no", told));
        Array.from(details.querySelectorAll("p")).slice(1).forEach(function (reason) {
          verdict.append(reason.cloneNode(true));
        });
        tell();
      }

      return function () {
        isAnswered = false;
        verdict.replaceChildren();
        choices.forEach(function (choice) {
          choice.removeAttribute("aria-disabled");
          choice.removeAttribute("aria-pressed");
          choice.className = "quiz-option";
        });
      };
    }
  }

  place.append(make("p", "fine", words.unkept));
  document.querySelectorAll("ol.bank").forEach(enliven);
})();
