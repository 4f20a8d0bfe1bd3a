import os

os.makedirs("gone")
os.chdir("gone")
os.rmdir("../gone")
