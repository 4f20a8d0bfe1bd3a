"""Made by docker/make.py from the lesson on monitoring: its model, and the server of its first exercise."""

import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pandas as pd
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, Info, generate_latest
from sklearn.linear_model import LinearRegression

from grader.orders import FEATURES, make_orders

past = make_orders(4000)
model = LinearRegression().fit(past[FEATURES], past["minutes"])
weather = {"answers": True}


def predict(order):
    if not isinstance(order, dict):
        raise ValueError("not an order")
    if missing := sorted(set(FEATURES) - set(order)):
        raise ValueError(f"missing: {missing}")
    if order["rain_mm"] > 0 and not weather["answers"]:
        raise RuntimeError("the weather service does not answer")
    return model.predict(pd.DataFrame([order])[FEATURES])[0]


def start_server(predict, version) -> ThreadingHTTPServer:
    registry = CollectorRegistry()
    requests = Counter("eta_requests", "Requests to /predict.", ["outcome"], registry=registry)
    buckets = [0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1.2, 2.4]
    seconds = Histogram("eta_request_seconds", "Seconds until the answer.", buckets=buckets, registry=registry)
    Info("eta_model", "The model that answers.", registry=registry).info({"version": version})
    for outcome in ["ok", "rejected", "failed"]:
        requests.labels(outcome)

    class Eta(BaseHTTPRequestHandler):
        def do_POST(self):
            if self.path != "/predict":
                return self.reply(404, b"")
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            with seconds.time():
                try:
                    answer = {"minutes": float(predict(json.loads(body)))}
                    status, outcome = 200, "ok"
                except ValueError as error:
                    answer, status, outcome = {"error": str(error)}, 400, "rejected"
                except Exception:
                    answer, status, outcome = {"error": "our fault"}, 500, "failed"
            requests.labels(outcome).inc()
            self.reply(status, json.dumps(answer).encode())

        def do_GET(self):
            if self.path != "/metrics":
                return self.reply(404, b"")
            self.reply(200, generate_latest(registry), CONTENT_TYPE_LATEST)

        def reply(self, status, body, kind="application/json"):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer((os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))), Eta)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
