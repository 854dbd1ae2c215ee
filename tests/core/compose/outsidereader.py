# SPDX-License-Identifier: GPL-3.0-or-later
#
# Reads the messages NUMBER.eml of a folder with Python's email package and compares them with what NUMBER.json says was
# written: subject, people, text, the names and octets of files. Prints what differs; fails if anything does.
import base64
import email
import email.header
import email.utils
import json
import pathlib
import sys


def words(value):
    return str(email.header.make_header(email.header.decode_header(value))) if value else ""


def people(values):
    unfolded = [value.replace("\r\n", "").replace("\n", "") for value in values]
    return [[words(name), address] for name, address in email.utils.getaddresses(unfolded)]


def unflowed(text, delsp):
    lines, is_open = [], False
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        content = content[1:] if content.startswith(" ") else content
        flows = content.endswith(" ") and content != "-- "
        if flows and delsp:
            content = content[:-1]
        if is_open:
            lines[-1] += content
        else:
            lines.append(">" * depth + (" " if depth else "") + content)
        is_open = flows
    return "\n".join(lines)


def read(path):
    message = email.message_from_bytes(path.read_bytes())
    found = {"subject": words(message["subject"]).replace("\n", ""), "to": people(message.get_all("to", [])),
             "from": people(message.get_all("from", [])), "files": [], "defects": len(message.defects)}
    for part in message.walk():
        found["defects"] += len(part.defects)
    leaves, stack = [], [message]
    while stack:
        part = stack.pop()
        if part.get_content_maintype() == "multipart":
            stack.extend(reversed(part.get_payload()))
        else:
            leaves.append(part)
    for part in leaves:
        if part.get_content_disposition() == "attachment":
            is_message = part.get_content_type() == "message/rfc822"
            octets = b"" if is_message else part.get_payload(decode=True)
            found["files"].append([part.get_filename(), base64.b64encode(octets).decode()])
        elif part.get_content_type() == "text/plain":
            text = part.get_payload(decode=True).decode("utf-8").replace("\r\n", "\n")
            found["text"] = unflowed(text, part.get_param("delsp") == "yes")
    return found


def main(folder):
    paths = sorted(pathlib.Path(folder).glob("*.eml"))
    faults = 0
    for path in paths:
        expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        found = read(path)
        for key, value in expected.items():
            if found.get(key) != value:
                faults += 1
                print(f"{path.name}: {key} is {found.get(key)!r}, not {value!r}")
    print(f"{len(paths)} messages read, {faults} differ")
    return 1 if faults or not paths else 0


sys.exit(main(sys.argv[1]))
