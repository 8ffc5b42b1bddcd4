(() => {
  "use strict";
  let opener = null;
  const target = () => {
    const found = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    return found && found.classList.contains("exhibit") ? found : null;
  };
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const close = () => { location.hash = "_"; };
  const show = () => {
    const exhibit = target();
    all(".said.reading, .cite.reading").forEach(e => e.classList.remove("reading"));
    if (!exhibit) {
      if (opener) opener.focus({ preventScroll: true });
      opener = null;
      return;
    }
    const mine = opener && opener.hash === location.hash ? opener : null;
    const wanted = mine && mine.dataset.quotes ? mine.dataset.quotes.split(" ") : null;
    all("mark[data-quotes]", exhibit).forEach(mark => {
      const part = !wanted || mark.dataset.quotes.split(" ").some(quote => wanted.includes(quote));
      mark.classList.toggle("other", !part);
    });
    if (mine) {
      mine.classList.add("reading");
      const said = mine.closest(".said");
      if (said) said.classList.add("reading");
    }
    exhibit.scrollTop = 0;
    const sheet = exhibit.getBoundingClientRect();
    const place = mine && mine.getBoundingClientRect();
    if (place && place.right > sheet.left && place.bottom > sheet.top && place.top < sheet.bottom) {
      scrollBy(0, place.bottom + 16 - sheet.top);
    }
    exhibit.focus({ preventScroll: true });
    const first = exhibit.querySelector("mark:not(.other)");
    if (first && first.offsetTop > exhibit.clientHeight - 80) exhibit.scrollTop = first.offsetTop - 80;
  };
  document.addEventListener("click", event => {
    const link = event.target.closest("a.cite, .facts a[href^='#passage-']");
    if (!link) return;
    if (link === opener && target()) {
      event.preventDefault();
      close();
      return;
    }
    if (link.classList.contains("cite")) opener = link;
    if (link.hash === location.hash) show();
  });
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && target()) close();
  });
  addEventListener("hashchange", show);
  addEventListener("beforeprint", () => all("details").forEach(d => { d.open = true; }));
  show();
})();
