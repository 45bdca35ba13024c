"""Prints a message as JSON, as Python's strict reader sees it: read_message.py FILE"""

import email
import email.header
import email.policy
import email.utils
import json
import sys

with open(sys.argv[1], "rb") as file:
    data = file.read()
message = email.message_from_bytes(data, policy=email.policy.default.clone(raise_on_defect=True))
defects = [str(defect) for part in message.walk() for defect in part.defects]
defects += [f"{name}: {defect}" for name, value in message.items() for defect in value.defects]
# Python's newer reader puts a space between the encoded words of a name; its older one follows RFC 2047 section 6.2.
raw_name = email.utils.parseaddr(email.message_from_bytes(data)["from"])[0]
lines = data.split(b"\r\n")
print(
    json.dumps(
        {
            "headers": [[name, str(value)] for name, value in message.items()],
            "fromName": str(email.header.make_header(email.header.decode_header(raw_name))),
            "fromAddress": message["from"].addresses[0].addr_spec,
            "body": message.get_content().replace("\r\n", "\n"),
            "defects": defects,
            "longestLine": max(map(len, lines)),
            "longestHeaderLine": max(map(len, data.split(b"\r\n\r\n")[0].split(b"\r\n"))),
            "strayLineEnds": sum(b"\r" in line or b"\n" in line for line in lines),
            "isASCII": data.isascii(),
        }
    )
)
