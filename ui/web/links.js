// Follow links of the front without loading everything anew, and come back to the same place.
//
// Every link is an ordinary one ("./?q=…") and works without this script, in a new tab
// too. Here a plain click becomes what the browser's back button already is to
// Streamlit: a new address and the event "popstate". The browser cannot remember how
// far down the page was, because Streamlit scrolls a part of it; so that is done here.
(() => {
  if (window.polisearchFollowsLinks) return;
  window.polisearchFollowsLinks = true;

  const SECONDS_TO_DRAW = 5;
  const page = () => document.querySelector('[data-testid="stMain"]');

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="./"]');
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || event.button !== 0) return;
    event.preventDefault();
    const place = new URL(link.href);
    if (place.search === "?") place.search = "";
    history.replaceState({ ...history.state, top: page()?.scrollTop }, "");
    history.pushState({ top: 0 }, "", place);
    window.dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  });

  window.addEventListener("popstate", (event) => {
    const top = event.state?.top;
    if (top === undefined) return;
    const done = new AbortController();
    const there = () => {
      const named = location.hash && document.getElementById(location.hash.slice(1));
      if (named) named.scrollIntoView();
      else page()?.scrollTo({ top });
    };
    const watcher = new MutationObserver(there);
    done.signal.addEventListener("abort", () => watcher.disconnect());
    for (const name of ["wheel", "keydown", "pointerdown", "popstate"]) {
      window.addEventListener(name, () => done.abort(), { once: true, signal: done.signal });
    }
    setTimeout(() => done.abort(), 1000 * SECONDS_TO_DRAW);
    watcher.observe(page(), { childList: true, subtree: true });
    there();
  });
})();
