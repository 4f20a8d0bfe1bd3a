import os
import time

if not os.fork():
    os.setsid()
    if not os.fork():
        for descriptor in range(3):
            os.close(descriptor)
        time.sleep(3)
        open('{{CANARY}}', 'w').write('still here')
        os._exit(0)
    os._exit(0)
