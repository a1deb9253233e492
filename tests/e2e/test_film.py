"""The demo's film plays in a browser: its length, its size, its pictures at their times."""

import base64

import pytest
from PIL import Image

from demo.webm import webm

pytestmark = pytest.mark.browser
COLOURS = ("#ff0000", "#00ff00", "#0000ff")
LOOK = """async ([data, times]) => {
  const video = document.createElement("video");
  video.muted = true;
  video.src = data;
  await new Promise((resolve, reject) => {
    video.onloadeddata = resolve;
    video.onerror = () => reject(new Error(video.error.message));
  });
  const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const pen = canvas.getContext("2d");
  const seen = [];
  for (const time of times) {
    await new Promise((resolve) => { video.onseeked = resolve; video.currentTime = time; });
    pen.drawImage(video, 0, 0, 1, 1);
    seen.push([...pen.getImageData(0, 0, 1, 1).data].slice(0, 3));
  }
  return { seconds: video.duration, size: [video.videoWidth, video.videoHeight], seen };
}"""


def test_film_of_three_pictures_plays(chromium):
    pictures = [Image.new("RGB", (64, 48), colour) for colour in COLOURS]
    data = "data:video/webm;base64," + base64.b64encode(webm(pictures, seconds_each=2)).decode()
    page = chromium.new_page()
    found = page.evaluate(LOOK, [data, [0.5, 2.5, 4.5]])
    page.close()
    assert found["seconds"] == 6
    assert found["size"] == [64, 48]
    strongest = [max(range(3), key=lambda part: colour[part]) for colour in found["seen"]]
    assert strongest == [0, 1, 2]
