#!/usr/bin/env python3
"""Prints memory and threads from what compare.py kept of a cold and of a steady run: memory.py COLD.json STEADY.json"""
import json
import statistics
import sys

cold, steady = (json.load(open(path)) for path in sys.argv[1:3])


def median(run, peer, key):
    return statistics.median(run["data"][peer][key])


head = ["peer", "RSS MiB after the first response", "private MiB", "threads", f"RSS MiB after {steady['count']} invocations", "peak MiB", "threads"]
print("| " + " | ".join(head) + " |")
print("|" + "---|" * len(head))
for peer in cold["data"]:
    print(
        f"| {peer} | {median(cold, peer, 'rss_first_kb') / 1024:.2f} | {median(cold, peer, 'private_first_kb') / 1024:.2f}"
        f" | {median(cold, peer, 'threads_first'):.0f} | {median(steady, peer, 'rss_end_kb') / 1024:.2f}"
        f" | {median(steady, peer, 'hwm_end_kb') / 1024:.2f} | {median(steady, peer, 'threads_end'):.0f} |"
    )
