def start_server(predict, version) -> ThreadingHTTPServer:
    registry = CollectorRegistry()
    requests = Counter("eta_requests", "Requests to /predict.", ["outcome"], registry=registry)
    buckets = sorted([0.01 * 1.7**step for step in range(11)] + [0.3])
    seconds = Histogram("eta_request_seconds", "Seconds until the answer.", buckets=buckets, registry=registry)
    info = Gauge("eta_model_info", "The model that answers.", ["version"], registry=registry)
    info.labels(version).set(1)
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

    server = ThreadingHTTPServer(("127.0.0.1", 0), Eta)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
