"""A mail server of a few lines on a port of its own, and a mail backend that falls over while it sends."""

import socket
from contextlib import contextmanager
from threading import Thread

from django.core.mail.backends.base import BaseEmailBackend

READY, GO_ON, REFUSED, LATER = b"220 hier\r\n", b"250 ok\r\n", b"550 onbekend adres\r\n", b"451 straks\r\n"


class MailServer:
    """`behaviour`: accept, refuse (the address), later (the text), drop (the line, once it has the whole text)."""

    def __init__(self, behaviour):
        self.behaviour, self.mails = behaviour, []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            try:
                line, _address = self.socket.accept()
            except OSError:
                return
            with line, line.makefile("rb") as words:
                self._talk(line, words)

    def _talk(self, line, words):
        line.sendall(READY)
        while said := words.readline():
            verb = said.split()[0].upper() if said.split() else b""
            if verb == b"QUIT":
                return
            if verb == b"DATA":
                if not self._read_mail(line, words):
                    return
            elif verb == b"RCPT" and self.behaviour == "refuse":
                line.sendall(REFUSED)
            else:
                line.sendall(GO_ON)

    def _read_mail(self, line, words):
        line.sendall(b"354 toe maar\r\n")
        text = b""
        while (part := words.readline()) not in (b".\r\n", b""):
            text += part
        if self.behaviour == "later":
            line.sendall(LATER)
            return True
        self.mails.append(text)
        if self.behaviour == "drop":
            return False
        line.sendall(GO_ON)
        return True


@contextmanager
def mail_server(settings, behaviour="accept"):
    server = MailServer(behaviour)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 5
    try:
        yield server
    finally:
        server.socket.shutdown(socket.SHUT_RDWR)  # closing alone leaves a waiting thread listening
        server.socket.close()


class KilledInTheMiddle(BaseEmailBackend):
    """The process ends while the mail is being handed over."""

    def send_messages(self, email_messages):
        raise SystemExit
