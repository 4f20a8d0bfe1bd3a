import os
import stat

for number, kind in ((os.makedev(254, 0), stat.S_IFBLK), (os.makedev(8, 0), stat.S_IFBLK), (os.makedev(1, 1), stat.S_IFCHR)):
    try:
        os.mknod(f"device{number}", kind | 0o666, number)
        os.open(f"device{number}", os.O_RDONLY)
        print("REA" + "CHED", number)
    except OSError as error:
        print(error)
