"""An SMTP server for the tests: smtp_peer.py FOLDER [CERTIFICATE KEY starttls|tls]

Prints its port, and ends, and FOLDER with it, when its standard input does. What it does with a message depends on the recipient's
local part: rcpt451 and rcpt550 are refused as recipients, data451 and data550 after the text; drop cuts the
connection after the text; hang never answers; everybody else's message is written to FOLDER/LOCALPART.eml with
the envelope in FOLDER/LOCALPART.json. The one login is rep with the password opensesame.
"""

import asyncio
import json
import pathlib
import shutil
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    async def handle_RCPT(self, server, session, envelope, address, options):
        local = address.split("@")[0]
        if local == "rcpt451":
            return "451 4.2.1 mailbox busy, come back later"
        if local == "rcpt550":
            return "550 5.1.1 nobody of that name"
        if local == "hang":
            await asyncio.sleep(3600)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        local = envelope.rcpt_tos[0].split("@")[0]
        if local == "data451":
            return "451 4.3.0 try again"
        if local == "data550":
            return "550 5.7.1 not wanted here"
        if local == "drop":
            server.transport.abort()
            await asyncio.sleep(3600)
        facts = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": session.ssl is not None or server.transport.get_extra_info("ssl_object") is not None,
            "login": bool(session.authenticated),
            "client": session.host_name,
        }
        (self.folder / f"{local}.json").write_text(json.dumps(facts))
        (self.folder / f"{local}.eml").write_bytes(envelope.original_content)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    success = getattr(data, "login", None) == b"rep" and getattr(data, "password", None) == b"opensesame"
    # handled=False lets aiosmtpd send the refusal itself; otherwise the client waits for one in vain.
    return AuthResult(success=success, handled=False)


async def main():
    folder, *tls = sys.argv[1:]
    context = None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tls[0], tls[1])
    upgrade = context if tls and tls[2] == "starttls" else None
    loop = asyncio.get_running_loop()

    def make():
        return SMTP(
            Handler(folder),
            hostname="peer.example",
            tls_context=upgrade,
            require_starttls=upgrade is not None,
            authenticator=authenticate,
            auth_require_tls=False,
            loop=loop,
        )

    server = await loop.create_server(make, "127.0.0.1", 0, ssl=context if upgrade is None else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.buffer.read)
    server.close()
    shutil.rmtree(folder, ignore_errors=True)


asyncio.run(main())
