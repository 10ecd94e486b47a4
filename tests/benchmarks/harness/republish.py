#!/usr/bin/env python3
"""How long `dotnet publish` takes where nothing has changed: republish.py ROUNDS NAME=COMMAND …, the first being what the others are compared with."""
import random
import resource
import statistics
import subprocess
import sys
import time


def run(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run(command, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{command}\n{done.stdout}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    rounds = int(sys.argv[1])
    commands = dict(argument.split("=", 1) for argument in sys.argv[2:])
    times = {name: [] for name in commands}
    for command in commands.values():
        run(command)
    for _ in range(rounds):
        for name in random.sample(list(commands), len(commands)):
            times[name].append(run(commands[name]))
    base = [statistics.median(column) for column in zip(*times[next(iter(commands))])]
    print("| | s | more | CPU s | more |\n|---|---|---|---|---|")
    for name, measured in times.items():
        wall, cpu = [statistics.median(column) for column in zip(*measured)]
        print(f"| {name} | {wall:.2f} | {wall - base[0]:+.2f} | {cpu:.2f} | {cpu - base[1]:+.2f} |")


main()
