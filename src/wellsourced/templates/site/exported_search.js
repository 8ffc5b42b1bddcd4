(() => {
  "use strict";
  const MOST = 50;
  const asked = new URLSearchParams(location.search).get("q") || "";
  const plain = text => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const terms = [...new Set(plain(asked).match(/[\p{L}\p{N}]{2,}/gu) || [])];
  const shards = {};
  let parts = [];
  let pages = [];
  const part = letters => Array.from(letters, sign => sign.codePointAt(0).toString(16)).join("-");
  const first = term => Array.from(term).slice(0, 2).join("");
  const load = letters => new Promise(done => {
    const script = document.createElement("script");
    script.src = `search/words-${part(letters)}.js`;
    script.onload = script.onerror = () => done();
    document.head.append(script);
  });
  const scores = term => {
    const found = new Map();
    for (const [word, [heavy, light]] of Object.entries(shards[first(term)] || {})) {
      if (word !== term && !(term.length > 2 && word.startsWith(term))) continue;
      const exact = word === term ? 2 : 1;
      for (const [list, weight] of [[heavy, 4], [light, 1]]) {
        for (const page of list) found.set(page, Math.max(found.get(page) || 0, weight * exact));
      }
    }
    return found;
  };
  const item = ([title, file, label, answer, checked]) => {
    const made = document.createElement("article");
    made.className = "short";
    const heading = document.createElement("h2");
    const link = document.createElement("a");
    link.href = file;
    link.textContent = title;
    heading.append(link);
    made.append(heading);
    for (const text of [label, answer, checked]) {
      if (!text) continue;
      const line = document.createElement("p");
      line.textContent = text;
      made.append(line);
    }
    return made;
  };
  const show = () => {
    const each = terms.map(scores);
    const both = each.length ? [...each[0].keys()].filter(page => each.every(one => one.has(page))) : [];
    const sum = page => each.reduce((all, one) => all + one.get(page), 0);
    both.sort((a, b) => sum(b) - sum(a) || a - b);
    document.getElementById("found").replaceChildren(...both.slice(0, MOST).map(page => item(pages[page])));
    const more = both.length > MOST ? `, of which the first ${MOST} are shown` : "";
    document.getElementById("told").textContent =
      both.length === 1 ? "1 page" : both.length ? `${both.length} pages${more}` : "No page has all of these words.";
  };
  globalThis.wellsourced = {
    words: (letters, held) => { shards[letters] = held; },
    pages: async (listed, held) => {
      pages = listed;
      parts = held;
      for (const field of document.querySelectorAll("input[name=q]")) field.value = asked;
      if (!terms.length) return;
      await Promise.all([...new Set(terms.map(first))].filter(one => parts.includes(one)).map(load));
      show();
    },
  };
})();
