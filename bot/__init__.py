"""The running process: commands, wiring, loops, web server, one package per platform."""
