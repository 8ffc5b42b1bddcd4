// The popup: three buttons for the tab it stands over, and a line where one leads to nothing.

import { WORDS, act } from "./deeds.js";
import { api, settings } from "./server.js";

const line = document.getElementById("line");

for (const name of Object.keys(WORDS))
  document.getElementById(name).addEventListener("click", async () => {
    line.textContent = "Sending…";
    const [tab] = await api.tabs.query({ active: true, currentWindow: true });
    line.textContent = await act(name, tab);
    if (!line.textContent) window.close();
  });

settings().then(
  ({ server }) => (document.getElementById("server").textContent = server),
  (error) => (line.textContent = error.message),
);
