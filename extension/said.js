// One line that had to be said, as text.

document.getElementById("line").textContent = decodeURIComponent(location.hash.slice(1));
