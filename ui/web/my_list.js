// The browser remembers which list is its own: in a cookie, which the front reads when a
// window is opened. What the page says of it stands in `.own-list` (ui/web/parts/own_list.py).
//
// A window that was open before another one made the list knows nothing of it, and would
// make a second one. So a window that comes to the front with another cookie than it was
// opened with is loaded anew; all that it shows is in its address.
(() => {
  if (window.polisearchRemembersList) return;
  window.polisearchRemembersList = true;

  const YEAR = 60 * 60 * 24 * 365;
  const kept = (name) =>
    document.cookie.split("; ").find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
  let name = "", known = "", written = null;

  // Parts that are drawn alone say it, too: whichever said it last is right.
  const said = () =>
    [...document.querySelectorAll(".own-list")]
      .map((one) => one.dataset)
      .reduce((last, one) => (last && +last.made >= +one.made ? last : one), null);

  const remember = () => {
    const now = said();
    if (!now) return;
    if (!name) [name, known] = [now.name, kept(now.name)];
    // What this window was told by the cookie is written again only where it still stands.
    if (now.token === written || (now.made === "0" && (!now.token || known !== now.token))) return;
    const path = new URL("./", location).pathname;
    const age = now.token ? YEAR : 0;
    const safe = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${name}=${now.token}; Path=${path}; Max-Age=${age}; SameSite=Lax${safe}`;
    written = known = now.token;
  };

  const look = () => {
    if (document.hidden || !name || !kept(name) || kept(name) === known) return;
    location.reload();
  };

  // An entry that moved is drawn anew: the focus goes with it, to be moved on by the same key.
  let moved = "";
  document.addEventListener("click", (event) => {
    const key = event.target.closest?.('[class*="st-key-up-"], [class*="st-key-down-"]');
    moved = key?.className.match(/st-key-(?:up|down)-[0-9a-f]+/)?.[0] ?? "";
  });
  for (const act of ["keydown", "pointerdown"]) {
    document.addEventListener(act, () => { moved = ""; }, true);
  }
  const follow = () => {
    if (!moved || document.activeElement !== document.body) return;
    const other = moved.replace(/-(up|down)-/, (_, way) => (way === "up" ? "-down-" : "-up-"));
    const open = (key) => document.querySelector(`.${key} button:not(:disabled)`);
    (open(moved) ?? open(other))?.focus();
  };

  new MutationObserver(() => { remember(); follow(); }).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("visibilitychange", look);
  window.addEventListener("focus", look);
  remember();
})();
