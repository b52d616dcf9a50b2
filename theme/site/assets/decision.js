// SPDX-License-Identifier: MIT
// An exercise in deciding, one scene at a time; without this script it is a list of links.
(function () {
  "use strict";
  const place = document.querySelector("[data-decision]");
  if (!place) { return; }
  const words = place.dataset;
  const scenes = Array.from(document.querySelectorAll("section.scene"));
  const path = document.createElement("ol");
  const walked = make("div", "scene-path");
  const again = button("button", words.again, function () { path.replaceChildren(); go(scenes[0]); });

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

  function enliven(scene) {
    const number = scenes.indexOf(scene) + 1;
    const heading = scene.querySelector("h3");
    const told = make("div", "scene-because");
    heading.tabIndex = -1;
    heading.textContent = words.scene + " " + number;
    told.setAttribute("role", "status");
    scene.querySelectorAll(".choices > li").forEach(function (entry) {
      const because = entry.querySelector("p");
      const target = entry.querySelector("a").getAttribute("href").slice(1);
      const text = entry.querySelector("summary").textContent;
      const reason = because.firstChild.textContent.trim();
      const choose = button("quiz-option", text, function () {
        scene.querySelectorAll(".quiz-option").forEach(function (other) {
          other.setAttribute("aria-pressed", String(other === choose));
        });
        told.replaceChildren(make("p", "", reason), button("button button-strong", words.on, on));
      });
      function on() {
        path.append(make("li", "", text + " — " + reason));
        go(document.getElementById(target));
      }
      entry.replaceChildren(choose);
    });
    scene.append(told);
  }

  function go(scene) {
    scenes.forEach(function (other) { other.hidden = other !== scene; });
    scene.querySelectorAll("[aria-pressed]").forEach(function (choice) {
      choice.removeAttribute("aria-pressed");
    });
    scene.querySelector(".scene-because").replaceChildren();
    walked.hidden = !path.children.length;
    scene.querySelector("h3").focus();
  }

  scenes.forEach(enliven);
  walked.append(make("strong", "", words.path), path, again);
  scenes[scenes.length - 1].after(walked);
  scenes.forEach(function (scene, number) { scene.hidden = number > 0; });
  walked.hidden = true;
})();
