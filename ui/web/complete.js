// Ways to go on, under the box in which a question is typed: a combobox as in the ARIA guide.
//
// Arrow keys choose, Enter takes what is chosen and searches, Escape closes the list.
// Text of documents becomes text here, never HTML.
(() => {
  if (window.polisearchCompletes) return;
  window.polisearchCompletes = true;

  const BOX = 'input[aria-label="Search the documents"]';
  const PAUSE = 120; // milliseconds without a key before it is asked
  const list = document.createElement("ul");
  list.className = "completions";
  list.id = "completions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Ways to go on");
  list.hidden = true;
  document.body.append(list);
  let box = null, chosen = -1, found = [], asked = null, timer = 0;

  const close = () => {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    chosen = -1;
    box?.setAttribute("aria-expanded", "false");
    box?.removeAttribute("aria-activedescendant");
  };

  const choose = (number) => {
    chosen = number;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === number)));
    if (number < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", list.children[number].id);
    list.children[number].scrollIntoView({ block: "nearest" });
  };

  const take = (number) => {
    const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
    write.call(box, found[number].query);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  };

  const draw = () => {
    list.replaceChildren(...found.map((one, number) => {
      const item = document.createElement("li");
      const label = document.createElement("bdi");
      const kind = document.createElement("span");
      item.id = `completion-${number}`;
      item.setAttribute("role", "option");
      label.textContent = one.label;
      kind.className = "kind";
      kind.textContent = one.kind === "word" ? `${one.documents}` : `${one.kind} · ${one.documents}`;
      item.append(label, kind);
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        take(number);
        box.blur(); // by which Streamlit takes what stands in the box
        document.querySelector(".st-key-search-now button")?.click();
      });
      return item;
    }));
    const at = box.getBoundingClientRect();
    list.style.left = `${at.left}px`;
    list.style.top = `${at.bottom + 4}px`;
    list.style.width = `${at.width}px`;
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
  };

  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const typed = box.value;
    const place = new URL(`./api/complete?q=${encodeURIComponent(typed)}`, location.href);
    try {
      const answer = await fetch(place, { signal: asked.signal });
      if (!answer.ok) return;
      const { completions } = await answer.json();
      if (document.activeElement !== box || box.value !== typed) return;
      found = completions.slice(0, 8);
      draw();
    } catch { /* asked anew meanwhile, or the server is gone: no list, and nothing is lost */ }
  };

  document.addEventListener("focusin", (event) => {
    if (!event.target.matches?.(BOX)) return;
    box = event.target;
    const said = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list",
      "aria-controls": list.id, "aria-expanded": "false" };
    Object.entries(said).forEach(([name, value]) => box.setAttribute(name, value));
  });
  document.addEventListener("input", (event) => {
    if (event.target !== box || !event.isTrusted) return;
    clearTimeout(timer);
    if (box.value.trim().length < 2) return close();
    timer = setTimeout(ask, PAUSE);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target !== box) return;
    if (event.key === "Enter") {
      if (!list.hidden && chosen >= 0) take(chosen);
      return close();
    }
    if (list.hidden) return;
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") choose((chosen + 2) % (found.length + 1) - 1);
    else if (event.key === "ArrowUp") choose((chosen + found.length + 1) % (found.length + 1) - 1);
    else return;
    event.preventDefault();
  }, true);
  document.addEventListener("focusout", (event) => { if (event.target === box) close(); });
  window.addEventListener("scroll", close, true);

  // The box inside a long facet hides what does not hold what is typed.
  document.addEventListener("input", (event) => {
    if (!event.target.matches?.("input.among")) return;
    const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const wanted = fold(event.target.value.trim());
    for (const item of event.target.closest("details").querySelectorAll("li")) {
      item.hidden = !fold(item.querySelector("bdi")?.textContent ?? "").includes(wanted);
    }
  });
})();
