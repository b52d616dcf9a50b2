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
  const fits = (item, parts) => parts.every((part) => squeezed(item.dataset.find).includes(part));
  const narrow = () => {
    const parts = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const item of items) item.hidden = !fits(item, parts);
    found.textContent = items.every((item) => item.hidden) ? form.dataset.none : "";
  };
  find.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = items.find((item) => !item.hidden);
    if (first && find.value.trim()) location.hash = first.firstElementChild.getAttribute("href");
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
