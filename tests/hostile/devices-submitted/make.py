import os
import stat


def after(folder):
    for name, device in (("zeros.bin", os.makedev(1, 5)), ("random.bin", os.makedev(1, 9))):
        (folder / f"link-{name}").symlink_to("/dev/zero")
        try:
            os.mknod(folder / name, stat.S_IFCHR | 0o666, device)
        except OSError:
            pass
