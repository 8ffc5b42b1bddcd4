(() => {
  "use strict";
  const steps = document.getElementById("steps");
  if (!steps || !steps.dataset.events || !window.EventSource) return;
  const told = new EventSource(steps.dataset.events);
  const times = new Map();
  told.addEventListener("open", () => times.clear());
  const item = (step, name) => {
    const found = Array.from(steps.children).find(one => one.dataset.step === step);
    if (found) return found;
    const made = document.createElement("li");
    made.dataset.step = step;
    for (const part of ["step", "times", "message"]) {
      const span = document.createElement("span");
      span.className = part;
      made.append(span, " ");
    }
    made.firstChild.textContent = name;
    steps.append(made);
    return made;
  };
  told.addEventListener("step", event => {
    const { step, name, message, far } = JSON.parse(event.data);
    const ended = ["waiting", "done", "failed", "cancelled"];
    if (ended.includes(step)) return;
    times.set(step, (times.get(step) || 0) + 1);
    const line = item(step, name);
    line.querySelector(".times").textContent = times.get(step) > 1 ? `${times.get(step)}×` : "";
    line.querySelector(".message").textContent = far ? `${message} (${far})` : message;
  });
  told.addEventListener("ended", event => {
    told.close();
    const { address } = JSON.parse(event.data);
    if (address && new URL(address, location.href).pathname !== location.pathname) location.replace(address);
    else location.reload();
  });
})();
