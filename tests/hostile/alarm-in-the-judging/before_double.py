import signal


def ring(*args):
    raise SystemExit("2.0")


signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
