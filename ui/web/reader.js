// Read a document by keys, and copy words of it with their reference.
//
// All of it is in the page without this script, too: links for the steps, and "Cite this
// page". The arrows turn pages unless something that uses them has the focus. The letters
// n and N are heard only while the text or the steps have the focus.
(() => {
  if (window.polisearchReads) return;
  window.polisearchReads = true;

  const SECONDS_TO_DRAW = 5;
  const text = () => document.querySelector(".page-text");
  const main = () => document.querySelector('[data-testid="stMain"]');
  const step = (key) => document.querySelector(`.steps a[aria-keyshortcuts="${key}"]`);
  const inReader = (element) => Boolean(element?.closest?.(".page-text, .steps, .strip, .copying"));

  // ---- Another page of the document: stay where the reading is, not at the top of all.

  // The script that follows links holds the page at its top until the reader moves it.
  const letGo = () => window.dispatchEvent(new Event("wheel"));

  const whenDrawn = (act) => {
    const before = text()?.dataset.page;
    const isNew = () => text() && text().dataset.page !== before;
    const watcher = new MutationObserver(() => {
      if (!isNew()) return;
      watcher.disconnect();
      requestAnimationFrame(act);
    });
    watcher.observe(document.body, { childList: true, subtree: true });
    setTimeout(() => watcher.disconnect(), 1000 * SECONDS_TO_DRAW);
  };

  const stay = (top) => {
    letGo();
    const done = new AbortController();
    const watcher = new MutationObserver(() => main()?.scrollTo({ top }));
    done.signal.addEventListener("abort", () => watcher.disconnect());
    for (const name of ["wheel", "keydown", "pointerdown", "popstate"]) {
      window.addEventListener(name, () => done.abort(), { once: true, signal: done.signal });
    }
    setTimeout(() => done.abort(), 1000 * SECONDS_TO_DRAW);
    watcher.observe(main(), { childList: true, subtree: true });
    main().scrollTo({ top });
  };

  let topBefore = 0;
  document.addEventListener("click", () => { topBefore = main()?.scrollTop ?? 0; }, true);
  document.addEventListener("click", (event) => {
    if (!event.defaultPrevented) return; // it opens elsewhere
    const link = event.target.closest?.(":is(.steps, .strip, .outline) a");
    const steps = document.querySelector(".steps");
    if (!link || !steps || !main()) return;
    const ofSteps = steps.getBoundingClientRect().top - main().getBoundingClientRect().top;
    const above = main().scrollTop + ofSteps - 70; // below what Streamlit keeps at the top
    stay(Math.max(Math.min(topBefore, above), 0));
  });

  // ---- Keys

  const turn = (key, then) => {
    const link = step(key);
    if (!link) return;
    const hadFocus = inReader(document.activeElement);
    whenDrawn(() => {
      if (hadFocus || then) text()?.focus({ preventScroll: true });
      then?.();
    });
    link.click();
  };

  const matches = () => [...(text()?.querySelectorAll("mark") ?? [])];
  const goTo = (mark) => {
    if (!mark) return;
    letGo();
    for (const other of matches()) other.classList.toggle("here", other === mark);
    mark.scrollIntoView({ block: "center" });
  };
  const nextMatch = (by) => {
    const all = matches();
    const at = all.findIndex((mark) => mark.classList.contains("here"));
    const to = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
    if (all[to]) goTo(all[to]);
    else turn(by > 0 ? "N" : "Shift+N", () => goTo(by > 0 ? matches()[0] : matches().at(-1)));
  };

  const usesArrows = (element) =>
    element && element !== document.body && !inReader(element) && !element.matches("a, button, .stMain");

  document.addEventListener("keydown", (event) => {
    if (!text() && !step("ArrowLeft") && !step("ArrowRight")) return;
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
    const focused = document.activeElement;
    if (!event.shiftKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      if (usesArrows(focused) || !getSelection().isCollapsed) return;
      event.preventDefault();
      turn(event.key);
    } else if (event.key.toLowerCase() === "n" && inReader(focused)) {
      event.preventDefault();
      nextMatch(event.shiftKey ? -1 : 1);
    }
  });

  // ---- Words of the text, to be copied

  const chosen = () => {
    const selection = getSelection();
    const within = text();
    if (!within || !selection.rangeCount || selection.isCollapsed) return "";
    const range = selection.getRangeAt(0).cloneRange();
    if (!range.intersectsNode(within)) return "";
    const whole = document.createRange();
    whole.selectNodeContents(within);
    if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) {
      range.setStart(whole.startContainer, whole.startOffset);
    }
    if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) {
      range.setEnd(whole.endContainer, whole.endOffset);
    }
    return range.toString().replace(/\s+/g, " ").trim();
  };

  const say = (words) => {
    const told = document.querySelector(".copied");
    if (!told) return;
    told.textContent = "";
    setTimeout(() => { told.textContent = words; }, 50); // said again, also if it is the same
  };

  const copyByHand = (all) => {
    const box = document.createElement("textarea");
    const focused = document.activeElement;
    box.value = all;
    box.setAttribute("aria-hidden", "true");
    box.style.cssText = "position: fixed; opacity: 0";
    document.body.append(box);
    box.select();
    const isDone = document.execCommand("copy");
    box.remove();
    focused?.focus({ preventScroll: true });
    return isDone;
  };

  const copy = async (all) => {
    try {
      await navigator.clipboard.writeText(all);
      return true;
    } catch {
      return copyByHand(all);
    }
  };

  document.addEventListener("selectionchange", () => {
    const button = document.querySelector(".copy-quotation");
    if (!button) return;
    const words = chosen();
    button.setAttribute("aria-disabled", words ? "false" : "true");
    button.title = words ? "" : "Select words of the text first";
  });
  // Pressing the button must not take the selection away.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest?.(".copy-quotation")) event.preventDefault();
  });
  document.addEventListener("click", async (event) => {
    if (!event.target.closest?.(".copy-quotation")) return;
    const words = chosen();
    if (!words) {
      say("Select words of the text first, with the mouse or by keys.");
      return;
    }
    const isDone = await copy(`“${words}” ${text().dataset.cited}`);
    say(isDone ? "Copied with its reference." : "The browser did not allow it: use “Cite this page”.");
  });

  // ---- For programs that look into the head

  const inHead = () => {
    const link = document.querySelector("a.for-programs");
    const kept = document.head.querySelector("link.polisearch-document");
    if (link && kept?.href === link.href) return;
    kept?.remove();
    if (!link) return;
    const made = Object.assign(document.createElement("link"), {
      className: "polisearch-document", href: link.href, rel: "alternate", type: "text/html",
    });
    document.head.append(made);
  };
  new MutationObserver(inHead).observe(document.body, { childList: true, subtree: true });
  inHead();
})();
