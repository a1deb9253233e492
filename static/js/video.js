// Tells the server which seconds of a film were played, and goes on where one was. Without this the film plays all the same.
const EVERY = 15000;

function ranges(video) {
  const found = [];
  for (let index = 0; index < video.played.length; index += 1) {
    found.push([video.played.start(index), video.played.end(index)]);
  }
  return found.slice(-500);
}

function follow(place) {
  const video = place.querySelector("video");
  const token = place.querySelector("[name=csrfmiddlewaretoken]").value;
  let timer = 0;

  async function report() {
    if (!Number.isFinite(video.duration) || !video.played.length) return;
    const body = JSON.stringify({ position: video.currentTime, seconds: video.duration, played: ranges(video) });
    const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": token };
    try {
      const answer = await fetch(place.dataset.film, { method: "POST", headers, body, keepalive: true });
      if (answer.ok && (await answer.json()).completed) done();
    } catch {
      // offline: the next report says it again, since it holds everything played on this page
    }
  }

  function done() {
    const note = place.querySelector("[data-film-done]");
    if (note) note.hidden = false;
    const form = place.closest("section").querySelector("form[action$='watched/']");
    if (form) form.hidden = true;
  }

  video.addEventListener("loadedmetadata", () => {
    const position = Number(place.dataset.position);
    if (position > 0 && position < video.duration - 5) video.currentTime = position;
  }, { once: true });
  video.addEventListener("play", () => {
    clearInterval(timer);
    timer = setInterval(report, EVERY);
  });
  for (const name of ["pause", "ended"]) {
    video.addEventListener(name, () => {
      clearInterval(timer);
      report();
    });
  }
  window.addEventListener("pagehide", report);
}

document.querySelectorAll("[data-film]").forEach(follow);
