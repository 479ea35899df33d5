"""Runs a command on a terminal of its own. What stands on the terminal goes to stdout, what comes on stdin is
typed; the end of stdin closes the terminal. The last line names what came of the command."""
import os, pty, select, sys

pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
while True:
    ready, _, _ = select.select([terminal, 0], [], [])
    if terminal in ready:
        try:
            shown = os.read(terminal, 65536)
        except OSError:
            break  # the command has ended
        os.write(1, shown)
    if 0 in ready:
        typed = os.read(0, 4096)
        if not typed:
            break
        os.write(terminal, typed)
os.close(terminal)
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
os.write(1, f"\nended {status}\n".encode())
