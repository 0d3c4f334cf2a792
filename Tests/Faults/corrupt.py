"""A pipe that spoils one byte: corrupt.py SPENT in|out OFFSET COMMAND...

Runs the command and passes its streams on, with one bit of the byte at the offset turned over, in what the command
reads (in) or writes (out). The file SPENT appears when that is done; where it is there already, nothing is spoiled."""

import os
import subprocess
import sys
import threading


def spoil(chunk, start, offset, spent):
    if not start <= offset < start + len(chunk):
        return chunk
    try:
        os.close(os.open(spent, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return chunk
    place = offset - start
    return chunk[:place] + bytes([chunk[place] ^ 0x10]) + chunk[place + 1:]


def write(stream, chunk):
    while chunk:
        chunk = chunk[os.write(stream, chunk):]


def pump(source, target, offset, spent):
    """Until either end is closed; `offset` is below zero where nothing is to be spoiled."""
    place = 0
    try:
        while chunk := os.read(source, 1 << 16):
            write(target, spoil(chunk, place, offset, spent))
            place += len(chunk)
    except OSError:
        pass
    for stream in (source, target):
        os.close(stream)


def main():
    spent, direction, offset, *command = sys.argv[1:]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
    offsets = {name: int(offset) if name == direction else -1 for name in ("in", "out")}
    inward = threading.Thread(target=pump, args=(0, child.stdin.fileno(), offsets["in"], spent), daemon=True)
    inward.start()
    pump(child.stdout.fileno(), 1, offsets["out"], spent)
    os._exit(max(child.wait(), 0))


main()
