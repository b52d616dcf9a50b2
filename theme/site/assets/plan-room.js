// SPDX-License-Identifier: MIT
// Finds rooms by what is typed, and leads to what a blockage leaves of the chosen room's way.
// Everything that is shown stands in the page; nothing is computed here, stored or asked for.
(() => {
  const form = document.querySelector(".plan-form");
  if (!form) return;
  const find = form.elements.q, blocked = form.elements.blocked;
  const found = form.querySelector(".plan-found");
  const items = [...document.querySelectorAll(".plan-rooms li")];
  form.hidden = false;

  const squeezed = (text) => text.toLowerCase().replace(/\s+/g, "");
  // "floor 3" is that floor, not room 103 on floor 1: all that was typed in a row comes first, then each
  // word of it, both with whole numbers; pieces of anything fit only where nothing else does.
  const numerals = "一二三四五六七八九";
  const floored = (text) => text
    .replace(/第?([1-9一二三四五六七八九])(?=[楼层])/g, (all, one) => numerals.indexOf(one) + 1 || one).replace(/([0-9])层/g, "$1楼");
  const whole = (text) => {
    const letters = squeezed(text).replace(/[^0-9\p{L}]/gu, "\\$&").replace(/([^0-9\\])(?=.)|([0-9])(?=[^0-9])/gu, "$&\\s*");
    return new RegExp((/^[0-9]/.test(text) ? "(?:^|[^0-9])" : "") + letters + (/[0-9]$/.test(text) ? "(?![0-9])" : ""));
  };
  const narrow = () => {
    const asked = floored(find.value.toLowerCase().trim());
    const parts = asked.split(/\s+/).filter(Boolean);
    const row = whole(asked), words = parts.map(whole);
    const fits = [
      (text) => row.test(text),
      (text) => words.every((word) => word.test(text)),
      (text) => parts.every((part) => squeezed(text).includes(part)),
    ].find((way, at) => at === 2 || items.some((item) => way(item.dataset.find)));
    for (const item of items) item.hidden = !fits(item.dataset.find);
    found.textContent = items.every((item) => item.hidden) ? form.dataset.none : "";
  };
  find.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [first, ...others] = items.filter((item) => !item.hidden).map((item) => item.firstElementChild);
    if (!first || !find.value.trim()) return;
    if (others.length) first.focus();  // which of them is for the reader to say
    else location.hash = first.getAttribute("href");
  });

  // "room-P203_no-B" is what stair B, blocked, leaves of the way from "room-P203".
  const chosen = () => decodeURIComponent(location.hash.slice(1)).split("_no-");
  const tell = (view) => {
    const box = view.querySelector(".plan-told");
    if (!box) return;
    const isElsewhere = blocked.value && !document.getElementById(`${view.id}_no-${blocked.value}`);
    box.textContent = isElsewhere ? `${blocked.selectedOptions[0].textContent} ${form.dataset.stays}` : "";
  };
  const show = () => {
    const [room, element] = chosen();
    const view = document.getElementById(room);
    if (!room.startsWith("room-") || !view) return;
    if (element !== undefined) blocked.value = element;
    else if (blocked.value && document.getElementById(`${room}_no-${blocked.value}`)) {
      location.replace(`#${room}_no-${blocked.value}`);
      return;
    }
    tell(view);
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.focus({ preventScroll: true });
  };
  blocked.addEventListener("change", () => {
    const [room] = chosen();
    if (!room.startsWith("room-")) return;
    const left = `${room}_no-${blocked.value}`;
    const goal = blocked.value && document.getElementById(left) ? left : room;
    if (`#${goal}` === location.hash) show();
    else location.hash = goal;
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-open]")) blocked.value = "";
  });
  window.addEventListener("hashchange", show);
  show();
})();
