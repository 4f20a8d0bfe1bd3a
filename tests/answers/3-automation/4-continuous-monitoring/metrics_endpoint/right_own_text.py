def start_server(predict, version) -> ThreadingHTTPServer:
    bounds = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2)
    outcomes = {"ok": 0, "rejected": 0, "failed": 0}
    buckets, lock, total = [0] * (len(bounds) + 1), threading.Lock(), [0.0]

    def page():
        lines = ["# HELP eta_requests_total Requests.", "# TYPE eta_requests_total counter"]
        lines += [f'eta_requests_total{{outcome="{name}"}} {count}' for name, count in outcomes.items()]
        lines += ["# TYPE eta_request_seconds histogram"]
        for place, bound in enumerate((*bounds, "+Inf")):
            lines.append(f'eta_request_seconds_bucket{{le="{bound}"}} {sum(buckets[: place + 1])}')
        lines += [f"eta_request_seconds_count {sum(buckets)}", f"eta_request_seconds_sum {total[0]}"]
        lines += ["# TYPE eta_model_info gauge", f'eta_model_info{{version="{version}"}} 1', ""]
        return "\n".join(lines).encode()

    class Eta(BaseHTTPRequestHandler):
        def do_POST(self):
            if self.path != "/predict":
                return self.reply(404, b"")
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            started = time.monotonic()
            try:
                answer, status, outcome = {"minutes": float(predict(json.loads(body)))}, 200, "ok"
            except ValueError:
                answer, status, outcome = {}, 400, "rejected"
            except Exception:
                answer, status, outcome = {}, 500, "failed"
            took = time.monotonic() - started
            with lock:
                outcomes[outcome] += 1
                buckets[sum(took > bound for bound in bounds)] += 1
                total[0] += took
            self.reply(status, json.dumps(answer).encode())

        def do_GET(self):
            if self.path != "/metrics":
                return self.reply(404, b"")
            with lock:
                self.reply(200, page(), "text/plain; version=0.0.4")

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
