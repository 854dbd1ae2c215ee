# SPDX-License-Identifier: GPL-3.0-or-later
"""Chromium without a window, over chromedriver's HTTP protocol (W3C WebDriver). It reaches no network."""

import base64
import json
import subprocess
import urllib.request

PAGE_WIDTH, TALLEST = 800, 4000
# What a mail leaves open is the reader's: the same face and size as in our view.
FACES = {f"webkit.webprefs.fonts.{kind}.Zyyy": "DejaVu Sans" for kind in ("standard", "sansserif")}
ARGUMENTS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1",
    "--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--disable-dev-shm-usage",
]


class Browser:
    def __init__(self, folder):
        self._driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)
        port = None
        for line in self._driver.stdout:
            if "started successfully on port" in line:
                port = line.split()[-1].rstrip(".")
                break
        if port is None:
            raise RuntimeError("chromedriver does not start")
        self._address = f"http://127.0.0.1:{port}/session"
        options = {"args": [*ARGUMENTS, f"--user-data-dir={folder}"], "prefs": FACES}
        answer = self._send("", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}})
        self._address += "/" + answer["sessionId"]
        self.version = answer["capabilities"]["browserVersion"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self._send("", None, "DELETE")
        finally:
            self._driver.terminate()
            self._driver.wait()

    def look_at(self, page, script, shot):
        """What `script` returns on that page; the page as it is seen is written to the file `shot`."""
        self._tell("Emulation.setDeviceMetricsOverride",
                   {"width": PAGE_WIDTH, "height": 1000, "deviceScaleFactor": 1, "mobile": False})
        self._send("/url", {"url": page.as_uri()})
        result = self._send("/execute/sync", {"script": script, "args": []})
        height = min(max(result["height"], 200), TALLEST)
        clip = {"x": 0, "y": 0, "width": PAGE_WIDTH, "height": height, "scale": 1}
        picture = self._tell("Page.captureScreenshot", {"format": "png", "captureBeyondViewport": True, "clip": clip})
        shot.write_bytes(base64.b64decode(picture["data"]))
        return result

    def _tell(self, command, parameters):
        return self._send("/goog/cdp/execute", {"cmd": command, "params": parameters})

    def _send(self, path, body, method="POST"):
        data = None if body is None else json.dumps(body).encode()
        kind = {"Content-Type": "application/json"}
        request = urllib.request.Request(self._address + path, data, kind, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]
