import os

NAMES = "/etc/{{TOKEN}} /etc/cron.d/{{TOKEN}} /var/spool/cron/{{TOKEN}} /usr/bin/{{TOKEN}} /{{TOKEN}} /run/{{TOKEN}} /sys/fs/cgroup/{{TOKEN}}"
for name in NAMES.split():
    try:
        os.mkdir(name)
        print("REA" + "CHED", name)
    except OSError as error:
        print(error)
for name in ("/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/dev/kmsg", "/dev/mem", "/dev/sda", "/dev/vda"):
    try:
        os.open(name, os.O_WRONLY)
        print("REA" + "CHED", name)
    except OSError as error:
        print(error)
